import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { Config } from "../../config/config";
import type { ConfigInput } from "../../config/config-input";
import type { ComposedOptions, ExistingBucket, HasKeyArn } from "./composed";
import { composedConfig, optionsOf, refuseUnless } from "./composed-config";
import { KeyByArn } from "./key-by-arn";
import type { ProvidersByAlias } from "./trail-resources";
import { TrailResources } from "./trail-resources";

/** How a construct of ours signs in. */
export interface ConstructProviders {
  /** The provider of what none of the further accounts owns. @default the stack's provider without an alias */
  readonly provider?: TerraformProvider;
  /**
   * The providers of the config's further accounts, by the names that they have there; each must be signed in to its
   * account. For a replica of the key, the provider of its Region, such as `eu_west_1`, signed in to the key's account. @default none
   */
  readonly providers?: ProvidersByAlias;
}

/** The options of a config without a trail, under the names that trailkey.yaml has; constructs may stand in them. */
export interface LogKeyProps extends Omit<ComposedOptions, "key">, ConstructProviders {
  /** The key. @default one with the config's name as its alias */
  readonly key?: ConfigInput["key"];
  /** The bucket that the trails deliver to, which is made elsewhere. @default none is known */
  readonly bucket?: ExistingBucket;
}

/**
 * A KMS key for the logs of CloudTrail trails that are made elsewhere, with its alias and its policy.
 *
 * Every text may be a token, such as the ARN of another construct's role. A token is checked when the stack is
 * synthesized, as far as it is known then.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export class LogKey extends TrailResources {
  /** @throws InvalidConfig with every problem of the options */
  constructor(scope: Construct, id: string, { provider, providers, ...options }: LogKeyProps) {
    super(scope, id, composedConfig(scope, id, { ...options, trail: false }), {
      ...(provider && { provider }),
      ...(providers && { providers }),
    });
  }

  /**
   * A key of which the ARN alone is known, such as one of another account, for `key` of a trail. Its owner manages its
   * policy: `policyJson("key")` of the trail has what that must hold. An alias's ARN is refused.
   *
   * @throws InvalidConfig where it is no ARN of a key
   */
  static fromKeyArn(scope: Construct, id: string, keyArn: string): HasKeyArn {
    return new KeyByArn(scope, id, keyArn);
  }

  /**
   * The key of a config that is read already, such as `loadConfig("trailkey.yaml").config`. The config must have
   * `trail: false`.
   *
   * @throws InvalidConfig where the config has a trail, or hands something over
   */
  static fromConfig(
    scope: Construct,
    id: string,
    config: Config,
    providers: ConstructProviders = {},
  ): LogKey {
    refuseUnless(config, "key-alone", scope, id);
    return new LogKey(scope, id, { ...providers, ...optionsOf(config) } as LogKeyProps);
  }
}
