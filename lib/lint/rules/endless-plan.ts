import { exampleStatements, policyWith } from "../examples";
import type { LintedStatement, LocatedPrincipal } from "../linted-policy";
import { nameOf } from "../statement-predicates";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type EndlessPlanArgs = {
  readonly statement: StatementName;
  readonly principal: string;
  readonly problem: "account ID" | "twice";
  /** As AWS stores it. */
  readonly stored: string;
};

const { root, read } = exampleStatements;

export const endlessPlan: LintRule<"endless-plan", EndlessPlanArgs> = {
  id: "endless-plan",
  severity: "note",
  page: pages.principal,
  bad: { policy: policyWith({ ...root, Principal: { AWS: "111111111111" } }, read) },
  good: { policy: policyWith(root, read) },
  check: ({ policy, partition, interpolated }) =>
    policy.statements.flatMap((linted) =>
      storedOtherwise(linted, partition ?? "aws").map(({ path, text, problem, stored }) => ({
        path,
        // What Terraform makes of it matters where Terraform is at work.
        severity: interpolated ? ("warning" as const) : ("note" as const),
        args: { statement: nameOf(linted), principal: text, problem, stored },
      })),
    ),
};

interface Stored extends LocatedPrincipal {
  readonly problem: EndlessPlanArgs["problem"];
  readonly stored: string;
}

/** IDs of deleted users and roles, which AWS stores in place of their ARNs, are the rule impossible-principal's. */
function storedOtherwise({ principals }: LintedStatement, partition: string): readonly Stored[] {
  const seen = new Set<string>();
  return principals.flatMap((principal): readonly Stored[] => {
    const { type, text } = principal;
    const isAccount = type === "AWS" && /^\d{12}$/.test(text);
    const stored = isAccount ? `arn:${partition}:iam::${text}:root` : text;
    const key = `${type} ${stored}`;
    if (seen.has(key)) return [{ ...principal, problem: "twice", stored }];
    seen.add(key);
    return isAccount ? [{ ...principal, problem: "account ID", stored }] : [];
  });
}
