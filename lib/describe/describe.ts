import type { Config } from "../config/config";
import type { Blueprint } from "../terraform/blueprint";
import { bucketPart } from "./bucket";
import { contextPart } from "./context";
import { keyPart } from "./key";
import type { Part } from "./part";
import { readersPart } from "./readers";
import { scopeOf } from "./scope";
import { tagsPart } from "./tags";
import { trailPart } from "./trail";
import { requiredAwsProviderVersion, requiredTerraformVersion } from "./versions";
import { withoutUnused } from "../terraform/without-unused";

/** What the config asks to be built, as a resource graph. */
export function describe(config: Config): Blueprint {
  const scope = scopeOf(config);
  const parts: readonly Part[] = [
    contextPart(config),
    trailPart(scope),
    keyPart(scope),
    bucketPart(scope),
    readersPart(scope),
    tagsPart(config),
  ];
  return withoutUnused({
    name: config.name,
    summary: summaryOf(config),
    requires: { terraform: requiredTerraformVersion, aws: requiredAwsProviderVersion },
    inputs: parts.flatMap((part) => part.inputs ?? []),
    locals: parts.flatMap((part) => part.locals ?? []),
    data: parts.flatMap((part) => part.data ?? []),
    resources: parts.flatMap((part) => part.resources ?? []),
    outputs: parts.flatMap((part) => part.outputs ?? []),
    policies: parts.flatMap((part) => part.policies ?? []),
  });
}

function summaryOf(config: Config): string {
  const key = config.key.existing === null ? "a KMS key of its own" : "a KMS key that exists";
  if (config.trail === null) return "A KMS key for the logs of CloudTrail trails, with its policy.";
  const bucket = config.bucket?.existing ? "a bucket that exists" : "a bucket of its own";
  return `A CloudTrail trail that delivers to ${bucket}, its logs encrypted with ${key}.`;
}
