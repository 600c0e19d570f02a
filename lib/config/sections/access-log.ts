import * as z from "zod/mini";
import type { IsOpaque } from "../opaque";
import { described, text } from "../option";
import { accessLogBucketRule, accessLogPrefixRule } from "../retention-rules";
import { regionRule } from "../rules";

/** Where S3 writes who used the log bucket. */
export interface AccessLogConfig {
  readonly bucket: string;
  /** What the keys of the access logs begin with. Empty: nothing. */
  readonly prefix: string;
}

/** @internal */
export function accessLogSchema(opaque: IsOpaque) {
  const section = z.strictObject({
    bucket: described(
      text(accessLogBucketRule, opaque),
      "Name of the existing bucket that receives the access logs. It must be another bucket of the same account and Region, encrypted with SSE-S3, without Object Lock and Requester Pays.",
    ),
    prefix: described(
      z._default(text(accessLogPrefixRule, opaque), ""),
      "What the keys of the access logs begin with, such as trail/. Default: nothing.",
    ),
    region: described(
      z._default(z.nullable(text(regionRule, opaque)), null),
      "Region of that bucket, which must be the log bucket's. null: the trail's Region.",
    ),
  });
  return described(
    z.optional(section),
    "Where S3 logs requests to the bucket that the module creates. The module outputs the statement that the other bucket's policy needs. Default: none.",
  );
}
