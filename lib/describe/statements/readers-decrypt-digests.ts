import type { BucketConfig } from "../../config/config";
import { awsPrincipal, statement } from "../statement";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import type { Scope } from "../scope";
import { digestFiles } from "./read-condition";
import { awsPages } from "../aws-pages";

/**
 * Readers validate logs with `aws cloudtrail validate-logs`, which reads the digest files. The encryption context of
 * these is not documented, so what S3 encrypted with its own counts as well.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-cli.html
 */
export const readersDecryptDigests = (
  scope: Scope,
  bucket: BucketConfig,
  principals: Expression,
): ObjectExpression =>
  statement({
    sid: "AllowDigestReaders",
    comment: digestComment(bucket, "readers"),
    page: awsPages.logValidation,
    principal: awsPrincipal(principals),
    actions: ["kms:Decrypt"],
    condition: digestFiles(scope, bucket),
  });

export const digestComment = ({ bucketKey }: BucketConfig, who: string): string =>
  `To validate logs, ${who} can also decrypt the digest files in the bucket.` +
  (bucketKey
    ? " With an S3 Bucket Key, all objects in the bucket have the same encryption context, the bucket's ARN."
    : "");
