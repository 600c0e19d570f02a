import { pathText } from "../../config/problem";
import type { PolicyFaultCode } from "../../policy/policy";
import { exampleStatements, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type MalformedPolicyArgs = {
  /** Null where the fault is in none, or leaves none to be named. */
  readonly statement: StatementName | null;
  /** The element, from the statement or else from the policy down; empty for the whole of it. */
  readonly place: string;
  readonly fault: PolicyFaultCode;
  /** Names and values as the policy has them. */
  readonly details: Readonly<Record<string, string>>;
};

export const malformedPolicy: LintRule<"malformed-policy", MalformedPolicyArgs> = {
  id: "malformed-policy",
  severity: "error",
  page: pages.grammar,
  bad: { policy: policyWith(exampleStatements.root, { ...exampleStatements.read, Effect: "allow" }) },
  good: { policy: policyWith(exampleStatements.root, exampleStatements.read) },
  check: ({ policy }) =>
    policy.faults.map(({ code, path, args }) => {
      const [element, index] = path;
      const linted =
        element === "Statement" ? policy.statementAt(typeof index === "number" ? index : 0) : undefined;
      return {
        path,
        ...(aboutKeys.has(code) && { part: "key" as const }),
        args: {
          statement: linted ? nameOf(linted) : null,
          place: pathText(path.slice(linted?.path.length ?? 0)),
          fault: code,
          details: args,
        },
      };
    }),
};

const aboutKeys: ReadonlySet<PolicyFaultCode> = new Set([
  "member-unknown",
  "condition-operator-unknown",
  "principal-type-unknown",
]);
