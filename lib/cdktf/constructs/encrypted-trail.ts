import type { TerraformProvider } from "cdktf";
import type { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import type { Construct } from "constructs";
import type { ConfigInput } from "../../config/config-input";
import { configOf, pathOf } from "./config-of";
import type { ProvidersByAlias } from "./trail-resources";
import { TrailResources } from "./trail-resources";

/** The options of a config, under the names that trailkey.yaml has. */
export interface EncryptedTrailProps extends ConfigInput {
  readonly trail?: Exclude<NonNullable<ConfigInput["trail"]>, false>;
  /** The provider of what none of the further accounts owns. @default the stack's provider without an alias */
  readonly provider?: TerraformProvider;
  /**
   * The providers of the config's further accounts, by the names that they have there; each must be signed in to its
   * account. @default none
   */
  readonly providers?: ProvidersByAlias;
}

/**
 * A CloudTrail trail with the KMS key that encrypts its logs and the bucket that holds them; or with a key or
 * bucket that exists, untouched.
 *
 * Every text may be a token, such as the ARN of another construct's role. A token is checked when the stack is
 * synthesized, as far as it is known then.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
 */
export class EncryptedTrail extends TrailResources {
  /** @throws InvalidConfig with every problem of the options */
  constructor(scope: Construct, id: string, { provider, providers, ...input }: EncryptedTrailProps) {
    super(scope, id, configOf(input, pathOf(scope, id)), {
      ...(provider && { provider }),
      ...(providers && { providers }),
    });
  }

  override get trail(): Cloudtrail {
    const trail = super.trail;
    if (trail === undefined) throw new Error(`${this.node.path} has no trail: LogKey builds a key alone`);
    return trail;
  }
}
