import type { BucketConfig, Config, Reader } from "../config/config";
import { isRolesAlone } from "../config/roles-alone";
import type { Expression, Reference } from "../terraform/expression";
import { attributeOf, dataAttribute, input, literal, local, text } from "../terraform/expression";

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
  /** The account that the provider without an alias is signed in to. */
  readonly account: Expression;
  /**
   * The account in the trail's ARN: that of an organization trail is the management account, also where a delegated
   * administrator creates it.
   */
  readonly trailAccount: Expression;
  /** The account that owns the key: an existing key's own, else the one that it is created in. */
  readonly keyAccount: Expression;
  /** The account that owns the bucket. */
  readonly bucketAccount: Expression;
  readonly region: Expression;
  readonly keyArn: Expression;
  readonly bucketName: Expression;
  readonly bucketArn: Expression;
  /** The account that a provider is signed in to. `null`: the provider without an alias. */
  readonly accountOf: (provider: string | null) => Expression;
}

/** The account that a provider is signed in to, as Terraform finds out. */
export const accountFoundBy = (provider: string | null): Reference =>
  dataAttribute("aws_caller_identity", provider ?? "current", "account_id");

/**
 * The Region of a provider. `id` is it in every provider version: `name` is deprecated in 6, `region` absent in 5.
 */
export const regionFoundBy = (provider: string | null): Reference =>
  dataAttribute("aws_region", provider ?? "current", "id");

export const callerAccount = accountFoundBy(null);
export const currentPartition = dataAttribute("aws_partition", "current", "partition");
export const currentRegion = regionFoundBy(null);

export const createdKeyArn = attributeOf("aws_kms_key", "this", "arn");

/** The input that holds the account of an alias. */
export const accountIdInput = (alias: string): string => `${alias}_account_id`;

/** Not `management_account_id`, which is the input of an account that the config calls `management`. */
const managementAccountInput = "organization_management_account";

export const organizationIdInput = "organization_id";

export const administratorArnsInput = "key_administrator_arns";

/** The input that holds the management account: where a provider is signed in to it, that provider's. */
export function managementAccountInputOf({ accounts, organization }: Config): string {
  const alias = Object.entries(accounts).find(([, id]) => id === organization?.managementAccount)?.[0];
  return alias === undefined ? managementAccountInput : accountIdInput(alias);
}

/** Whether the trail is an organization's whose management account is not the one that is signed in. */
export const isManagedElsewhere = ({ account, organization }: Config): boolean =>
  organization !== null && organization.managementAccount !== account;

/** Whether the trail logs every account of an organization. */
export const isOrganizationTrail = ({ trail, organization }: Config): boolean =>
  trail !== null && organization !== null;

/** The `provider` of a block that is built with an alias. */
export const withProvider = (provider: string | null): { readonly provider?: string } =>
  provider === null ? {} : { provider };

export const isOpen = ({ module }: Config): boolean => module.variables === "all";

export function scopeOf(config: Config, compact = false): Scope {
  const account = config.account === null ? local("account_id") : input("account_id");
  const adopted = config.key.existing !== null;
  const { key, bucket } = config;
  const accountOf = (provider: string | null): Expression =>
    provider === null ? account : input(accountIdInput(provider));
  return {
    config,
    open: isOpen(config),
    compact,
    partition: local("partition"),
    account,
    trailAccount: isManagedElsewhere(config) ? input(managementAccountInputOf(config)) : account,
    keyAccount: adopted ? local("key_account_id") : accountOf(key.provider),
    bucketAccount:
      bucket !== null && bucket.provider === null && bucket.account !== null
        ? literal(bucket.account)
        : accountOf(bucket?.provider ?? null),
    region: config.region === null ? local("region") : input("region"),
    keyArn: adopted ? input("key_arn") : createdKeyArn,
    bucketName: input("bucket_name"),
    bucketArn: local("bucket_arn"),
    accountOf,
  };
}

/** Whether there may be readers of a kind: the config has one, or the module's caller may name one. */
export const mayHaveReaders = ({ config, open }: Scope, kind: Reader["kind"]): boolean =>
  (open && !isRolesAlone(config)) || config.readers.some((reader) => reader.kind === kind);

/** Whether there may be administrators of the key, in the same sense. */
export const mayHaveAdministrators = ({ config, open }: Scope): boolean =>
  (open && !isRolesAlone(config)) || config.key.administrators.length > 0;

/** ARN of the bucket's objects below the trail's `AWSLogs/` folder, `path` being what follows that. */
export function logObjects(scope: Scope, bucket: BucketConfig, path: Expression): Expression {
  return bucket.prefix === null
    ? text`${scope.bucketArn}/AWSLogs/${path}`
    : text`${scope.bucketArn}/${input("s3_key_prefix")}/AWSLogs/${path}`;
}
