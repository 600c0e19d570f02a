import type { RuleName } from "../../config/alarm-names";

/** API calls that stop logs, or lose them, as CloudTrail names them. */
export interface AlarmRule {
  /** What has happened, for who reads the rule in the console. */
  readonly says: string;
  readonly calls: readonly string[];
}

/**
 * What each rule reports. Calls that AWS refused are reported too, because somebody tried.
 *
 * Of KMS, only what makes this key unusable where the logs are: not the end of rotation, which leaves the key as it is; no
 * grants, because CloudTrail uses none; not ReplicateKey and UpdatePrimaryRegion, after which the key encrypts as before.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export const alarmRules: Readonly<Record<RuleName, AlarmRule>> = {
  "key-disabled": {
    says: "The key of the logs is disabled. CloudTrail cannot deliver, and nobody can read the logs.",
    calls: ["DisableKey"],
  },
  "key-deletion": {
    says: "The key of the logs is to be deleted. It cannot be used from now on, and once it is deleted the logs are lost. Cancel the deletion and enable the key.",
    // Only an existing key may have imported material.
    calls: ["ScheduleKeyDeletion", "DeleteImportedKeyMaterial"],
  },
  "key-policy": {
    says: "The policy of the key of the logs has changed. CloudTrail may no longer encrypt, or others may read the logs.",
    calls: ["PutKeyPolicy"],
  },
  "trail-stopped": {
    says: "The trail logs nothing any more.",
    calls: ["StopLogging", "DeleteTrail"],
  },
  "trail-changed": {
    says: "The trail has changed: where it delivers, how it encrypts, or what it logs.",
    calls: ["UpdateTrail", "PutEventSelectors", "PutInsightSelectors"],
  },
  "bucket-policy": {
    says: "The policy of the bucket of the logs has changed. CloudTrail may no longer deliver, or others may read the logs.",
    calls: ["PutBucketPolicy", "DeleteBucketPolicy"],
  },
  "bucket-settings": {
    says: "The bucket of the logs has changed its encryption, its versions or who pays for requests. CloudTrail may no longer deliver, or logs may be overwritten.",
    calls: [
      "PutBucketEncryption",
      "DeleteBucketEncryption",
      "PutBucketVersioning",
      "PutBucketRequestPayment",
    ],
  },
  "bucket-lifecycle": {
    says: "The lifecycle rules of the bucket of the logs have changed. S3 may delete logs.",
    calls: ["PutBucketLifecycle", "DeleteBucketLifecycle"],
  },
  "bucket-deleted": {
    says: "The bucket of the logs is deleted. CloudTrail cannot deliver.",
    calls: ["DeleteBucket"],
  },
};
