import type { Config } from "./config";

/**
 * Whether the policies allow readers to decrypt digest files by the encryption context that S3 gives, so that
 * `aws cloudtrail validate-logs` works: digests are encrypted with the key, and nothing says that they have CloudTrail's
 * own context. The styles of AWS's own pages keep to what these say.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
 */
export const readsDigests = (config: Pick<Config, "bucket" | "key" | "trail">): boolean =>
  config.key.style === "strict" && config.bucket !== null && hasDigests(config);

/** Whether there are digest files in the bucket. A trail that is created elsewhere is taken to write them. */
export const hasDigests = ({ trail }: Pick<Config, "trail">): boolean => trail?.logFileValidation ?? true;
