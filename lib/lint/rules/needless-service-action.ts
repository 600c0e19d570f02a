import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { isNegated, nameOf } from "../grants";
import type { LintedStatement, LocatedAction } from "../linted-policy";
import { isNeeded } from "../mend-for-trails";
import { changed, replacement } from "../mends";
import { pages } from "../pages";
import type { Mend, StatementName } from "../found";
import type { Rule } from "../rule";
import { isForCloudTrail } from "../service-statements";

export type NeedlessServiceActionArgs = {
  readonly statement: StatementName;
  readonly actions: readonly string[];
};

const { root, encrypt, describe, decrypt } = exampleStatements;

export const needlessServiceAction: Rule<"needless-service-action", NeedlessServiceActionArgs> = {
  id: "needless-service-action",
  severity: "warning",
  page: pages.cloudTrailKey,
  bad: {
    policy: policyWith(root, describe, decrypt, {
      ...encrypt,
      Action: ["kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
    }),
  },
  good: { policy: forCloudTrail() },
  check: ({ policy }) =>
    policy.statements
      .filter((linted) => isForCloudTrail(linted) && !isNegated(linted, "actions"))
      .flatMap((linted) => {
        const needless = linted.actions.filter(grantsMore);
        const [first] = needless;
        if (!first) return [];
        const mend = mendOf(linted);
        return [
          {
            path: first.path,
            args: { statement: nameOf(linted), actions: needless.map(({ text }) => text) },
            ...(mend && { mend }),
          },
        ];
      }),
};

/** Whether an entry means an action on a key that CloudTrail has no use for. */
const grantsMore = ({ meant }: LocatedAction): boolean =>
  meant.some(({ name, onKey }) => onKey && !/^kms:(GenerateDataKey.*|DescribeKey|Decrypt)$/.test(name));

/** The statement with what it needs, where it names that by itself. */
function mendOf(linted: LintedStatement): Mend | null {
  if (linted.actions.some((action) => grantsMore(action) && isNeeded(action.text))) return null;
  const kept = linted.actions.filter((action) => !grantsMore(action)).map(({ text }) => text);
  if (kept.length === 0) return replacement();
  return replacement(
    changed(linted, [[...linted.path, "Action"], kept.length === 1 ? (kept[0] ?? "") : kept]),
  );
}
