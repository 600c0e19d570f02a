import type { BucketConfig, Config, Reader } from "../config/config";
import type { TextRule } from "../config/value-rule";
import { accountIdRule, iamPrincipalArnRule, iamRoleNameRule, iamUserNameRule } from "../config/rules";
import type { Each, Expression } from "../terraform/expression";
import { accountOfArn, call, each, input, item, local, operator, text } from "../terraform/expression";
import type { Input, Local } from "../terraform/blueprint";
import type { Beside } from "./beside-bucket-owner";
import { bucketOwner, isKeyBeside, isProviderBeside } from "./beside-bucket-owner";
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
  readonly principals: (scope: Scope, names: Expression) => Each;
  /** The account that an element of the list is in. */
  readonly account: (scope: Scope, element: Expression) => Expression;
}

const inKeyAccount = ({ keyAccount }: Scope): Expression => keyAccount;

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
    account: inKeyAccount,
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
    account: inKeyAccount,
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
    principals: (_scope, arns) => each("arn", arns, (arn) => arn),
    account: (_scope, arn) => accountOfArn(arn),
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
    principals: (scope, ids) => each("account_id", ids, (id) => accountRoot(scope.partition, id)),
    account: (_scope, id) => id,
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
  const inBucketPolicy = bucket !== null && trail !== null && isKeyBeside(scope, bucket) !== false;
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

/** The readers whom the bucket's policy must also allow: those of another account than the bucket's. */
export const readersBesideBucketOwner = (scope: Scope, bucket: BucketConfig): ReaderPrincipals | undefined =>
  principalsOf(
    scope,
    {
      name: "bucket_reader_principals",
      file: "bucket.tf",
      comment: "Readers in other accounts, which the bucket policy must also name.",
    },
    (kind) => (kind === "account" ? areAccountsBeside(scope, bucket) : isKeyBeside(scope, bucket)),
    ({ provider }) => isProviderBeside(scope, bucket, provider),
  );

/**
 * An account that reads is never the key's, but it may be the bucket's. Those of a config stand in one set, so that one
 * brings in the others.
 */
function areAccountsBeside(scope: Scope, bucket: BucketConfig): Beside {
  if (scope.open) return isKeyBeside(scope, bucket) === false || "by value";
  const owner = bucketOwner(scope.config, bucket);
  return scope.config.readers.some((reader) => reader.kind === "account" && reader.id !== owner);
}

function principalsOf(
  scope: Scope,
  named: Omit<Local, "value">,
  meant: (kind: Reader["kind"]) => Beside,
  created: (roles: RoleGroup) => Beside,
): ReaderPrincipals | undefined {
  const beside = (isBeside: Beside, principals: Each, account: Expression): readonly Expression[] => {
    if (isBeside === "by value")
      return [{ ...principals, where: operator(account, "!=", scope.bucketAccount) }];
    // Each of a list as it is, is the list.
    return isBeside ? [principals.body.kind === "item" ? principals.over : principals] : [];
  };
  const sets = [
    ...kinds
      .filter(({ kind }) => mayHaveReaders(scope, kind))
      .flatMap(({ kind, input: { name }, principals, account }) => {
        const all = principals(scope, input(name));
        return beside(meant(kind), all, account(scope, item(all.item)));
      }),
    ...roleGroups(scope.config).flatMap((group) =>
      beside(created(group), readerRoleArns(scope, group), scope.accountOf(group.provider)),
    ),
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
