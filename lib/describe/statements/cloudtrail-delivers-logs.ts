import type { BucketConfig } from "../../config/config";
import type { ConditionElement, StatementExpression } from "../statement";
import { servicePrincipal, statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import { literal, local, text } from "../../terraform/expression";
import type { Scope } from "../scope";
import { isOrganizationTrail, logObjects } from "../scope";
import type { TrailSources } from "../trail-sources";
import { comparing } from "../trail-sources";
import { cloudTrail, sourceArnKey } from "../../policy/cloudtrail";
import { awsPages } from "../aws-pages";

/**
 * CloudTrail looks who owns the bucket, then writes below `AWSLogs/` and the account of each trail. The Sids are
 * AWS's own: tools look for them.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function cloudTrailDeliversLogs(
  scope: Scope,
  bucket: BucketConfig,
  sources: TrailSources,
): readonly StatementExpression[] {
  return [
    ...comparing(sources, ({ operator, arns }) =>
      statement({
        sid: "AWSCloudTrailAclCheck20150319",
        comment: "CloudTrail reads the bucket's ACL before it delivers logs.",
        page: awsPages.bucketPolicyForCloudTrail,
        principal: servicePrincipal(cloudTrail),
        actions: ["s3:GetBucketAcl"],
        resource: scope.bucketArn,
        condition: { [operator]: { [sourceArnKey]: arns } },
      }),
    ),
    ...comparing(sources, (compared) =>
      statement({
        sid: "AWSCloudTrailWrite20150319",
        comment:
          "CloudTrail delivers the logs of these trails to the folders of these accounts, and gives the bucket's owner " +
          "full control of the log files.",
        page: awsPages.bucketPolicyForCloudTrail,
        principal: servicePrincipal(cloudTrail),
        actions: ["s3:PutObject"],
        resource: sources.perAccount((account) => logObjects(scope, bucket, text`${account}/*`)),
        condition: delivery(compared),
      }),
    ),
    ...(isOrganizationTrail(scope.config)
      ? comparing(sources, (compared) => organizationWrite(scope, bucket, compared))
      : []),
  ];
}

/**
 * The organization's own folder has one for each account in it. No trail but the organization's delivers there.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html#org-trail-bucket-policy
 */
const organizationWrite = (
  scope: Scope,
  bucket: BucketConfig,
  { operator }: TrailSources,
): ObjectExpression =>
  statement({
    sid: "AWSCloudTrailOrganizationWrite20150319",
    comment: "CloudTrail delivers the logs of the organization's accounts to a folder for each of them.",
    page: awsPages.bucketPolicyForCloudTrail,
    principal: servicePrincipal(cloudTrail),
    actions: ["s3:PutObject"],
    resource: logObjects(scope, bucket, text`${scope.organizationId}/*`),
    condition: delivery({ operator, arns: local("trail_arn") }),
  });

function delivery(sources: Pick<TrailSources, "operator" | "arns">): ConditionElement {
  const acl = { "s3:x-amz-acl": literal("bucket-owner-full-control") };
  const source = { [sourceArnKey]: sources.arns };
  return sources.operator === "StringEquals"
    ? { StringEquals: { ...acl, ...source } }
    : { StringEquals: acl, ArnLike: source };
}
