import type { BucketConfig, Config } from "../config/config";
import { s3ContextKey, viaServiceKey } from "../policy/s3";
import type { Deployment } from "./deployment";
import type { LogKind } from "./log-bucket";
import { fileIn } from "./log-bucket";

type Context = Readonly<Record<string, string>>;

/** What S3 adds when it asks KMS to decrypt an object of the logs' bucket. */
export const byS3 = (deployment: Deployment, bucket: BucketConfig, path: string): Context => ({
  ...via(deployment, "s3"),
  [s3ContextKey]: bucket.bucketKey ? bucketArn(deployment, bucket) : objectArn(deployment, bucket, path),
});

/** Through which service a request reaches KMS. */
export const via = ({ partition, region }: Deployment, service: string): Context => ({
  [viaServiceKey]: `${service}.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}`,
});

/** A log file, or a digest file, of an account. */
export const logPath = (
  { organization }: Pick<Config, "organization">,
  { region }: Deployment,
  account: string,
  kind: LogKind,
): string => {
  const folder = organization === null ? "" : `/${organization.id}`;
  return fileIn(`AWSLogs${folder}`, account, region, kind);
};

const bucketArn = ({ partition }: Deployment, { name }: BucketConfig): string =>
  `arn:${partition}:s3:::${name}`;

const objectArn = (deployment: Deployment, bucket: BucketConfig, path: string): string =>
  [bucketArn(deployment, bucket), ...(bucket.prefix === null ? [] : [bucket.prefix]), path].join("/");
