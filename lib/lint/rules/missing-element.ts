import { exampleStatements, policyWith, without } from "../examples";
import { nameOf } from "../statement-predicates";
import { changed } from "../changed-statement";
import { replacement } from "../fix";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type MissingElementArgs = {
  readonly statement: StatementName;
  readonly effect: "Allow" | "Deny" | null;
  readonly element: "Action" | "Resource";
};

const { root, read } = exampleStatements;
const withoutResource = without(read, "Resource");

export const missingElement: LintRule<"missing-element", MissingElementArgs> = {
  id: "missing-element",
  severity: "error",
  page: pages.keyPolicy,
  bad: { policy: policyWith(root, withoutResource) },
  good: { policy: policyWith(root, read) },
  check: ({ policy }) =>
    policy.statements.flatMap((linted) => {
      const { malformed, effect } = linted.statement;
      const missing = [
        ...(linted.actions.length === 0 && !malformed.includes("action") ? (["Action"] as const) : []),
        ...(linted.resources.length === 0 && !malformed.includes("resource") ? (["Resource"] as const) : []),
      ];
      return missing.map((element) => ({
        path: linted.path,
        args: { statement: nameOf(linted), effect, element },
        ...(element === "Resource" &&
          linted.statement.resources === null && {
            fix: () => replacement(changed(linted, [[...linted.path, "Resource"], "*"])),
          }),
      }));
    }),
};
