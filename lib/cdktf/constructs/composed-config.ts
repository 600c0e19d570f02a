import type { Construct } from "constructs";
import type { Config } from "../../config/config";
import type { ConfigInput } from "../../config/config-input";
import type { ComposedOptions, GivenBucket } from "./composed";
import { bucketOptions, keyOptions, readerOptions } from "./composed";
import type { ParsedConfig } from "./config-of";
import { configOf, pathOf, refuse } from "./config-of";

/** Marks options that stand for a config that is parsed already. */
const parsed = Symbol("trailkey/parsed");

type Options = ComposedOptions & Pick<ConfigInput, "trail"> & { readonly bucket?: GivenBucket };

/** Options of a construct that stand for a config, which holds no tokens. What builds them takes the config out again. */
export const optionsOf = (config: Config): object => ({ [parsed]: { config } });

/**
 * The config that the options of a construct give, each construct in them taken for what it is.
 *
 * @throws InvalidConfig with every problem at once
 */
export function composedConfig(scope: Construct, id: string, options: Options): ParsedConfig {
  if (parsed in options) return (options as { readonly [parsed]: ParsedConfig })[parsed];
  const construct = pathOf(scope, id);
  const { key, bucket, readers, providerVersions, ...others } = options;
  return configOf(
    {
      ...others,
      ...(providerVersions !== undefined && { provider: providerVersions }),
      ...(key !== undefined && { key: keyOptions(key, construct) }),
      ...(bucket !== undefined && { bucket: bucketOptions(bucket, construct) }),
      ...(readers !== undefined && { readers: readerOptions(readers, construct) }),
    },
    construct,
  );
}

/** Refuses a config that is for the other construct. */
export function refuseUnless(config: Config, has: "trail" | "key-alone", scope: Construct, id: string): void {
  if ((config.trail !== null) === (has === "trail")) return;
  refuse([{ path: "trail", code: "config-of-other-construct", args: { has } }], pathOf(scope, id));
}
