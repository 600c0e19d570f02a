import type { Config } from "../../../lib/config/config";
import { keyOwner } from "../../../lib/config/key-owner";
import type { PlainObject, PlainValue } from "../../support/hcl-expressions";

/** Where a module is called, and what a case needs to know of it. */
export interface CallSite {
  /** The account of the provider without an alias. */
  readonly account: string;
  readonly keyAccount: string;
  /** Whether the module has a variable that something depends on which it makes. */
  readonly has: (variable: string) => boolean;
  readonly isManagedElsewhere: boolean;
}

/** What a caller passes, or what Terraform finds out, beside what is right. */
export interface Call {
  readonly variables?: PlainObject;
  /** By address. */
  readonly known?: PlainObject;
}

/** A call that is refused by one sentence, and one beside it that passes. */
export interface RefusedCall {
  readonly title: string;
  /** The sentence, as far as it is the same in each module. */
  readonly sentence: RegExp;
  /** Undefined where the module has no such variables. */
  readonly refused: (site: CallSite) => Call | undefined;
  readonly passes: (site: CallSite) => Call;
}

const organization = "data.aws_organizations_organization.current";

export const siteOf = (config: Config, variables: readonly string[]): CallSite => {
  const account = config.account ?? "111111111111";
  return {
    account,
    keyAccount: keyOwner({ ...config, account }) ?? account,
    has: (variable) =>
      variables.includes(variable) && (!makesRolesAlone(config) || ofRolesAlone.test(variable)),
    isManagedElsewhere:
      config.organization !== null && config.organization.managementAccount !== config.account,
  };
};

const makesRolesAlone = ({ trail, key }: Config): boolean => trail === null && key.existing !== null;

/** What else such a module may have is for an output, with what the owner of the key must add. */
const ofRolesAlone = /reader_roles$|^key_arn$|account_id$/;

/** What Terraform finds out where everything is right. */
export function factsOf(config: Config): PlainObject {
  const account = config.account ?? "111111111111";
  const region = config.region ?? "eu-central-1";
  return Object.fromEntries<PlainValue>([
    ["data.aws_partition.current.partition", "aws"],
    ["data.aws_caller_identity.current.account_id", account],
    ["data.aws_region.current.id", region],
    ["data.aws_service_principal.logs.id", `logs.${region}.amazonaws.com`],
    [`${organization}.id`, "o-abcd123456"],
    [`${organization}.master_account_id`, config.organization?.managementAccount ?? account],
    [`${organization}.aws_service_access_principals`, ["cloudtrail.amazonaws.com"]],
    ...Object.entries(config.accounts).flatMap(([alias, id]): readonly (readonly [string, PlainValue])[] => [
      [`data.aws_caller_identity.${alias}.account_id`, id],
      [`data.aws_region.${alias}.id`, region],
    ]),
  ]);
}

const where =
  (names: readonly string[], call: (site: CallSite) => Call) =>
  (site: CallSite): Call | undefined =>
    names.every(site.has) ? call(site) : undefined;

/** A case that gives values to variables, where the module has them all. */
const given = (
  title: string,
  sentence: RegExp,
  refused: (site: CallSite) => PlainObject,
  passes: (site: CallSite) => PlainObject,
): RefusedCall => ({
  title,
  sentence,
  refused: (site) => {
    const variables = refused(site);
    return Object.keys(variables).every(site.has) ? { variables } : undefined;
  },
  passes: (site) => ({ variables: passes(site) }),
});

const trailOf = (account: string, region = "eu-west-1"): string =>
  `arn:aws:cloudtrail:${region}:${account}:trail/theirs`;
const roleOf = (account: string, name: string, partition = "aws"): string =>
  `arn:${partition}:iam::${account}:role/${name}`;

const role = (changed: PlainObject): PlainObject => ({
  Vendor: {
    trusted_account_ids: ["555555555555"],
    external_id: null,
    path: "/",
    permissions_boundary: null,
    ...changed,
  },
});

/** Cases of each variable of reader roles, of which a module may have several. */
const ofRoles = (
  title: string,
  sentence: RegExp,
  refused: (account: string) => PlainObject,
  passes: (account: string) => PlainObject,
): readonly RefusedCall[] =>
  [
    { variable: "reader_roles", accountOf: ({ account }: CallSite) => account },
    { variable: "log_archive_reader_roles", accountOf: () => "333333333333" },
    { variable: "security_reader_roles", accountOf: () => "777777777777" },
  ].map(({ variable, accountOf }) =>
    given(
      `${title}, in ${variable}`,
      sentence,
      (site) => ({ [variable]: role(refused(accountOf(site))) }),
      (site) => ({ [variable]: role(passes(accountOf(site))) }),
    ),
  );

const delegated = "delegated_administrator_account_ids";

const many = (count: number, of: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => of(index));

