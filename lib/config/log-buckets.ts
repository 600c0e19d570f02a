/** A bucket that is written to because the trail logs: its events would make more events. */
export interface LogBucket {
  readonly kind: "logs" | "accessLogs";
  /** The option that names it. */
  readonly option: string;
  readonly name: string;
}

/** The bucket of the logs and the one of its access logs, as far as they are named. */
interface BucketNames {
  readonly name?: string | undefined;
  readonly accessLog?: { readonly bucket?: string | undefined } | null | undefined;
}

/** The buckets whose S3 data events the trail leaves out. The only list of them. */
export const logBucketsOf = ({ name, accessLog }: BucketNames): readonly LogBucket[] => [
  ...(name === undefined ? [] : [{ kind: "logs", option: "bucket.name", name } as const]),
  ...(accessLog?.bucket === undefined
    ? []
    : [{ kind: "accessLogs", option: "bucket.accessLog.bucket", name: accessLog.bucket } as const]),
];

/** The bucket that a name stands for, or that an ARN of it or of objects in it names. */
export const bucketNamed = (nameOrArn: string): string =>
  nameOrArn.replace(/^arn:[^:]*:s3:::/, "").replace(/\/.*$/s, "");
