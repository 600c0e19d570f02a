import { nearest } from "../../config/nearest";
import { statementElements } from "../../policy/parse-statement";
import type { JsonPath, PolicyFault } from "../../policy/policy";
import type { StatementName } from "../../policy/statement-name";
import type { LintedStatement } from "../linted-policy";
import type { OwnPolicy } from "./own-policy";
import type { StatementProblem } from "./statement-problem";

/** What AWS would refuse, element by element, and Sids that two statements have. */
export function malformedStatements({ policy, first, own }: OwnPolicy): readonly StatementProblem[] {
  const nameOf = (index: number): StatementName => ({
    index: index - first,
    sid: policy.statementAt(index)?.statement.sid ?? null,
  });
  const malformed = (index: number, rest: JsonPath, fault: Omit<PolicyFault, "path">): StatementProblem => {
    const meant = fault.code === "member-unknown" ? elementMeant(fault.args.member ?? "") : undefined;
    return {
      code: "statement-malformed",
      severity: "error",
      path: [index - first, ...rest],
      ...(meant !== undefined && { aboutKey: true }),
      args: {
        statement: nameOf(index),
        fault: fault.code,
        details: fault.args,
        ...(meant !== undefined && { meant }),
      },
    };
  };
  const faults = policy.faults.flatMap(({ path: [, index, ...rest], ...fault }) =>
    typeof index === "number" && index >= first ? [malformed(index, rest, fault)] : [],
  );
  const missing = own.flatMap((linted) =>
    missingIn(linted).map((element) =>
      malformed(linted.statement.index, [], { code: "element-missing", args: { element } }),
    ),
  );
  const taken = own.flatMap(({ statement: { sid, index } }): readonly StatementProblem[] => {
    const earlier = sid === null || sid === "" ? undefined : policy.firstOfSid.get(sid);
    if (sid === null || earlier === undefined || earlier === index) return [];
    const by = earlier < first ? null : nameOf(earlier);
    const path = [index - first, "Sid"];
    return [
      { code: "statement-sid-taken", severity: "error", path, args: { statement: nameOf(index), sid, by } },
    ];
  });
  return [...faults, ...missing, ...taken];
}

/** An element that holds nothing is as good as none: AWS refuses it too. A misspelt one is told as such. */
function missingIn({ statement, principals, actions, resources }: LintedStatement): readonly string[] {
  const { malformed } = statement;
  return [
    ...(principals.length === 0 && !malformed.includes("principal") ? ["Principal"] : []),
    ...(actions.length === 0 && !malformed.includes("action") ? ["Action"] : []),
    ...(resources.length === 0 && !malformed.includes("resource") ? ["Resource"] : []),
  ];
}

const elementMeant = (member: string): string | undefined => nearest(member, statementElements);
