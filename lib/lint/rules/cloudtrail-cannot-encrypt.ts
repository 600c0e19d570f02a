import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { fixForTrail } from "../cloudtrail-fixes";
import { pages } from "../pages";
import type { RefusalArgs } from "../refusal-findings";
import { unmet } from "../refusal-findings";
import type { LintRule } from "../lint-rule";

const { root, describe, decrypt } = exampleStatements;

export const cloudTrailCannotEncrypt: LintRule<"cloudtrail-cannot-encrypt", RefusalArgs> = {
  id: "cloudtrail-cannot-encrypt",
  severity: "error",
  page: pages.cloudTrailEncrypt,
  bad: { policy: policyWith(root, describe, decrypt) },
  good: { policy: forCloudTrail() },
  check: (context) => unmet(context, "encrypt", (need) => fixForTrail(context, "encrypt", need.trail)),
};
