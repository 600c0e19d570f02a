import type { BucketConfig } from "../../config/config";
import type { ConditionElement } from "../statement";
import { servicePrincipal, statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import { literal, text } from "../../terraform/expression";
import type { Scope } from "../scope";
import { logObjects } from "../scope";
import type { TrailSources } from "../trail-sources";
import { cloudTrail, sourceArnKey } from "../../policy/cloudtrail";

/**
 * CloudTrail looks who owns the bucket, then writes below `AWSLogs/` and the account of each trail. The Sids are
 * AWS's own: tools look for them.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function cloudTrailDeliversLogs(
  scope: Scope,
  bucket: BucketConfig,
  sources: TrailSources,
): readonly ObjectExpression[] {
  return [
    statement({
      sid: "AWSCloudTrailAclCheck20150319",
      comment: "CloudTrail reads the bucket's ACL before it delivers logs.",
      principal: servicePrincipal(cloudTrail),
      actions: ["s3:GetBucketAcl"],
      resource: scope.bucketArn,
      condition: { [sources.operator]: { [sourceArnKey]: sources.arns } },
    }),
    statement({
      sid: "AWSCloudTrailWrite20150319",
      comment:
        "CloudTrail delivers the logs of these trails to the folders of these accounts, and gives the bucket's owner " +
        "full control of the log files.",
      principal: servicePrincipal(cloudTrail),
      actions: ["s3:PutObject"],
      resource: sources.perAccount((account) => logObjects(scope, bucket, text`${account}/*`)),
      condition: delivery(sources),
    }),
  ];
}

function delivery(sources: TrailSources): ConditionElement {
  const acl = { "s3:x-amz-acl": literal("bucket-owner-full-control") };
  const source = { [sourceArnKey]: sources.arns };
  return sources.operator === "StringEquals"
    ? { StringEquals: { ...acl, ...source } }
    : { StringEquals: acl, ArnLike: source };
}
