import type { AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import type { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { KmsKeyPolicy } from "@cdktf/provider-aws/lib/kms-key-policy";
import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { ConfigInput } from "../../config/config-input";
import type { ParsedConfig } from "./config-of";
import { configOf, pathOf, refuse } from "./config-of";
import { buildAwsProviders, providerConfig } from "./aws-providers";
import { endpointMistake } from "./local-aws";
import { buildOutputs } from "../emitter/build";
import { buildBackend } from "./state-backend";
import type { ReaderRole } from "./trail-resources";
import { TrailResources } from "./trail-resources";

/** How a stack reaches AWS. */
export interface TrailStackSettings {
  /**
   * URL of a local AWS (LocalStack, moto), such as `http://localhost:4566`, that takes the place of every service.
   * @default AWS itself
   */
  readonly endpoint?: string;
  /** Further settings of the AWS provider, such as `profile` or `assumeRole`; they win. @default none */
  readonly awsProvider?: AwsProviderConfig;
  /**
   * The same for the provider of each further account, by its alias: without settings of its own it signs in as the
   * default one does, to the account of that. The provider of a replica's Region (`eu_west_1`) has the settings of the key's provider,
   * unless it has its own. @default none
   */
  readonly awsProviders?: Readonly<Record<string, AwsProviderConfig>>;
}

/**
 * The options of a config, under the names that trailkey.yaml has, or a config that is parsed already; and how
 * the stack reaches AWS.
 */
export type TrailStackProps = TrailStackSettings & (ConfigInput | { readonly config: ParsedConfig });

/**
 * A stack of one config: providers, resources and outputs, each resource under the address that it has in the
 * HCL module (`aws_kms_key.this`), so that state moves from one to the other.
 */
export class TrailStack extends TerraformStack {
  /** What the config asks for. */
  readonly resources: TrailResources;

  /** @throws InvalidConfig with every problem of the options */
  constructor(
    scope: Construct,
    id: string,
    { endpoint, awsProvider, awsProviders = {}, ...given }: TrailStackProps,
  ) {
    const path = pathOf(scope, id);
    super(scope, id);
    const parsed = "config" in given ? given.config : configOf(given, path);
    const mistake = endpoint === undefined ? undefined : endpointMistake(endpoint);
    if (mistake !== undefined) refuse([{ path: "endpoint", ...mistake }], path);
    new AwsProvider(this, "aws", providerConfig(parsed.config, endpoint, awsProvider));
    this.resources = new TrailResources(this, "trail", parsed, {
      moduleAddresses: true,
      providers: (blueprint) =>
        buildAwsProviders(this, blueprint, parsed.config, { endpoint, awsProviders, awsProvider }),
    });
    // The provider's package pins the one version that it was generated from.
    const { requires, backend } = this.resources.blueprint;
    this.addOverride("terraform.required_providers.aws.version", requires.aws);
    this.addOverride("terraform.required_version", backend?.terraform ?? requires.terraform);
    if (parsed.config.backend !== null) buildBackend(this, parsed.config.backend);
    buildOutputs(this, this.resources.blueprint, this.resources.built);
  }

  get key(): KmsKey | undefined {
    return this.resources.key;
  }

  get keyPolicy(): KmsKeyPolicy | undefined {
    return this.resources.keyPolicy;
  }

  get alias(): KmsAlias | undefined {
    return this.resources.alias;
  }

  get trail(): Cloudtrail | undefined {
    return this.resources.trail;
  }

  get bucket(): S3Bucket | undefined {
    return this.resources.bucket;
  }

  get readerRoles(): readonly ReaderRole[] {
    return this.resources.readerRoles;
  }
}
