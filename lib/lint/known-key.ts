import type { Config } from "../config/config";
import { existingKeyArn } from "../config/key-owner";

/** What is known of a key beside its owner. */
export interface KnownKey {
  /** Null where nothing tells. */
  readonly region: string | null;
  /** Null where nothing tells, as of a key that is yet to be created. */
  readonly arn: string | null;
}

export const knownKey = (config: Config | undefined): KnownKey => ({
  region: (config && existingKeyArn(config)?.region) ?? config?.region ?? null,
  arn: config?.key.existing ?? null,
});