export const refusedCalls: readonly RefusedCall[] = [
  given(
    "an administrator of another account",
    /^Administrators of the key must be IAM users or roles of account \d{12}, which owns the key, but these are not: arn:aws:iam::999999999999:role\/Admin\.$/,
    () => ({ key_administrator_arns: [roleOf("999999999999", "Admin")] }),
    ({ keyAccount }) => ({ key_administrator_arns: [roleOf(keyAccount, "Admin")] }),
  ),
  given(
    "a reader of another account, by ARN",
    /^Readers that are named by ARN must be IAM users or roles of account \d{12}, which owns the key, but these are not: arn:aws:iam::999999999999:role\/Reader\. /,
    ({ keyAccount }) => ({ reader_arns: [roleOf(keyAccount, "R"), roleOf("999999999999", "Reader")] }),
    ({ keyAccount }) => ({ reader_arns: [roleOf(keyAccount, "R"), roleOf(keyAccount, "Reader")] }),
  ),
  ...["key_administrator_arns", "reader_arns"].map((variable) =>
    given(
      `an ARN of another partition, in ${variable}`,
      /^Nothing reaches from one partition of AWS to another, but the provider is in partition aws and these ARNs are not: arn:aws-cn:iam::\d{12}:role\/Other\./,
      ({ keyAccount }) => ({ [variable]: [roleOf(keyAccount, "Other", "aws-cn")] }),
      ({ keyAccount }) => ({ [variable]: [roleOf(keyAccount, "Other")] }),
    ),
  ),
  ...["encrypt_for_trail_arns", "deliver_from_trail_arns"].map((variable) =>
    given(
      `an ARN of another partition, in ${variable}`,
      /^Nothing reaches .* and these ARNs are not: arn:aws-cn:cloudtrail:cn-north-1:888888888888:trail\/theirs\./,
      () => ({ [variable]: [trailOf("888888888888", "cn-north-1").replace("aws", "aws-cn")] }),
      () => ({ [variable]: [trailOf("888888888888")] }),
    ),
  ),
  ...(
    [
      ["an administrator who reads by ARN", "reader_arns", (own: string) => roleOf(own, "team/KEEPER")],
      ["an administrator who reads by name", "reader_role_names", () => "Keeper"],
      ["an administrator who reads by name with another path", "reader_role_names", () => "team/keeper"],
    ] as const
  ).map(([title, variable, reader]) =>
    given(
      title,
      /^Administrators of the key must not decrypt the logs, but these are readers too: arn:aws:iam::\d{12}:role\/Keeper\. Remove each/,
      ({ keyAccount }) => ({
        key_administrator_arns: [roleOf(keyAccount, "Keeper")],
        [variable]: [reader(keyAccount)],
      }),
      ({ keyAccount }) => ({
        key_administrator_arns: [roleOf(keyAccount, "Keeper")],
        [variable]: [reader(keyAccount).replace(/keeper/i, "Other")],
      }),
    ),
  ),
  given(
    "an administrator who reads, a user",
    /^Administrators of the key must not decrypt the logs, but these are readers too: arn:aws:iam::\d{12}:user\/Keeper\./,
    ({ keyAccount }) => ({
      key_administrator_arns: [`arn:aws:iam::${keyAccount}:user/Keeper`],
      reader_user_names: ["Keeper"],
      reader_role_names: [],
    }),
    // A role and a user may have one name.
    ({ keyAccount }) => ({
      key_administrator_arns: [`arn:aws:iam::${keyAccount}:user/Keeper`],
      reader_user_names: [],
      reader_role_names: ["Keeper"],
    }),
  ),
  given(
    "an administrator twice",
    /^A user or role is an administrator twice\./,
    ({ keyAccount }) => ({
      key_administrator_arns: [roleOf(keyAccount, "Keeper"), roleOf(keyAccount, "team/keeper")],
    }),
    ({ keyAccount }) => ({
      key_administrator_arns: [roleOf(keyAccount, "Keeper"), roleOf(keyAccount, "keeper/team")],
    }),
  ),
  given(
    "a reader by name and by ARN",
    /^A user or role is a reader twice,/,
    ({ keyAccount }) => ({ reader_role_names: ["Auditor"], reader_arns: [roleOf(keyAccount, "Auditor")] }),
    ({ keyAccount }) => ({
      reader_role_names: ["Auditor"],
      reader_arns: [`arn:aws:iam::${keyAccount}:user/Auditor`],
    }),
  ),
  ...["reader_roles", "log_archive_reader_roles"].map((variable): RefusedCall => ({
    title: `a reader that exists and is created, in ${variable}`,
    sentence: /^A user or role is a reader twice,/,
    // With a key that exists, the roles are not in its account.
    refused: (site) =>
      site.has(variable) && site.has("reader_role_names") && !site.has("key_arn")
        ? { variables: { reader_role_names: ["vendor"], reader_arns: [], [variable]: role({}) } }
        : undefined,
    passes: () => ({ variables: { reader_role_names: ["auditor"], reader_arns: [], [variable]: role({}) } }),
  })),
  given(
    "the key's own account as a reader",
    /^Account \d{12} owns the key, so its own IAM policies can already let its users and roles decrypt\./,
    ({ keyAccount }) => ({ reader_account_ids: ["222222222222", keyAccount] }),
    () => ({ reader_account_ids: ["222222222222"] }),
  ),
  ...["reader_organization_ids", "own_logs_organization_ids"].map((variable) =>
    given(
      `another organization, in ${variable}`,
      /^Accounts of an organization can read the logs only if it is the trail's, o-abcd123456: /,
      () => ({ reader_organization_ids: [], own_logs_organization_ids: [], [variable]: ["o-other98765"] }),
      () => ({ reader_organization_ids: [], own_logs_organization_ids: [], [variable]: ["o-abcd123456"] }),
    ),
  ),
  given(
    "an organization that reads all logs and its own",
    /^Accounts of the organization can read either all logs or only their own, but both are asked for\./,
    () => ({ reader_organization_ids: ["o-abcd123456"], own_logs_organization_ids: ["o-abcd123456"] }),
    () => ({ reader_organization_ids: ["o-abcd123456"], own_logs_organization_ids: [] }),
  ),
  ...(
    [
      ["encrypt_for", "encrypt with the key"],
      ["deliver_from", "deliver into the bucket"],
    ] as const
  ).map(([prefix, may]) =>
    given(
      `a trail of an account that is listed, in ${prefix}_trail_arns`,
      new RegExp(
        `^These ARNs add nothing: arn:aws:cloudtrail:eu-west-1:888888888888:trail/theirs\\. .* may ${may} anyway\\.`,
      ),
      () => ({
        [`${prefix}_account_ids`]: ["888888888888"],
        [`${prefix}_trail_arns`]: [trailOf("888888888888"), trailOf("999999999999")],
      }),
      () => ({
        [`${prefix}_account_ids`]: ["888888888888"],
        [`${prefix}_trail_arns`]: [trailOf("999999999999")],
      }),
    ),
  ),
  ...ofRoles(
    "a role that trusts its own account",
    /^The role Vendor is created in account \d{12} for readers of other accounts, but it trusts this account too\./,
    (account) => ({ trusted_account_ids: ["555555555555", account] }),
    () => ({ trusted_account_ids: ["555555555555"] }),
  ).map((one): RefusedCall => ({
    ...one,
    // A role that is created alone may trust whom it likes.
    refused: (site) => (site.has("key_arn") && !site.has("trail_name") ? undefined : one.refused(site)),
  })),
  ...ofRoles(
    "a permissions boundary of another account",
    /^The permissions boundary of the role Vendor must be a policy of account \d{12}, in which the role is created, or of AWS, in partition aws\.$/,
    () => ({ permissions_boundary: "arn:aws:iam::999999999999:policy/Limit" }),
    (account) => ({ permissions_boundary: `arn:aws:iam::${account}:policy/Limit` }),
  ),
  ...ofRoles(
    "a permissions boundary of another partition",
    /^The permissions boundary of the role Vendor must be /,
    () => ({ permissions_boundary: "arn:aws-cn:iam::aws:policy/ReadOnlyAccess" }),
    () => ({ permissions_boundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
  ),
  {
    title: "the management account as a delegated administrator",
    sentence:
      /^Account \d{12} is the management account, which manages the trails of the organization anyway\./,
    refused: (site) =>
      site.has(delegated) && !site.isManagedElsewhere
        ? { variables: { [delegated]: ["222222222222", site.account] } }
        : undefined,
    passes: () => ({ variables: { [delegated]: ["222222222222"] } }),
  },
  {
    title: "delegated administrators that a delegated administrator registers",
    sentence:
      /^Only the management account, 999999999999, can register delegated administrators of CloudTrail, but the provider is for account 111111111111\./,
    refused: (site) =>
      site.has(delegated) && site.isManagedElsewhere
        ? { variables: { [delegated]: ["222222222222"] } }
        : undefined,
    passes: () => ({ variables: { [delegated]: [] } }),
  },
  {
    title: "a role in another partition than the key",
    sentence: /^The key arn:aws:kms:.* is not in partition aws-cn, in which the role Vendor is created\./,
    refused: (site) =>
      site.has("key_arn") && site.has("reader_roles") && !site.has("trail_name")
        ? {
            variables: { reader_roles: role({}) },
            known: { "data.aws_partition.current.partition": "aws-cn" },
          }
        : undefined,
    passes: () => ({ variables: { reader_roles: role({}) } }),
  },
  given(
    "logs that are deleted before they are moved",
    /^Logs would be deleted after 400 days, but moved to Glacier only after 400\. They must be deleted later than they are moved\.$/,
    () => ({ lifecycle_glacier_after_days: 400, lifecycle_expire_after_days: 400 }),
    () => ({ lifecycle_glacier_after_days: 400, lifecycle_expire_after_days: 401 }),
  ),
  given(
    "logs that are deleted while they are locked",
    /^Logs would be deleted after 400 days, but they are locked for 401\. They must be kept at least as long as they are locked\.$/,
    () => ({ lifecycle_expire_after_days: 400, object_lock_days: 401 }),
    () => ({ lifecycle_expire_after_days: 400, object_lock_days: 400 }),
  ),
  given(
    "a bucket that receives its own access logs",
    /^The bucket our-logs cannot receive its own access logs, because each would be logged again\. Use another bucket\.$/,
    () => ({ access_log_bucket: "our-logs", bucket_name: "our-logs" }),
    () => ({ access_log_bucket: "access-logs", bucket_name: "our-logs" }),
  ),
  given(
    "a key of another Region than the bucket",
    /^The key arn:aws:kms:eu-west-1:333333333333:key\/\S+ is in Region eu-west-1, but the bucket is in eu-central-1\./,
    () => ({
      trail_name: "audit",
      key_arn: "arn:aws:kms:eu-west-1:333333333333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    }),
    () => ({
      trail_name: "audit",
      key_arn: "arn:aws:kms:eu-central-1:333333333333:key/4321abcd-12ab-34cd-56ef-1234567890ab",
    }),
  ),
  {
    title: "credentials of another account",
    sentence: /^The provider's credentials belong to account 888888888888, but this /,
    refused: where(["account_id"], ({ account }) => ({
      variables: { account_id: account },
      known: { "data.aws_caller_identity.current.account_id": "888888888888" },
    })),
    passes: ({ account }) => ({ variables: { account_id: account } }),
  },
  {
    title: "another Region",
    sentence: /^The provider uses Region eu-west-3, but the /,
    refused: where(["region"], () => ({
      variables: { region: "eu-central-1" },
      known: { "data.aws_region.current.id": "eu-west-3", "data.aws_region.log_archive.id": "eu-central-1" },
    })),
    passes: () => ({ variables: { region: "eu-central-1" } }),
  },
  ...["log_archive", "security"].flatMap((alias): readonly RefusedCall[] => [
    {
      title: `credentials of ${alias} for another account`,
      sentence: new RegExp(
        `^The credentials of the provider aws.${alias} belong to account 888888888888, but it is for`,
      ),
      refused: where([`${alias}_account_id`], () => ({
        known: { [`data.aws_caller_identity.${alias}.account_id`]: "888888888888" },
      })),
      passes: () => ({}),
    },
    {
      title: `${alias} in another Region`,
      sentence: new RegExp(`^The provider aws.${alias} uses Region eu-west-3, but the `),
      refused: where([`${alias}_account_id`], () => ({
        known: { [`data.aws_region.${alias}.id`]: "eu-west-3" },
      })),
      passes: () => ({}),
    },
  ]),
  {
    title: "credentials of another organization",
    sentence:
      /^The provider's account is in organization o-other98765, but this trail is for organization o-abcd123456\./,
    refused: where(["organization_id", "trail_name"], () => ({
      variables: { organization_id: "o-abcd123456" },
      known: { [`${organization}.id`]: "o-other98765" },
    })),
    passes: () => ({ variables: { organization_id: "o-abcd123456" } }),
  },
  {
    title: "another management account",
    sentence:
      /^The organization's management account is 888888888888, but the policies name the trail as one of account /,
    refused: where(["organization_id", "trail_name"], () => ({
      known: { [`${organization}.master_account_id`]: "888888888888" },
    })),
    passes: () => ({}),
  },
  {
    title: "no trusted access",
    sentence: /^CloudTrail has no trusted access in the organization, /,
    refused: where(["organization_id", "trail_name"], () => ({
      known: { [`${organization}.aws_service_access_principals`]: null },
    })),
    passes: () => ({}),
  },
  given(
    "too many administrators",
    /^The key policy has \d+ bytes, and KMS accepts at most 32768\./,
    ({ keyAccount }) => ({
      key_administrator_arns: many(900, (index) => roleOf(keyAccount, `Admin-${index}`)),
    }),
    ({ keyAccount }) => ({
      key_administrator_arns: many(90, (index) => roleOf(keyAccount, `Admin-${index}`)),
    }),
  ),
  given(
    "too many trails",
    /^The bucket policy has \d+ bytes, and S3 accepts at most 20480\./,
    () => ({ deliver_from_account_ids: many(300, (index) => String(600000000000 + index)) }),
    () => ({ deliver_from_account_ids: many(30, (index) => String(600000000000 + index)) }),
  ),
];
