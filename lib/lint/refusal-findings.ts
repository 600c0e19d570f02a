import { isControlTowerTrail } from "./control-tower";
import type { LintContext } from "./lint-context";
import type { LintedPolicy } from "./linted-policy";
import type { Need } from "./needs";
import type { Failure, Refusal } from "./refusals";
import { failuresOf } from "./refusals";
import type { Found } from "./found";
import type { Fix } from "./fix";
import type { StatementName } from "../policy/statement-name";

/** Why nothing allows what somebody must be able to do. */
export type RefusalArgs = {
  /** The trail, as a pattern of its ARN; or the ARN of who asks. */
  readonly who: string;
  readonly action: string;
  /** The statement that comes nearest; null where none is about it. */
  readonly nearest: StatementName | null;
  /** What keeps that statement from allowing it. */
  readonly failures: readonly Failure[];
  /** Whether that statement leaves it to the IAM of the account. */
  readonly leftToIam: boolean;
  /** Whether the trail is Control Tower's. */
  readonly controlTower: boolean;
};

/** The needs of a kind that no statement meets. */
export function unmet(
  context: LintContext,
  what: Need["what"],
  fix: (need: Need) => Fix | null,
): readonly Found<RefusalArgs>[] {
  return context.refusals.flatMap((refusal) => {
    if (refusal.by !== "no statement" || refusal.need.what !== what) return [];
    const { need, nearest, leftToIam } = refusal;
    return [
      {
        path: pathOfRefusal(context.policy, refusal),
        part: "key" as const,
        // The account's IAM may let them in, of which nothing is known here.
        severity: leftToIam ? ("warning" as const) : ("error" as const),
        args: {
          who: need.trail?.pattern ?? need.who,
          action: need.request.action,
          nearest: nearest && { index: nearest.index, sid: nearest.sid },
          failures: nearest ? failuresOf(nearest) : [],
          leftToIam,
          controlTower: need.trail !== null && isControlTowerTrail(need.trail),
        },
        fix: () => fix(need),
      },
    ];
  });
}

/** The condition that fails, else the statement that comes nearest, else the list of statements. */
function pathOfRefusal(
  policy: LintedPolicy,
  { nearest }: Extract<Refusal, { by: "no statement" }>,
): Found<RefusalArgs>["path"] {
  const linted = nearest && policy.statementAt(nearest.index);
  if (!linted) return ["Statement"];
  const failed = nearest.failed.find(({ element }) => element === "condition");
  const condition = linted.conditions.find(
    ({ key, operatorText }) => key === failed?.key && operatorText === failed.name,
  );
  return condition?.path ?? linted.path;
}
