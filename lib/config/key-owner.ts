import type { Arn } from "./arn";
import { parseArn } from "./arn";
import type { Config } from "./config";

/** What the ARN of an existing key says; undefined where the key is created, or only Terraform knows the ARN. */
export const existingKeyArn = ({ key }: Pick<Config, "key">): Arn | undefined =>
  key.existing === null ? undefined : parseArn(key.existing);

/**
 * The account that owns the key: an existing key's own, else the one that it is created in. `null` where only Terraform
 * knows.
 */
export const keyOwner = (config: Pick<Config, "account" | "accounts" | "key">): string | null =>
  existingKeyArn(config)?.account ?? accountOf(config, config.key.provider);

/** The account that a provider is signed in to. `null` where only Terraform knows. */
export const accountOf = (
  { account, accounts }: Pick<Config, "account" | "accounts">,
  provider: string | null,
): string | null => (provider === null ? account : (accounts[provider] ?? null));

/**
 * Whether the key is known to be in the account of a provider, where its administrators manage other keys too.
 *
 * @param provider `null`: the one of the account that creates the trail
 */
export function isKeyOf(
  config: Pick<Config, "account" | "accounts" | "key">,
  provider: string | null = null,
): boolean {
  if (config.key.existing === null) return config.key.provider === provider;
  const account = accountOf(config, provider);
  return account !== null && existingKeyArn(config)?.account === account;
}
