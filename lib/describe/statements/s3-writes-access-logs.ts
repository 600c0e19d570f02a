import type { ObjectExpression } from "../../terraform/expression";
import { input, text } from "../../terraform/expression";
import { sourceArnKey } from "../../policy/cloudtrail";
import type { Scope } from "../scope";
import { servicePrincipal, statement } from "../statement";

/**
 * S3 writes the access logs of the log bucket into another bucket, below its prefix.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const s3WritesAccessLogs = ({ partition, bucketArn, bucketAccount }: Scope): ObjectExpression =>
  statement({
    sid: "AllowServerAccessLogs",
    comment: "S3 writes the access logs of the log bucket below this prefix.",
    principal: servicePrincipal("logging.s3.amazonaws.com"),
    actions: ["s3:PutObject"],
    resource: text`arn:${partition}:s3:::${input("access_log_bucket")}/${input("access_log_prefix")}*`,
    condition: {
      ArnLike: { [sourceArnKey]: bucketArn },
      StringEquals: { "aws:SourceAccount": bucketAccount },
    },
  });
