import { exampleConfig, exampleStatements, forCloudTrail } from "../examples";
import { addition } from "../fix";
import { readingBy } from "../emitted-statements";
import { pages } from "../pages";
import type { RefusalArgs } from "../refusal-findings";
import { unmet } from "../refusal-findings";
import type { LintRule } from "../lint-rule";

const config = { ...(exampleConfig as object), readers: [{ role: "Auditor" }] };

export const readerCannotDecrypt: LintRule<"reader-cannot-decrypt", RefusalArgs> = {
  id: "reader-cannot-decrypt",
  severity: "warning",
  page: pages.cloudTrailDecrypt,
  bad: { policy: forCloudTrail(), config },
  good: { policy: forCloudTrail(exampleStatements.read), config },
  check: (context) =>
    unmet(context, "read", ({ who }) =>
      // An organization and a permission set are no principals.
      who.startsWith("arn:") ? addition(readingBy(context.policy, who)) : null,
    ),
};
