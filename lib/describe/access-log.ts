import type { BucketConfig } from "../config/config";
import { accessLogBucketRule, accessLogPrefixRule } from "../config/retention-rules";
import type { Block, Input, NamedPolicy, Output } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { input, json, operator, policy, text } from "../terraform/expression";
import { string } from "../terraform/type";
import { setting } from "./bucket-setting";
import { attribute, inputOf } from "./part";
import type { Scope } from "./scope";
import { policyDocument } from "./statement";
import { s3WritesAccessLogs } from "./statements/s3-writes-access-logs";

/** What `trailkey policy` calls the policy of the bucket that receives the access logs. */
export const accessLogPolicyName = "access-log";

export function accessLogInputs({ accessLog }: BucketConfig, open: boolean): readonly Input[] {
  if (accessLog === null) return [];
  return [
    {
      name: "access_log_bucket",
      description:
        "Name of the existing bucket that receives the access logs, in the same account and Region.",
      type: string(accessLogBucketRule),
      value: accessLog.bucket,
      ...(!open && { default: accessLog.bucket }),
    },
    inputOf(
      "access_log_prefix",
      "What the keys of the access logs begin with, at most 200 characters.",
      string(accessLogPrefixRule),
      accessLog.prefix,
    ),
  ];
}

/** S3's access log of the bucket. */
export const accessLogBlock = (): Block =>
  setting(
    "aws_s3_bucket_logging",
    [
      attribute("target_bucket", input("access_log_bucket")),
      attribute("target_prefix", input("access_log_prefix")),
    ],
    {
      lifecycle: {
        preconditions: [
          {
            option: "bucket.accessLog.bucket",
            condition: operator(input("access_log_bucket"), "!=", input("bucket_name")),
            message: text`The bucket ${input("bucket_name")} cannot receive its own access logs, because each would be logged again. Use another bucket.`,
          },
        ],
      },
    },
  );

/**
 * What the owner of the other bucket must add to its policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const accessLogOutput: Output = {
  name: "access_log_bucket_policy",
  description:
    "Statement, as a JSON policy. The owner of the bucket that receives the access logs must add it to that bucket's policy; without it, S3 writes no access logs and reports no error.",
  value: json(policy(accessLogPolicyName)),
};

/** @param owner the account of the log bucket, in which the other bucket must be too */
export const accessLogPolicy = (scope: Scope, owner: Expression): NamedPolicy => ({
  name: accessLogPolicyName,
  owner,
  document: policyDocument([s3WritesAccessLogs(scope)]),
  rules: "resource",
});
