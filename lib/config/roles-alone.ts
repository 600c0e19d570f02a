import type { Config } from "./config";

/**
 * Whether a module for others builds roles alone, in an account that reads the logs of another: trail, key and bucket
 * are all there, and nothing is asked of their policies but what the roles need.
 */
export const isRolesAlone = (
  config: Pick<Config, "module" | "trail" | "key" | "preset" | "encryptFor" | "readers">,
): boolean =>
  config.module.variables === "all" &&
  config.trail === null &&
  config.preset === "none" &&
  config.key.existing !== null &&
  config.key.administrators.length === 0 &&
  config.key.statements.length === 0 &&
  config.encryptFor.length === 0 &&
  config.readers.every(({ kind }) => kind === "assumableRole");
