import type { Argument, Block } from "../terraform/blueprint";
import { attributeOf } from "../terraform/expression";
import { attribute } from "./part";

export const bucketId = attributeOf("aws_s3_bucket", "logs", "id");

/** An `aws_s3_bucket_*` resource, which is one setting of the bucket. */
export const setting = (type: string, args: readonly Argument[], more: Partial<Block> = {}): Block => ({
  mode: "resource",
  type,
  name: "logs",
  file: "bucket.tf",
  args: [attribute("bucket", bucketId), ...args],
  ...more,
});

/** S3 wants versions first. */
export const afterVersioning = { dependsOn: ["aws_s3_bucket_versioning.logs"] } as const;
