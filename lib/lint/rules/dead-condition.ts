import { sourceArnKey } from "../../policy/cloudtrail";
import type { LintContext } from "../lint-context";
import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { includesAction, isNegated, nameOf } from "../statement-predicates";
import { needsKey } from "../narrowing-condition";
import { cloudTrail } from "../../policy/cloudtrail";
import { carriersOf } from "../kms-condition-keys";
import type { LintedPolicy, LintedStatement, LocatedAction } from "../linted-policy";
import { changed } from "../changed-statement";
import { forTrails, trailStatements } from "../emitted-statements";
import { replacement } from "../fix";
import { pages } from "../pages";
import type { Fix } from "../fix";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";
import { conditionOn, servicesIn } from "../service-statements";
import { isOfUnknownAccount } from "../trails";

export type DeadConditionArgs = {
  readonly statement: StatementName;
  readonly effect: "Allow" | "Deny";
  readonly key: string;
  /** The actions whose requests never carry the key. */
  readonly actions: readonly string[];
  /** Whether these are all actions of the statement. */
  readonly whole: boolean;
};

const { root, encrypt, describe, decrypt } = exampleStatements;

export const deadCondition: LintRule<"dead-condition", DeadConditionArgs> = {
  id: "dead-condition",
  severity: "warning",
  page: pages.cloudTrailDescribe,
  bad: {
    policy: policyWith(root, encrypt, decrypt, {
      ...describe,
      Condition: { StringLike: encrypt.Condition.StringLike },
    }),
    also: ["cloudtrail-cannot-describe"],
  },
  good: { policy: forCloudTrail() },
  check: (context) =>
    context.policy.statements.flatMap((linted) =>
      keysNeededBy(linted).flatMap(([key, { path }]) => {
        const dead = isNegated(linted, "actions") ? [] : linted.actions.filter(neverCarries(key));
        if (dead.length === 0) return [];
        const ofCloudTrail = servicesIn(linted).includes(cloudTrail);
        return [
          {
            path,
            part: "key" as const,
            // Elsewhere it is a habit of AWS's own examples, such as kms:Describe* for CloudWatch Logs.
            severity:
              ofCloudTrail || linted.statement.effect === "Deny" ? ("warning" as const) : ("note" as const),
            args: {
              statement: nameOf(linted),
              effect: linted.statement.effect ?? "Allow",
              key,
              actions: dead.map(({ text }) => text),
              whole: dead.length === linted.actions.length,
            },
            fix: () => (ofCloudTrail ? fixOf(linted, dead, context) : null),
          },
        ];
      }),
    ),
};

/** The keys without which a statement does nothing, each with its first condition. */
const keysNeededBy = ({
  conditions,
}: LintedStatement): readonly (readonly [string, LintedStatement["conditions"][number]])[] => {
  const first = new Map<string, LintedStatement["conditions"][number]>();
  for (const condition of conditions.filter(needsKey)) {
    const name = condition.key.toLowerCase();
    if (!first.has(name)) first.set(name, condition);
  }
  return [...first.values()].map((condition) => [condition.key, condition]);
};

const neverCarries =
  (key: string) =>
  ({ meant }: LocatedAction): boolean => {
    const carriers = carriersOf(key);
    if (carriers === null || carriers === "every action") return false;
    return meant.length > 0 && meant.every(({ name }) => !carriers.includes(name.toLowerCase()));
  };

/** The statement without what is dead, and DescribeKey under the source condition alone. */
function fixOf(linted: LintedStatement, dead: readonly LocatedAction[], context: LintContext): Fix | null {
  const { policy, trails } = context;
  const alive = linted.actions.filter((action) => !dead.includes(action)).map(({ text }) => text);
  const kept = alive.length === 0 ? [] : [changed(linted, [[...linted.path, "Action"], alive])];
  const describes = dead.some(({ meant }) => meant.some(({ name }) => name === "kms:DescribeKey"));
  if (!describes || isDescribedBy(policy, linted)) return replacement(...kept);
  if (trails.length === 0 || trails.some(isOfUnknownAccount)) return null;
  return replacement(...kept, ...forTrails(policy, [trailStatements.describe], trails));
}

/** Whether another statement lets CloudTrail describe the key on no other condition than the source. */
const isDescribedBy = ({ statements }: LintedPolicy, linted: LintedStatement): boolean =>
  statements.some(
    (other) =>
      other !== linted &&
      servicesIn(other).includes(cloudTrail) &&
      includesAction(other, "kms:DescribeKey") &&
      conditionOn(other, sourceArnKey).length === other.conditions.length,
  );
