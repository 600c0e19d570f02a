import type { Blueprint, Provider } from "./blueprint";
import { blockAddress } from "./blueprint";

/** A configuration of the provider that is not the default one. */
export interface AliasedProvider extends Provider {
  readonly alias: string;
}

/**
 * The blueprint's providers that something is built with: the default one, and each alias that a block names. An alias
 * that the module declares for nothing would have to be passed by every caller.
 *
 * @throws where a block names an alias that the blueprint lacks
 */
export function usedProviders({ providers, blocks }: Blueprint): readonly Provider[] {
  const known = new Set(providers.map(({ alias }) => alias));
  const used = new Set<string | null>([null]);
  for (const block of blocks) {
    const { provider = null } = block;
    if (provider !== null && !known.has(provider))
      throw new Error(
        `${blockAddress(block)} is built with ${provider}, which is no provider of the blueprint`,
      );
    used.add(provider);
  }
  return providers.filter(({ alias }) => used.has(alias));
}

/** The same without the default one. */
export const aliasedProviders = (blueprint: Blueprint): readonly AliasedProvider[] =>
  usedProviders(blueprint).filter((provider): provider is AliasedProvider => provider.alias !== null);

/** How Terraform's language names a configuration of the AWS provider: `aws.log_archive`. */
export const providerAddress = (alias: string | null): string => (alias === null ? "aws" : `aws.${alias}`);
