import type { Config } from "../config/config";

/** What a key policy does not decide about reading where the bucket has an S3 Bucket Key; nothing where it has none. */
export const bucketKeyText = (config: Config | null): string =>
  config?.bucket?.bucketKey
    ? "The bucket has an S3 Bucket Key: S3 reuses it for a limited time without calling KMS, so a reader whose access is revoked can keep reading logs for that time\n"
    : "";
