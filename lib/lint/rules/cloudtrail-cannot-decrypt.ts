import { exampleConfig, exampleStatements, forCloudTrail, policyWith } from "../examples";
import { mendForTrail } from "../mend-for-trails";
import { pages } from "../pages";
import type { RefusalArgs } from "../refusal-findings";
import { unmet } from "../refusal-findings";
import type { Rule } from "../rule";

const { root, encrypt, describe } = exampleStatements;

export const cloudTrailCannotDecrypt: Rule<"cloudtrail-cannot-decrypt", RefusalArgs> = {
  id: "cloudtrail-cannot-decrypt",
  severity: "error",
  page: pages.cloudTrailDecrypt,
  bad: { policy: policyWith(root, encrypt, describe), config: exampleConfig },
  good: { policy: forCloudTrail(), config: exampleConfig },
  check: (context) => unmet(context, "decrypt", (need) => mendForTrail(context, "decrypt", need.trail)),
};
