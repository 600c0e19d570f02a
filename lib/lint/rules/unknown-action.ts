import { kmsActions } from "../../policy/kms-actions";
import { distance } from "fastest-levenshtein";
import { isUnresolved } from "../../policy/interpolation";
import { exampleStatements, policyWith } from "../examples";
import { isAllow, nameOf } from "../statement-predicates";
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
  check: ({ policy }) => {
    const known = new Map<string, string | null>();
    return policy.statements.flatMap((linted) =>
      linted.actions
        .filter(({ text, meant }) => text.includes(":") && !isUnresolved(text) && meant.length === 0)
        .map(({ text, path }) => {
          const meant = known.has(text) ? (known.get(text) ?? null) : nearestTo(text);
          known.set(text, meant);
          return {
            path,
            args: { statement: nameOf(linted), action: text, nearest: meant },
            fix: () =>
              meant === null || (isAllow(linted) && opensMore.has(meant))
                ? null
                : replacement(changed(linted, [path, meant])),
          };
        }),
    );
  },
};

/** Nobody may call what no permission is for. To allow it would let them read logs by another way. */
const opensMore: ReadonlySet<string> = new Set(["kms:ReEncrypt*"]);

/** What was meant for certain: another name of KMS for it, or one that differs by a slip. A wildcard at the end stays. */
function nearestTo(text: string): string | null {
  const bare = text.replace(/[*?]+$/, "");
  if (!/^kms:/i.test(bare)) return null;
  const operation = operations.get(bare.toLowerCase());
  if (operation !== undefined) return operation;
  const slips = kmsActions
    .map(({ name }) => ({ name, steps: distance(bare.toLowerCase(), name.toLowerCase()) }))
    .sort((left, right) => left.steps - right.steps);
  const [best, second] = slips;
  const most = Math.min(2, (bare.length - "kms:".length) / 4);
  if (!best || best.steps > most || second?.steps === best.steps) return null;
  return bare === text ? best.name : `${best.name}*`;
}

/** Operations of KMS's API whose permissions have other names. */
const operations: ReadonlyMap<string, string> = new Map([
  ["kms:reencrypt", "kms:ReEncrypt*"],
  ["kms:deletekey", "kms:ScheduleKeyDeletion"],
]);
