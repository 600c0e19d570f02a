import { servicePrincipal, statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import type { MatchedSources } from "../trail-sources";
import { sameTrail } from "../trail-sources";
import { cloudTrail } from "../../policy/cloudtrail";
import { awsPages } from "../aws-pages";

const parts = {
  sid: "AllowCloudTrailDecrypt",
  page: awsPages.keyPolicyForCloudTrail,
  principal: servicePrincipal(cloudTrail),
  actions: ["kms:Decrypt"],
} as const;

/**
 * With an S3 Bucket Key CloudTrail decrypts as well: creating or updating the trail fails without it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html#create-kms-key-policy-for-cloudtrail-decrypt
 */
export const cloudTrailDecryptsLogs = (sources: MatchedSources): ObjectExpression =>
  statement({
    ...parts,
    comment:
      "If the bucket has an S3 Bucket Key, CloudTrail must also be able to decrypt the logs of these trails.",
    condition: sameTrail(sources),
  });

/** As AWS's page has it: without a condition. */
export const anyTrailDecrypts = (): ObjectExpression =>
  statement({
    ...parts,
    comment:
      "If the bucket has an S3 Bucket Key, CloudTrail must also be able to decrypt: as on AWS's page, without a condition.",
  });
