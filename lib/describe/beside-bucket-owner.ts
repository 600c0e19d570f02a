import type { BucketConfig, Config } from "../config/config";
import { accountOf, keyOwner } from "../config/key-owner";
import type { Scope } from "./scope";

/** Whether an account is another than the bucket's. "by value": the values that the module's caller gives decide. */
export type Beside = boolean | "by value";

/** The account that owns the bucket. `null` where only Terraform knows. */
export const bucketOwner = (config: Config, bucket: BucketConfig): string | null =>
  bucket.account ?? config.account;

/** The key's account. The caller of a module for others says which key and whose bucket there is already. */
export function isKeyBeside({ config, open }: Pick<Scope, "config" | "open">, bucket: BucketConfig): Beside {
  if (!open) return keyOwner(config) !== bucketOwner(config, bucket);
  if (config.key.existing !== null || bucket.existing) return "by value";
  return config.key.provider !== bucket.provider;
}

/** The account of a provider. */
export function isProviderBeside(
  { config, open }: Pick<Scope, "config" | "open">,
  bucket: BucketConfig,
  provider: string | null,
): Beside {
  if (!open) return accountOf(config, provider) !== bucketOwner(config, bucket);
  return bucket.existing ? "by value" : provider !== bucket.provider;
}
