import type { BucketConfig, Config } from "../config/config";
import { readsDigests } from "../config/reads-digests";
import type { Expectation, ExpectedRequest } from "./expectation";
import { allowed, refused } from "./expectation";
import { byS3, logPath } from "./s3-requests";
import type { TrailsToTry } from "./trails-to-try";

/**
 * Whether somebody decrypts digests by the encryption context of S3 alone, for `aws cloudtrail validate-logs`.
 *
 * @param account Whose digests.
 * @param caller What every request of the caller carries.
 * @param beyond Whether the caller's IAM allows what is not meant for readers.
 */
export function readsDigestsOf(
  config: Config,
  { deployment }: TrailsToTry,
  account: string,
  caller: Pick<ExpectedRequest, "principal" | "context" | "iamAllows">,
  beyond: Pick<ExpectedRequest, "iamAllows"> = caller,
): readonly Expectation[] {
  const { bucket } = config;
  if (bucket === null) return [];
  const decrypt = (name: string, of: BucketConfig, path: string): ExpectedRequest => ({
    ...caller,
    name: `${caller.principal} ${name}`,
    action: "kms:Decrypt",
    context: { ...caller.context, ...byS3(deployment, of, path) },
  });
  const refuse = (name: string, of: BucketConfig, path: string): Expectation =>
    refused(config, { ...decrypt(name, of, path), iamAllows: beyond.iamAllows ?? false });
  const digest = logPath(config, deployment, account, "CloudTrail-Digest");
  return [
    readsDigests(config)
      ? allowed(decrypt("reads digest files", bucket, digest))
      : refuse("reads no digest files by the context of S3 alone", bucket, digest),
    refuse("decrypts nothing of another bucket", { ...bucket, name: `${bucket.name}-2` }, digest),
    ...["kms:GenerateDataKey", "kms:PutKeyPolicy"].map((action) => ({
      ...refuse(`has no ${action} with the context of digest files`, bucket, digest),
      action,
    })),
    ...(bucket.bucketKey
      ? []
      : [
          refuse("decrypts nothing else in the bucket", bucket, "report.csv"),
          refuse(
            "decrypts no log file by the context of S3 alone",
            bucket,
            logPath(config, deployment, account, "CloudTrail"),
          ),
        ]),
  ];
}

/** An account that the config does not name reads no digests. */
export const strangersReadNoDigests = (config: Config, trails: TrailsToTry): readonly Expectation[] => {
  const { bucket } = config;
  if (bucket === null) return [];
  const digest = logPath(config, trails.deployment, trails.own.account, "CloudTrail-Digest");
  return ["role/Admin", "root"].map((rest) => {
    const principal = `arn:${trails.deployment.partition}:iam::${trails.stranger.account}:${rest}`;
    return refused(config, {
      name: `${principal} reads no digest files, whatever its own IAM allows`,
      principal,
      action: "kms:Decrypt",
      context: byS3(trails.deployment, bucket, digest),
      iamAllows: true,
    });
  });
};
