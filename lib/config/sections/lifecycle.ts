import * as z from "zod/mini";
import type { IsOpaque } from "../opaque";
import { described, wholeNumber } from "../option";
import * as rules from "../retention-rules";
import { boundsOf } from "../rules";

/**
 * What S3 does with logs as they age, in days; `null`: nothing. Days count from when a log is written, those of
 * `noncurrentExpireAfterDays` from when a version is replaced or deleted.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export interface LifecycleConfig {
  readonly glacierAfterDays: number | null;
  readonly expireAfterDays: number | null;
  readonly noncurrentExpireAfterDays: number | null;
  readonly abortUploadsAfterDays: number | null;
}

/** @internal */
export function lifecycleSchema(opaque: IsOpaque) {
  const days = (rule: typeof rules.glacierRule) => z._default(z.nullable(wholeNumber(rule, opaque)), null);
  const section = z.strictObject({
    glacierAfterDays: described(
      days(rules.glacierRule),
      `Days after which S3 moves a log to Glacier Flexible Retrieval, ${boundsOf(rules.glacierRule)}. S3 does not move logs smaller than 128 KB. null: never.`,
    ),
    expireAfterDays: described(
      days(rules.expiryRule),
      `Days after which S3 deletes a log, ${boundsOf(rules.expiryRule)}. The bucket has versions, so the log's data is deleted only noncurrentExpireAfterDays later. null: never.`,
    ),
    noncurrentExpireAfterDays: described(
      days(rules.noncurrentExpiryRule),
      `Days after which S3 deletes a version that was replaced or deleted, ${boundsOf(rules.noncurrentExpiryRule)}. null: never.`,
    ),
    abortUploadsAfterDays: described(
      days(rules.abortUploadsRule),
      `Days after which S3 removes the parts of an upload that was not completed, ${boundsOf(rules.abortUploadsRule)}. null: never.`,
    ),
  });
  return described(
    z.optional(section),
    "How long the bucket that the module creates keeps logs. Default: none, S3 keeps every log.",
  );
}
