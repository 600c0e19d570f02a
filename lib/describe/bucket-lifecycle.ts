import type { BucketConfig } from "../config/config";
import { abortUploadsRule, expiryRule, glacierRule, noncurrentExpiryRule } from "../config/retention-rules";
import { boundsOf } from "../config/rules";
import type { NumberRule } from "../config/value-rule";
import type { Argument, Check, Input } from "../terraform/blueprint";
import { input, literal, operator, text } from "../terraform/expression";
import { number } from "../terraform/type";
import { lockInputs, lockedDays } from "./object-lock";
import { attribute, inputOf, nestedBlock } from "./part";

const glacierDays = "lifecycle_glacier_after_days";
const expiryDays = "lifecycle_expire_after_days";
const noncurrentDays = "lifecycle_noncurrent_expire_after_days";
const abortDays = "lifecycle_abort_uploads_after_days";

/** The days of what the config asks for; what it leaves out has no variable. */
export function retentionInputs({ lifecycle, objectLock }: BucketConfig, open: boolean): readonly Input[] {
  const days = (name: string, what: string, rule: NumberRule, value: number | null | undefined) =>
    value === null || value === undefined
      ? []
      : [inputOf(name, `${what}: ${boundsOf(rule)}.`, number(rule), value)];
  return [
    ...days(
      glacierDays,
      "Days after which S3 moves a log to Glacier Flexible Retrieval",
      glacierRule,
      lifecycle?.glacierAfterDays,
    ),
    ...days(
      expiryDays,
      "Days after which S3 deletes a log; a smaller number deletes older logs at once",
      expiryRule,
      lifecycle?.expireAfterDays,
    ),
    ...days(
      noncurrentDays,
      "Days after which S3 deletes a version that was replaced or deleted",
      noncurrentExpiryRule,
      lifecycle?.noncurrentExpireAfterDays,
    ),
    ...days(
      abortDays,
      "Days after which S3 removes the parts of an upload that was not completed",
      abortUploadsRule,
      lifecycle?.abortUploadsAfterDays,
    ),
    ...(objectLock === null ? [] : lockInputs(objectLock, open)),
  ];
}

/** Beside the bucket, the arguments of its lifecycle. */
export function lifecycleRules({ lifecycle }: BucketConfig): readonly Argument[] {
  if (lifecycle === null) return [];
  const { glacierAfterDays, expireAfterDays, noncurrentExpireAfterDays, abortUploadsAfterDays } = lifecycle;
  const rule = (id: string, ...actions: readonly Argument[]): Argument =>
    nestedBlock(
      "rule",
      attribute("id", literal(id)),
      attribute("status", literal("Enabled")),
      nestedBlock("filter"),
      ...actions,
    );
  return [
    rule(
      "logs",
      ...(glacierAfterDays === null
        ? []
        : [
            nestedBlock(
              "transition",
              attribute("days", input(glacierDays)),
              attribute("storage_class", literal("GLACIER")),
            ),
          ]),
      ...(expireAfterDays === null ? [] : [nestedBlock("expiration", attribute("days", input(expiryDays)))]),
      ...(noncurrentExpireAfterDays === null
        ? []
        : [
            nestedBlock("noncurrent_version_expiration", attribute("noncurrent_days", input(noncurrentDays))),
          ]),
      ...(abortUploadsAfterDays === null
        ? []
        : [
            nestedBlock(
              "abort_incomplete_multipart_upload",
              attribute("days_after_initiation", input(abortDays)),
            ),
          ]),
    ),
    // S3 takes this beside no days in the same rule.
    ...(noncurrentExpireAfterDays === null
      ? []
      : [
          rule(
            "expired-delete-markers",
            nestedBlock("expiration", attribute("expired_object_delete_marker", literal(true))),
          ),
        ]),
  ];
}

/** Days that S3 would refuse together, or that would delete what is locked. */
export function lifecycleChecks({ lifecycle, objectLock }: BucketConfig, open: boolean): readonly Check[] {
  if (typeof lifecycle?.expireAfterDays !== "number") return [];
  const expiry = input(expiryDays);
  return [
    ...(lifecycle.glacierAfterDays === null
      ? []
      : [
          {
            option: "bucket.lifecycle.expireAfterDays",
            condition: operator(input(glacierDays), "<", expiry),
            message: text`Logs would be deleted after ${expiry} days, but moved to Glacier only after ${input(glacierDays)}. They must be deleted later than they are moved.`,
          },
        ]),
    ...(objectLock === null
      ? []
      : [
          {
            option: "bucket.lifecycle.expireAfterDays",
            condition: operator(lockedDays(objectLock, open), "<=", expiry),
            message: text`Logs would be deleted after ${expiry} days, but they are locked for ${lockedDays(objectLock, open)}. They must be kept at least as long as they are locked.`,
          },
        ]),
  ];
}
