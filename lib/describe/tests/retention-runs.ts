import type { Config } from "../../config/config";
import type { Expression } from "../../terraform/expression";
import { attributeOf, index, literal, member, operator } from "../../terraform/expression";
import type { Assertion, TestRun } from "../../terraform/module-test";

/** That the bucket keeps and locks logs for as long as the config says, where the caller sets no days. */
export function retentionRuns({ bucket, trail }: Config): readonly TestRun[] {
  if (bucket === null || trail === null || bucket.existing) return [];
  const { lifecycle, objectLock } = bucket;
  const assertions: readonly Assertion[] = [
    ...(objectLock === null
      ? []
      : [
          {
            message: `New logs are locked in ${objectLock.mode} mode.`,
            condition: operator(member(retention, "mode"), "==", literal(objectLock.mode.toUpperCase())),
          },
          {
            message: `New logs are locked for ${dayCount(objectLock.days)}.`,
            condition: operator(member(retention, "days"), "==", literal(objectLock.days)),
          },
        ]),
    ...days("Logs are deleted", "expiration", "days", lifecycle?.expireAfterDays),
    ...days(
      "Versions that were replaced or deleted are deleted",
      "noncurrent_version_expiration",
      "noncurrent_days",
      lifecycle?.noncurrentExpireAfterDays,
    ),
    ...days(
      "Incomplete uploads are removed",
      "abort_incomplete_multipart_upload",
      "days_after_initiation",
      lifecycle?.abortUploadsAfterDays,
    ),
  ];
  return assertions.length === 0
    ? []
    : [
        {
          name: "how_long_logs_are_kept",
          comment: "What the bucket does with logs as they age.",
          command: "plan",
          variables: {},
          assertions,
          expectFailures: [],
        },
      ];
}

const first = (of: Expression, block: string): Expression => index(member(of, block), 0);

const retention = first(
  index(attributeOf("aws_s3_bucket_object_lock_configuration", "logs", "rule"), 0),
  "default_retention",
);

const logsRule = index(attributeOf("aws_s3_bucket_lifecycle_configuration", "logs", "rule"), 0);

const days = (
  message: string,
  block: string,
  argument: string,
  value: number | null | undefined,
): readonly Assertion[] =>
  value === null || value === undefined
    ? []
    : [
        {
          message: `${message} after ${dayCount(value)}.`,
          condition: operator(member(first(logsRule, block), argument), "==", literal(value)),
        },
      ];

const dayCount = (count: number): string => (count === 1 ? "1 day" : `${count} days`);
