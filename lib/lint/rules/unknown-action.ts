import { nearest } from "../../config/nearest";
import { isUnresolved } from "../../policy/interpolation";
import { exampleStatements, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import { kmsActions } from "../kms-actions";
import { changed } from "../changed-statement";
import { replacement } from "../fix";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type UnknownActionArgs = {
  readonly statement: StatementName;
  readonly action: string;
  /** What it was most likely meant to be. */
  readonly nearest: string | null;
};

const { root, read } = exampleStatements;

export const unknownAction: LintRule<"unknown-action", UnknownActionArgs> = {
  id: "unknown-action",
  severity: "error",
  page: pages.kmsActions,
  bad: { policy: policyWith(root, { ...read, Action: ["kms:Decrypt", "kms:DescribKey"] }) },
  good: { policy: policyWith(root, read) },
  check: ({ policy }) =>
    policy.statements.flatMap((linted) =>
      linted.actions
        .filter(({ text, meant }) => text.includes(":") && !isUnresolved(text) && meant.length === 0)
        .map(({ text, path }) => {
          const meant = nearestTo(text);
          return {
            path,
            args: { statement: nameOf(linted), action: text, nearest: meant },
            fix: () => (meant === null ? null : replacement(changed(linted, [path, meant]))),
          };
        }),
    ),
};

/** A wildcard at the end stays. */
function nearestTo(text: string): string | null {
  const bare = text.replace(/[*?]+$/, "");
  if (!/^kms:/i.test(bare)) return null;
  const meant = nearest(
    bare,
    kmsActions.map(({ name }) => name),
  );
  if (meant === undefined) return null;
  return bare === text ? meant : `${meant}*`;
}
