import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { ConfigInput } from "../../config/config-input";
import { configOf, pathOf } from "./config-of";
import type { ProvidersByAlias } from "./trail-resources";
import { TrailResources } from "./trail-resources";

/** The options of a config without a trail, under the names that trailkey.yaml has. */
export interface LogKeyProps extends Omit<ConfigInput, "trail"> {
  /** The provider of what none of the further accounts owns. @default the stack's provider without an alias */
  readonly provider?: TerraformProvider;
  /**
   * The providers of the config's further accounts, by the names that they have there; each must be signed in to its
   * account. @default none
   */
  readonly providers?: ProvidersByAlias;
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
    super(scope, id, configOf({ ...options, trail: false }, pathOf(scope, id)), {
      ...(provider && { provider }),
      ...(providers && { providers }),
    });
  }
}
