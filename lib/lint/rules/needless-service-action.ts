import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { isNegated, nameOf } from "../statement-predicates";
import type { LintedStatement, LocatedAction } from "../linted-policy";
import { isNeeded } from "../cloudtrail-fixes";
import { changed } from "../changed-statement";
import { replacement } from "../fix";
import { pages } from "../pages";
import type { Fix } from "../fix";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";
import { isForCloudTrail } from "../service-statements";

export type NeedlessServiceActionArgs = {
  readonly statement: StatementName;
  readonly actions: readonly string[];
};

const { root, encrypt, describe, decrypt } = exampleStatements;

export const needlessServiceAction: LintRule<"needless-service-action", NeedlessServiceActionArgs> = {
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
        return [
          {
            path: first.path,
            args: { statement: nameOf(linted), actions: needless.map(({ text }) => text) },
            fix: () => fixOf(linted),
          },
        ];
      }),
};

/** Whether an entry means an action on a key that CloudTrail has no use for. */
const grantsMore = ({ meant }: LocatedAction): boolean =>
  meant.some(({ name, onKey }) => onKey && !/^kms:(GenerateDataKey.*|DescribeKey|Decrypt)$/.test(name));

/** The statement with what it needs, where it names that by itself. */
function fixOf(linted: LintedStatement): Fix | null {
  if (linted.actions.some((action) => grantsMore(action) && isNeeded(action.text))) return null;
  const kept = linted.actions.filter((action) => !grantsMore(action)).map(({ text }) => text);
  if (kept.length === 0) return replacement();
  return replacement(
    changed(linted, [[...linted.path, "Action"], kept.length === 1 ? (kept[0] ?? "") : kept]),
  );
}
