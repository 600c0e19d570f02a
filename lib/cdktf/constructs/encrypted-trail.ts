import type { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import type { Construct } from "constructs";
import type { Config } from "../../config/config";
import type { ConfigInput } from "../../config/config-input";
import type { ComposedOptions, GivenBucket } from "./composed";
import { composedConfig, optionsOf, refuseUnless } from "./composed-config";
import type { ConstructProviders } from "./log-key";
import { trailArnOf } from "./shared-key";
import type { HasTrailArn } from "./trail-resources";
import { TrailResources } from "./trail-resources";

/** The options of a config, under the names that trailkey.yaml has; constructs may stand in them. */
export interface EncryptedTrailProps extends ComposedOptions, ConstructProviders {
  readonly trail?: Exclude<NonNullable<ConfigInput["trail"]>, false>;
  /**
   * The bucket that receives the logs: the options of a bucket that is created, or a bucket that exists: an `S3Bucket`, or
   * `{ name: bucket, prefix: … }` with one. The trail waits for the policy and the settings of a bucket of the same stack.
   * Its policy is yours: attach `policyJson("bucket")`.
   * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
   */
  readonly bucket: GivenBucket;
}

/**
 * A CloudTrail trail with the KMS key that encrypts its logs and the bucket that holds them; or with a key or
 * bucket that exists, untouched.
 *
 * Every text may be a token, such as the ARN of another construct's role. A token is checked when the stack is
 * synthesized, as far as it is known then.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
 */
export class EncryptedTrail extends TrailResources implements HasTrailArn {
  /** @throws InvalidConfig with every problem of the options */
  constructor(scope: Construct, id: string, { provider, providers, ...options }: EncryptedTrailProps) {
    const { key } = options;
    const sharedKey =
      typeof key === "object" && TrailResources.isTrailResources(key) ? { sharedKey: key } : {};
    super(scope, id, composedConfig(scope, id, options), {
      ...(provider && { provider }),
      ...(providers && { providers }),
      ...sharedKey,
    });
  }

  /**
   * The trail of a config that is read already, such as `loadConfig("trailkey.yaml").config`. Texts of a file are no
   * tokens, whatever they look like.
   *
   * @param providers as in the options of the constructor
   * @throws InvalidConfig where the config has `trail: false`, or hands something over
   */
  static fromConfig(
    scope: Construct,
    id: string,
    config: Config,
    providers: ConstructProviders = {},
  ): EncryptedTrail {
    refuseUnless(config, "trail", scope, id);
    return new EncryptedTrail(scope, id, { ...providers, ...optionsOf(config) } as EncryptedTrailProps);
  }

  override get trail(): Cloudtrail {
    const trail = super.trail;
    if (trail === undefined) throw new Error(`${this.node.path} has no trail: LogKey builds a key alone`);
    return trail;
  }

  /**
   * The ARN of the trail as the policies name it: made of its parts, so it is known before the trail is created, and a
   * policy that holds it does not wait for the trail. `trail.arn` is the trail's own attribute.
   */
  get trailArn(): string {
    return trailArnOf(this);
  }

  /** The name of the bucket that receives the logs: a token of the bucket that is created here, or the existing one's name. */
  get bucketName(): string {
    return this.bucket?.id ?? String(this.config.bucket?.name);
  }
}
