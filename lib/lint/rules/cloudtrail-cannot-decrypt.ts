import { exampleConfig, exampleStatements, forCloudTrail, policyWith } from "../examples";
import { fixForTrail } from "../cloudtrail-fixes";
import { pages } from "../pages";
import type { RefusalArgs } from "../refusal-findings";
import { unmet } from "../refusal-findings";
import type { LintRule } from "../lint-rule";

const { root, encrypt, describe } = exampleStatements;

export const cloudTrailCannotDecrypt: LintRule<"cloudtrail-cannot-decrypt", RefusalArgs> = {
  id: "cloudtrail-cannot-decrypt",
  severity: "error",
  page: pages.cloudTrailDecrypt,
  bad: { policy: policyWith(root, encrypt, describe), config: exampleConfig },
  good: { policy: forCloudTrail(), config: exampleConfig },
  check: (context) => unmet(context, "decrypt", (need) => fixForTrail(context, "decrypt", need.trail)),
};
