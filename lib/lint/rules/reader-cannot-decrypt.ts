import { exampleConfig, exampleStatements, forCloudTrail } from "../examples";
import { addition, readingBy } from "../mends";
import { pages } from "../pages";
import type { RefusalArgs } from "../refusal-findings";
import { unmet } from "../refusal-findings";
import type { Rule } from "../rule";

const config = { ...(exampleConfig as object), readers: [{ role: "Auditor" }] };

export const readerCannotDecrypt: Rule<"reader-cannot-decrypt", RefusalArgs> = {
  id: "reader-cannot-decrypt",
  severity: "warning",
  page: pages.cloudTrailDecrypt,
  bad: { policy: forCloudTrail(), config },
  good: { policy: forCloudTrail(exampleStatements.read), config },
  check: (context) => unmet(context, "read", ({ who }) => addition(readingBy(context.policy, who))),
};
