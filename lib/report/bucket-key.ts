import type { Config } from "../config/config";

/** What a key policy does not decide about reading where the bucket has an S3 Bucket Key; nothing where it has none. */
export const bucketKeyText = (config: Config | null): string =>
  config?.bucket?.bucketKey
    ? "The bucket has an S3 Bucket Key: S3 keeps using it for a while without asking the key policy, so a reader whose access is revoked keeps reading for that time\n"
    : "";
