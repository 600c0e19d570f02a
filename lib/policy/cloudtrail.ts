/** CloudTrail's service principal, the same in every partition. */
export const cloudTrail = "cloudtrail.amazonaws.com";

/** The encryption context that CloudTrail gives with every log file: the ARN of its trail. */
export const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";

/** The trail on whose behalf CloudTrail calls. */
export const sourceArnKey = "aws:SourceArn";

/** The organization of the account on whose behalf a service calls. */
export const sourceOrganizationKey = "aws:SourceOrgID";
