import type { BucketConfig, Config, Reader } from "../config/config";
import type { TextRule } from "../config/value-rule";
import { accountOf, keyOwner } from "../config/key-owner";
import { accountIdRule, iamPrincipalArnRule, iamRoleNameRule, iamUserNameRule } from "../config/rules";
import type { Expression } from "../terraform/expression";
import { call, each, input, local, text } from "../terraform/expression";
import type { Input, Local } from "../terraform/blueprint";
import { organizationReaderInputs } from "./organization-readers";
import { grantInputs } from "./part";
import { permissionSetInputs } from "./permission-set-readers";
import type { RoleGroup } from "./reader-roles";
import { readerRoleArns, readerRoleInputs, roleGroups } from "./reader-roles";
import type { Scope } from "./scope";
import { isOpen, mayHaveReaders } from "./scope";
import { accountRoot } from "./statement";

/** How the readers of one kind stand in the module: the list that names them, and what it means in a policy. */
interface ReaderKind {
  readonly kind: Reader["kind"];
  readonly input: { readonly name: string; readonly description: string; readonly rule: TextRule };
  readonly named: (reader: Reader) => readonly string[];
  readonly principals: (scope: Scope, names: Expression) => Expression;
}

const accountRoots = (scope: Scope, ids: Expression): Expression =>
  each("account_id", ids, (id) => accountRoot(scope.partition, id));

const kinds: readonly ReaderKind[] = [
  {
    kind: "user",
    input: {
      name: "reader_user_names",
      description:
        "Names of IAM users in the key's account that can decrypt the logs, each with its path if it has one: 1 to 575 characters. They must exist.",
      rule: iamUserNameRule,
    },
    named: (reader) => (reader.kind === "user" ? [reader.name] : []),
    principals: (scope, names) =>
      each("name", names, (name) => text`arn:${scope.partition}:iam::${scope.keyAccount}:user/${name}`),
  },
  {
    kind: "role",
    input: {
      name: "reader_role_names",
      description:
        "Names of IAM roles in the key's account that can decrypt the logs, each with its path if it has one: 1 to 575 characters. They must exist.",
      rule: iamRoleNameRule,
    },
    named: (reader) => (reader.kind === "role" ? [reader.name] : []),
    principals: (scope, names) =>
      each("name", names, (name) => text`arn:${scope.partition}:iam::${scope.keyAccount}:role/${name}`),
  },
  {
    kind: "principal",
    input: {
      name: "reader_arns",
      description:
        "ARNs of IAM users and roles in the key's account that can decrypt the logs. They must exist.",
      rule: iamPrincipalArnRule,
    },
    named: (reader) => (reader.kind === "principal" ? [reader.arn] : []),
    principals: (_scope, arns) => arns,
  },
  {
    kind: "account",
    input: {
      name: "reader_account_ids",
      description:
        "IDs of other accounts whose own IAM policies decide which of their users and roles can decrypt the logs: 12 digits each.",
      rule: accountIdRule,
    },
    named: (reader) => (reader.kind === "account" ? [reader.id] : []),
    principals: accountRoots,
  },
];

/** The inputs that hold the readers of the config. */
export const readerInputs = (config: Config): readonly Input[] => [
  ...kinds.flatMap(({ named, input: { name, description, rule } }) =>
    grantInputs(isOpen(config), name, description, rule, config.readers.flatMap(named)),
  ),
  ...permissionSetInputs(config),
  ...organizationReaderInputs(config),
  ...readerRoleInputs(config),
];

/** Readers of the key's account that a policy names, by what the caller names them with. */
export interface NamedReaders {
  readonly kind: "user" | "role" | "principal";
  /** Their names, or where the kind is `principal` their ARNs. */
  readonly names: Expression;
}

/**
 * The inputs with readers of the key's account. The console's key policy names none of them, so there they stand in the
 * policy of another account's bucket or nowhere.
 */
export function namedReaders(scope: Scope): readonly NamedReaders[] {
  const { bucket, key, trail } = scope.config;
  const inKeyPolicy = key.style !== "console";
  const inBucketPolicy =
    bucket !== null && trail !== null && keyOwner(scope.config) !== bucketOwner(scope.config, bucket);
  if (!inKeyPolicy && !inBucketPolicy) return [];
  return kinds.flatMap(({ kind, input: { name } }) =>
    (kind === "user" || kind === "role" || kind === "principal") && mayHaveReaders(scope, kind)
      ? [{ kind, names: input(name) }]
      : [],
  );
}

/** Readers as principals of a policy, each once: the provider would wait for KMS to store a repetition. */
export interface ReaderPrincipals {
  readonly arns: Expression;
  readonly locals: readonly Local[];
}

/** Every reader as a principal, or undefined where there is none. */
export const readerPrincipals = (scope: Scope): ReaderPrincipals | undefined =>
  principalsOf(
    scope,
    { name: "reader_principals", file: "key.tf", comment: "All principals that can decrypt the logs." },
    () => true,
    () => true,
  );

/**
 * The readers whom the bucket's policy must also allow: those of another account than the bucket's.
 * Readers of one kind stand in one set, so that one of them brings in the others.
 */
export function readersBesideBucketOwner(scope: Scope, bucket: BucketConfig): ReaderPrincipals | undefined {
  const { config } = scope;
  const owner = bucketOwner(config, bucket);
  const owningKey = keyOwner(config);
  const named = {
    name: "bucket_reader_principals",
    file: "bucket.tf",
    comment: "Readers in other accounts, which the bucket policy must also name.",
  };
  return principalsOf(
    scope,
    named,
    (kind) => {
      if (kind !== "account") return owningKey !== owner;
      return scope.open || config.readers.some((reader) => reader.kind === "account" && reader.id !== owner);
    },
    ({ provider }) => accountOf(config, provider) !== owner,
  );
}

/** The account that owns the bucket. `null` where only Terraform knows. */
export const bucketOwner = (config: Config, bucket: BucketConfig): string | null =>
  bucket.account ?? config.account;

function principalsOf(
  scope: Scope,
  named: Omit<Local, "value">,
  meant: (kind: Reader["kind"]) => boolean,
  created: (roles: RoleGroup) => boolean,
): ReaderPrincipals | undefined {
  const isThere = (kind: Reader["kind"]): boolean => meant(kind) && mayHaveReaders(scope, kind);
  const sets = [
    ...kinds
      .filter(({ kind }) => isThere(kind))
      .map(({ input: { name }, principals }) => principals(scope, input(name))),
    ...roleGroups(scope.config)
      .filter(created)
      .map((group) => readerRoleArns(scope, group)),
  ];
  const [only, ...others] = sets;
  if (only === undefined) return undefined;
  const arns = others.length === 0 ? only : call("setunion", ...sets);
  if (!scope.open) return { arns, locals: [] };
  return { arns: local(named.name), locals: [{ ...named, value: arns }] };
}

/** The IDs of the accounts that read, or undefined where none does. */
export const readerAccounts = (scope: Scope): Expression | undefined =>
  mayHaveReaders(scope, "account") ? input("reader_account_ids") : undefined;
