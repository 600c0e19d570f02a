import type { BucketConfig } from "../config/config";
import type { Block } from "../terraform/blueprint";
import { accessLogBlock } from "./access-log";
import { lifecycleChecks, lifecycleRules } from "./bucket-lifecycle";
import { afterVersioning, setting } from "./bucket-setting";
import { lockBlock, lockType } from "./object-lock";

const lifecycleType = "aws_s3_bucket_lifecycle_configuration";

/** What the config asks for beside the settings that every bucket has. */
export function retentionBlocks(bucket: BucketConfig, open: boolean): readonly Block[] {
  const { lifecycle, objectLock, accessLog } = bucket;
  const checks = lifecycleChecks(bucket, open);
  return [
    ...(objectLock === null ? [] : [lockBlock(objectLock, open)]),
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

/** What a bucket may have had before it was handed over: its config cannot say it any more. */
export const anyRetention: readonly Block[] = [
  setting(lockType, []),
  setting(lifecycleType, []),
  accessLogBlock(),
];
