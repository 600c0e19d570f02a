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
  /** The ID of the organization whose accounts the trail logs. */
  readonly organizationId: Expression;
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
export const managementAccountInput = "organization_management_account";

export const organizationIdInput = "organization_id";

export const administratorArnsInput = "key_administrator_arns";

/** Not `bucket_account_id`, which is the input of an account that the config calls `bucket`. */
export const bucketOwnerInput = "bucket_owner_account";

export const prefixInputName = "s3_key_prefix";

/** The local that holds the owner of an existing key. An account that the config calls `key` may have a local too. */
export const keyOwnerLocal = ({ accounts }: Pick<Config, "accounts">): string =>
  Object.hasOwn(accounts, "key") ? "existing_key_account_id" : "key_account_id";

/** Whether Terraform reads the organization anyway, to check it, so that it can tell who that is. */
export const readsOrganization = ({ trail, organization }: Config): boolean =>
  trail !== null && organization?.trustedAccess === "check";

/** The provider that is signed in to the management account, where that is not the one without an alias. */
export const managementAlias = ({ accounts, organization }: Config): string | undefined =>
  Object.entries(accounts).find(([, id]) => id === organization?.managementAccount)?.[0];

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
  const open = isOpen(config);
  // A module for others finds out where it is applied; its caller may say where it must be.
  const placed = (name: string, isGiven: boolean): Expression =>
    isGiven && !open ? input(name) : local(name);
  const ofOrganization = (name: string): Expression =>
    open && readsOrganization(config) ? local(name) : input(name);
  const account = placed("account_id", config.account !== null);
  const adopted = config.key.existing !== null;
  const { key, bucket } = config;
  const accountOf = (provider: string | null): Expression =>
    provider === null ? account : placed(accountIdInput(provider), true);
  return {
    config,
    open,
    compact,
    partition: local("partition"),
    account,
    trailAccount: isManagedElsewhere(config) ? managementAccount(config, accountOf, ofOrganization) : account,
    keyAccount: adopted ? local(keyOwnerLocal(config)) : accountOf(key.provider),
    bucketAccount: bucket?.existing
      ? ownerOfExisting(bucket, open, account)
      : accountOf(bucket?.provider ?? null),
    organizationId: ofOrganization(organizationIdInput),
    region: placed("region", config.region !== null),
    keyArn: adopted ? input("key_arn") : createdKeyArn,
    bucketName: input("bucket_name"),
    bucketArn: local("bucket_arn"),
    accountOf,
  };
}

function managementAccount(
  config: Config,
  accountOf: Scope["accountOf"],
  ofOrganization: (name: string) => Expression,
): Expression {
  const alias = managementAlias(config);
  return alias === undefined ? ofOrganization(managementAccountInput) : accountOf(alias);
}

function ownerOfExisting(bucket: BucketConfig, open: boolean, account: Expression): Expression {
  if (open) return local(bucketOwnerInput);
  return bucket.account === null ? account : literal(bucket.account);
}

/** Whether there may be readers of a kind: the config has one, or the module's caller may name one. */
export const mayHaveReaders = ({ config, open }: Scope, kind: Reader["kind"]): boolean =>
  (open && !isRolesAlone(config)) || config.readers.some((reader) => reader.kind === kind);

/** Whether there may be administrators of the key, in the same sense. */
export const mayHaveAdministrators = ({ config, open }: Scope): boolean =>
  (open && !isRolesAlone(config)) || config.key.administrators.length > 0;

/** ARN of the bucket's objects below the trail's `AWSLogs/` folder, `path` being what follows that. */
export const logObjects = (scope: Scope, bucket: BucketConfig, path: Expression): Expression =>
  text`${scope.bucketArn}/${logsFolder(scope, bucket)}/${path}`;

/** The trail's `AWSLogs` folder in the bucket. */
export function logsFolder({ open }: Pick<Scope, "open">, { prefix }: BucketConfig): Expression {
  if (open) return local("logs_folder");
  return prefix === null ? literal("AWSLogs") : text`${input(prefixInputName)}/AWSLogs`;
}
