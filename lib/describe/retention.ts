import type { BucketConfig } from "../config/config";
import type { Block } from "../terraform/blueprint";
import { input, literal } from "../terraform/expression";
import { accessLogBlock } from "./access-log";
import { lifecycleChecks, lifecycleRules, lockDays } from "./bucket-lifecycle";
import { setting } from "./bucket-setting";
import { attribute, nestedBlock } from "./part";

const lockType = "aws_s3_bucket_object_lock_configuration";
const lifecycleType = "aws_s3_bucket_lifecycle_configuration";

/** What the config asks for beside the settings that every bucket has. */
export function retentionBlocks(bucket: BucketConfig): readonly Block[] {
  const { lifecycle, objectLock, accessLog } = bucket;
  const checks = lifecycleChecks(bucket);
  return [
    ...(objectLock === null
      ? []
      : [
          setting(
            lockType,
            [
              nestedBlock(
                "rule",
                nestedBlock(
                  "default_retention",
                  attribute("mode", literal(objectLock.mode.toUpperCase())),
                  attribute("days", input(lockDays)),
                ),
              ),
            ],
            { comment: "Locks new logs. It cannot be switched off for the bucket.", ...afterVersioning },
          ),
        ]),
    ...(lifecycle === null
      ? []
      : [
          setting(lifecycleType, lifecycleRules(bucket), {
            comment: "S3 does not move logs smaller than 128 KB to Glacier.",
            ...(checks.length > 0 && { lifecycle: { preconditions: checks } }),
            ...afterVersioning,
          }),
        ]),
    ...(accessLog === null ? [] : [accessLogBlock()]),
  ];
}

const afterVersioning = { dependsOn: ["aws_s3_bucket_versioning.logs"] };

/** What a bucket may have had before it was handed over: its config cannot say it any more. */
export const anyRetention: readonly Block[] = [
  setting(lockType, []),
  setting(lifecycleType, []),
  accessLogBlock(),
];
