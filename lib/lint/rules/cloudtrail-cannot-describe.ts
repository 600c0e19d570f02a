import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { fixForTrail } from "../cloudtrail-fixes";
import { pages } from "../pages";
import type { RefusalArgs } from "../refusal-findings";
import { unmet } from "../refusal-findings";
import type { LintRule } from "../lint-rule";

export type CannotDescribeArgs = RefusalArgs & {
  /** Whether the trail is Control Tower's, whose page leaves the statement out. */
  readonly controlTower: boolean;
};

const { root, encrypt, decrypt } = exampleStatements;

export const cloudTrailCannotDescribe: LintRule<"cloudtrail-cannot-describe", CannotDescribeArgs> = {
  id: "cloudtrail-cannot-describe",
  severity: "error",
  page: pages.cloudTrailDescribe,
  bad: { policy: policyWith(root, encrypt, decrypt) },
  good: { policy: forCloudTrail() },
  check: (context) =>
    unmet(context, "describe", (need) => fixForTrail(context, "describe", need.trail)).map((found) => {
      const { who, nearest } = found.args;
      const controlTower = nearest === null && who.endsWith(":trail/aws-controltower-BaselineCloudTrail");
      return {
        ...found,
        ...(controlTower && { severity: "warning" as const }),
        args: { ...found.args, controlTower },
      };
    }),
};
