import type { LintContext } from "./lint-context";
import { includesAction } from "./statement-predicates";
import { means } from "./kms-actions";
import type { LintedStatement } from "./linted-policy";
import type { TrailStatement } from "./emitted-statements";
import { addition, replacement } from "./fix";
import { forTrails, trailStatements } from "./emitted-statements";
import type { Fix } from "./fix";
import { isForCloudTrail } from "./service-statements";
import type { TrailPattern } from "./trails";
import { isOfUnknownAccount } from "./trails";

/** A statement for CloudTrail as trailkey would write it: one for each thing that it is meant to allow. */
export function fixForTrails(linted: LintedStatement, { policy, trails }: LintContext): Fix | null {
  if (!isForCloudTrail(linted) || trails.length === 0 || trails.some(isOfUnknownAccount)) return null;
  const wanted = needed.flatMap(([action, statement]) => (includesAction(linted, action) ? [statement] : []));
  const others = { ...policy, statements: policy.statements.filter((other) => other !== linted) };
  return replacement(...forTrails(others, wanted, trails));
}

const needed: readonly (readonly [action: string, statement: TrailStatement])[] = [
  ["kms:GenerateDataKey", trailStatements.encrypt],
  ["kms:DescribeKey", trailStatements.describe],
  ["kms:Decrypt", trailStatements.decrypt],
];

/** Whether an entry of `Action` means something that CloudTrail needs. */
export const isNeeded = (pattern: string): boolean => needed.some(([action]) => means(pattern, action));

/** The statement that CloudTrail lacks for a trail. */
export function fixForTrail(
  { policy }: LintContext,
  what: keyof typeof trailStatements,
  trail: TrailPattern | null,
): Fix | null {
  if (trail === null || isOfUnknownAccount(trail)) return null;
  return addition(...forTrails(policy, [trailStatements[what]], [trail]));
}
