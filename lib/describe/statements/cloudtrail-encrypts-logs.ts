import { servicePrincipal, statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import type { MatchedSources } from "../trail-sources";
import { sameTrail } from "../trail-sources";
import { cloudTrail } from "../../policy/cloudtrail";
import { awsPages } from "../aws-pages";

/**
 * CloudTrail asks for a data key for each log file.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html#create-kms-key-policy-for-cloudtrail-encrypt
 */
export const cloudTrailEncryptsLogs = (
  sources: MatchedSources,
  sid = "AllowCloudTrailEncryptLogs",
): ObjectExpression =>
  statement({
    sid,
    comment:
      "CloudTrail encrypts the logs of these trails. Both conditions must be met: aws:SourceArn is the trail that " +
      "CloudTrail acts for, and the encryption context identifies whose logs they are.",
    page: awsPages.keyPolicyForCloudTrail,
    principal: servicePrincipal(cloudTrail),
    actions: ["kms:GenerateDataKey*"],
    condition: sameTrail(sources),
  });
