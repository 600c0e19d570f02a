import type { BucketConfig, Config, Reader } from "../config/config";
import type { Expression } from "../terraform/expression";
import { attributeOf, dataAttribute, input, local, text } from "../terraform/expression";

/**
 * What the parts of a blueprint call the things that they share. Each name is an expression, so that a part
 * need not know whether the config holds the value or Terraform finds it out.
 */
export interface Scope {
  readonly config: Config;
  /**
   * Whether the module is made for others to call: whatever grants is a variable with an empty default, and the
   * statement of an empty one is left out.
   */
  readonly open: boolean;
  /** Whether the key policy says the same in fewer bytes, because it would not fit otherwise. */
  readonly compact: boolean;
  readonly partition: Expression;
  /** The account that owns the trail. */
  readonly account: Expression;
  /** The account that owns the key: the trail's, unless an existing key's ARN says otherwise. */
  readonly keyAccount: Expression;
  readonly region: Expression;
  readonly keyArn: Expression;
  readonly bucketName: Expression;
  readonly bucketArn: Expression;
}

export const callerAccount = dataAttribute("aws_caller_identity", "current", "account_id");
export const currentPartition = dataAttribute("aws_partition", "current", "partition");
/** `id` is the Region in every provider version: `name` is deprecated in 6, `region` absent in 5. */
export const currentRegion = dataAttribute("aws_region", "current", "id");

export const createdKeyArn = attributeOf("aws_kms_key", "this", "arn");

export const isOpen = ({ module }: Config): boolean => module.variables === "all";

export function scopeOf(config: Config, compact = false): Scope {
  const account = config.account === null ? local("account_id") : input("account_id");
  const adopted = config.key.existing !== null;
  return {
    config,
    open: isOpen(config),
    compact,
    partition: local("partition"),
    account,
    keyAccount: adopted ? local("key_account_id") : account,
    region: config.region === null ? local("region") : input("region"),
    keyArn: adopted ? input("key_arn") : createdKeyArn,
    bucketName: input("bucket_name"),
    bucketArn: local("bucket_arn"),
  };
}

/** Whether there may be readers of a kind: the config has one, or the module's caller may name one. */
export const mayHaveReaders = ({ config, open }: Scope, kind: Reader["kind"]): boolean =>
  open || config.readers.some((reader) => reader.kind === kind);

/** Whether there may be administrators of the key, in the same sense. */
export const mayHaveAdministrators = ({ config, open }: Scope): boolean =>
  open || config.key.administrators.length > 0;

/** ARN of the bucket's objects below the trail's `AWSLogs/` folder, `path` being what follows that. */
export function logObjects(scope: Scope, bucket: BucketConfig, path: Expression): Expression {
  return bucket.prefix === null
    ? text`${scope.bucketArn}/AWSLogs/${path}`
    : text`${scope.bucketArn}/${input("s3_key_prefix")}/AWSLogs/${path}`;
}
