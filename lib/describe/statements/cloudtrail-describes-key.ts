import { servicePrincipal, statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import type { MatchedSources } from "../trail-sources";
import { cloudTrail, sourceArnKey } from "../../policy/cloudtrail";
import { awsPages } from "../aws-pages";

/**
 * CloudTrail looks at the key when a trail is created or updated. DescribeKey carries no encryption context, so
 * a condition on one would never match.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html#create-kms-key-policy-for-cloudtrail-describe
 */
export const cloudTrailDescribesKey = (sources: MatchedSources): ObjectExpression =>
  statement({
    sid: "AllowCloudTrailDescribeKey",
    comment:
      "CloudTrail describes the key when a trail is created or changed. DescribeKey has no encryption context, so the " +
      "only condition is on aws:SourceArn.",
    page: awsPages.keyPolicyForCloudTrail,
    principal: servicePrincipal(cloudTrail),
    actions: ["kms:DescribeKey"],
    condition: { [sources.operator]: { [sourceArnKey]: sources.arns } },
  });

/** The console's own wording of it, which any trail of anybody passes. */
export const anyTrailDescribesKey = (): ObjectExpression =>
  statement({
    sid: "Allow CloudTrail to describe key",
    comment: "CloudTrail describes the key: as the console writes it, without a condition.",
    page: awsPages.keyPolicyOfConsole,
    principal: servicePrincipal(cloudTrail),
    actions: ["kms:DescribeKey"],
  });
