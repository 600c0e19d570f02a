import type { BucketConfig } from "./config";

/** A bucket that is written to because the trail logs: its events would make more events. */
export interface LogBucket {
  readonly kind: "logs";
  /** The option that names it. */
  readonly option: string;
  readonly name: string;
}

/** The buckets whose S3 data events the trail leaves out. The only list of them. */
export const logBucketsOf = (bucket: Pick<BucketConfig, "name">): readonly LogBucket[] => [
  { kind: "logs", option: "bucket.name", name: bucket.name },
];

/** The bucket that a name stands for, or that an ARN of it or of objects in it names. */
export const bucketNamed = (nameOrArn: string): string =>
  nameOrArn.replace(/^arn:[^:]*:s3:::/, "").replace(/\/.*$/s, "");
