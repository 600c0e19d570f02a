import { exampleStatements, forCloudTrail, policyWith } from "../examples";
import { mendForTrail } from "../mend-for-trails";
import { pages } from "../pages";
import type { RefusalArgs } from "../refusal-findings";
import { unmet } from "../refusal-findings";
import type { Rule } from "../rule";

const { root, describe, decrypt } = exampleStatements;

export const cloudTrailCannotEncrypt: Rule<"cloudtrail-cannot-encrypt", RefusalArgs> = {
  id: "cloudtrail-cannot-encrypt",
  severity: "error",
  page: pages.cloudTrailEncrypt,
  bad: { policy: policyWith(root, describe, decrypt) },
  good: { policy: forCloudTrail() },
  check: (context) => unmet(context, "encrypt", (need) => mendForTrail(context, "encrypt", need.trail)),
};
