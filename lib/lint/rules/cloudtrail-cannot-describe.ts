import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { mendForTrail } from "../mend-for-trails";
import { pages } from "../pages";
import type { RefusalArgs } from "../refusal-findings";
import { unmet } from "../refusal-findings";
import type { Rule } from "../rule";

const { root, encrypt, decrypt } = exampleStatements;

export const cloudTrailCannotDescribe: Rule<"cloudtrail-cannot-describe", RefusalArgs> = {
  id: "cloudtrail-cannot-describe",
  severity: "error",
  page: pages.cloudTrailDescribe,
  bad: { policy: policyWith(root, encrypt, decrypt) },
  good: { policy: forCloudTrail() },
  check: (context) => unmet(context, "describe", (need) => mendForTrail(context, "describe", need.trail)),
};
