/** What sets one side of the bucket. */
export const bucketSettings = [
  "aws_s3_bucket_ownership_controls.logs",
  "aws_s3_bucket_policy.logs",
  "aws_s3_bucket_public_access_block.logs",
  "aws_s3_bucket_server_side_encryption_configuration.logs",
  "aws_s3_bucket_versioning.logs",
] as const;

/** The bucket and all that hangs on it, sorted. */
export const bucketAddresses = ["aws_s3_bucket.logs", ...bucketSettings] as const;

/** The key and all that hangs on it, sorted. */
export const keyAddresses = ["aws_kms_alias.this", "aws_kms_key.this", "aws_kms_key_policy.this"] as const;
