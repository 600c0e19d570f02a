/**
 * The encryption context that S3 gives: the ARN of the object, or that of its bucket where the bucket has an S3 Bucket
 * Key.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
 */
export const s3ContextKey = "kms:EncryptionContext:aws:s3:arn";

/** The service through which a request reaches KMS. */
export const viaServiceKey = "kms:ViaService";

/**
 * S3 in any Region. The name ends in the partition's domain, such as `amazonaws.com.cn`, and only AWS sets it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export const anyS3 = "s3.*";
