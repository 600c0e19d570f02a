/** The trail that Control Tower creates in the management account: an organization trail since landing zone 3.0. */
export const controlTowerTrail = "aws-controltower-BaselineCloudTrail";

/** AWS Config's service principal, the same in every partition. */
export const awsConfig = "config.amazonaws.com";

/**
 * What AWS Config does with the key when it delivers to an encrypted bucket.
 * https://docs.aws.amazon.com/controltower/latest/userguide/configure-kms-keys.html
 */
export const configActions = ["kms:Decrypt", "kms:GenerateDataKey"] as const;
