import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { fixForTrail } from "../cloudtrail-fixes";
import { pages } from "../pages";
import type { RefusalArgs } from "../refusal-findings";
import { unmet } from "../refusal-findings";
import type { LintRule } from "../lint-rule";

const { root, encrypt, decrypt } = exampleStatements;

export const cloudTrailCannotDescribe: LintRule<"cloudtrail-cannot-describe", RefusalArgs> = {
  id: "cloudtrail-cannot-describe",
  severity: "error",
  page: pages.cloudTrailDescribe,
  bad: { policy: policyWith(root, encrypt, decrypt) },
  good: { policy: forCloudTrail() },
  check: (context) =>
    unmet(context, "describe", (need) => fixForTrail(context, "describe", need.trail)).map((found) => {
      const { controlTower, nearest } = found.args;
      // Control Tower's page leaves the statement out, and its trail works until somebody changes it.
      return controlTower && nearest === null ? { ...found, severity: "warning" as const } : found;
    }),
};
