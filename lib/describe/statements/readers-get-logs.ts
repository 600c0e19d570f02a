import type { BucketConfig } from "../../config/config";
import { awsPrincipal, statement } from "../statement";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { input, literal, text } from "../../terraform/expression";
import type { Scope } from "../scope";
import { logObjects } from "../scope";

interface Wording {
  /** Starts the Sid of both statements. */
  readonly who: string;
  readonly comment: string;
  /** Absent in an IAM policy. */
  readonly principals?: Expression;
}

/**
 * Getting log files and listing them, and nothing else that the bucket may hold.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-sharing-logs.html
 */
export function readersGetLogs(
  scope: Scope,
  bucket: BucketConfig,
  wording: Wording,
): readonly ObjectExpression[] {
  const principal = wording.principals && { principal: awsPrincipal(wording.principals) };
  return [
    statement({
      sid: `${wording.who}GetLogs`,
      comment: wording.comment,
      ...principal,
      actions: ["s3:GetObject"],
      resource: logObjects(scope, bucket, literal("*")),
    }),
    statement({
      sid: `${wording.who}ListLogs`,
      comment: "Readers can list only the logs' folder and the folders in it.",
      ...principal,
      actions: ["s3:ListBucket"],
      resource: scope.bucketArn,
      condition: { StringLike: { "s3:prefix": logPrefix(bucket) } },
    }),
  ];
}

const logPrefix = (bucket: BucketConfig): Expression =>
  bucket.prefix === null ? literal("AWSLogs/*") : text`${input("s3_key_prefix")}/AWSLogs/*`;
