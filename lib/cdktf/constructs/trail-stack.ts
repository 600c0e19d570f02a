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
import { configOf } from "./config-of";
import { buildOutputs } from "../emitter/build";
import { terraformText } from "../emitter/expression";
import type { ReaderRole } from "./trail-elements";
import { TrailElements } from "./trail-elements";

/** How a stack reaches AWS. */
export interface TrailStackSettings {
  /**
   * URL of a local AWS (LocalStack, moto), such as `http://localhost:4566`, that takes the place of every service
   * that the stack uses. @default AWS itself
   */
  readonly endpoint?: string;
  /** Further settings of the AWS provider, such as `profile` or `assumeRole`; they win. @default none */
  readonly awsProvider?: AwsProviderConfig;
}

/**
 * The options of a config, under the names that trailkey.yaml has, or a config that is parsed already; and how
 * the stack reaches AWS.
 */
export type TrailStackProps = TrailStackSettings & (ConfigInput | { readonly config: ParsedConfig });

/**
 * A stack of one config: provider, resources and outputs, each resource under the address that it has in the
 * HCL module (`aws_kms_key.this`), so that state moves from one to the other.
 */
export class TrailStack extends TerraformStack {
  /** What the config asks for. */
  readonly elements: TrailElements;

  /** @throws InvalidConfig with every problem of the options */
  constructor(scope: Construct, id: string, { endpoint, awsProvider, ...given }: TrailStackProps) {
    super(scope, id);
    const parsed = "config" in given ? given.config : configOf(given);
    const { region } = parsed.config;
    new AwsProvider(this, "aws", {
      ...(region !== null && { region: terraformText(region) }),
      ...(endpoint !== undefined && localAws(endpoint)),
      ...awsProvider,
    });
    this.elements = new TrailElements(this, "trail", parsed, { moduleAddresses: true });
    // The provider's package pins the one version that it was generated from.
    const { requires } = this.elements.blueprint;
    this.addOverride("terraform.required_providers.aws.version", requires.aws);
    this.addOverride("terraform.required_version", requires.terraform);
    buildOutputs(this, this.elements.blueprint, this.elements.built);
  }

  get key(): KmsKey | undefined {
    return this.elements.key;
  }

  get keyPolicy(): KmsKeyPolicy | undefined {
    return this.elements.keyPolicy;
  }

  get alias(): KmsAlias | undefined {
    return this.elements.alias;
  }

  get trail(): Cloudtrail | undefined {
    return this.elements.trail;
  }

  get bucket(): S3Bucket | undefined {
    return this.elements.bucket;
  }

  get readerRoles(): readonly ReaderRole[] {
    return this.elements.readerRoles;
  }
}

/** Calls to anything but the local AWS are spared; it still tells the account, which ARNs are made with. */
const localAws = (endpoint: string): AwsProviderConfig => ({
  endpoints: [{ cloudtrail: endpoint, iam: endpoint, kms: endpoint, s3: endpoint, sts: endpoint }],
  s3UsePathStyle: true,
  skipCredentialsValidation: true,
  skipMetadataApiCheck: "true",
});
