import { cloudTrail, sourceArnKey } from "../../policy/cloudtrail";
import type { ObjectExpression } from "../../terraform/expression";
import { list, local, text } from "../../terraform/expression";
import { awsPages } from "../aws-pages";
import type { Scope } from "../scope";
import { isManagedElsewhere, isOrganizationTrail } from "../scope";
import { servicePrincipal, statement } from "../statement";

/**
 * The streams that CloudTrail writes to. An organization's trail has one for each member account, whose name begins with the
 * organization's ID.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 */
export function cloudTrailWritesLogGroup(scope: Scope): ObjectExpression {
  const { config, account, trailAccount, region, organizationId } = scope;
  const streams = [
    text`${local("log_group_arn")}:log-stream:${account}_CloudTrail_${region}*`,
    ...(isManagedElsewhere(config)
      ? [text`${local("log_group_arn")}:log-stream:${trailAccount}_CloudTrail_${region}*`]
      : []),
    ...(isOrganizationTrail(config) ? [text`${local("log_group_arn")}:log-stream:${organizationId}_*`] : []),
  ];
  const [only, ...others] = streams;
  return statement({
    sid: "AllowCloudTrailWriteLogGroup",
    comment: isOrganizationTrail(config)
      ? "CloudTrail writes events to its own log streams of this log group, also those of the organization's accounts."
      : "CloudTrail writes events to its own log streams of this log group.",
    page: awsPages.logGroupRole,
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resource: only !== undefined && others.length === 0 ? only : list(...streams),
  });
}

/**
 * CloudTrail assumes the role, for this trail alone. Where a delegated administrator creates the trail, two accounts could
 * be the source account, so the trail's ARN alone is compared.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 */
export const cloudTrailAssumesRole = ({ config, account }: Scope): ObjectExpression =>
  statement({
    sid: "AllowCloudTrailAssumeRole",
    comment: "CloudTrail assumes the role, on behalf of this trail alone.",
    page: awsPages.logGroupRole,
    principal: servicePrincipal(cloudTrail),
    actions: ["sts:AssumeRole"],
    resource: null,
    condition: {
      StringEquals: {
        [sourceArnKey]: local("trail_arn"),
        ...(isManagedElsewhere(config) ? {} : { "aws:SourceAccount": account }),
      },
    },
  });
