import type { BucketConfig, Reader } from "../config/config";
import type { TextRule } from "../config/value-rule";
import { keyOwner } from "../config/key-owner";
import { accountIdRule, iamPrincipalArnRule, iamRoleNameRule, iamUserNameRule } from "../config/rules";
import type { Expression } from "../terraform/expression";
import { call, each, input, text } from "../terraform/expression";
import type { Input } from "../terraform/blueprint";
import { setInput } from "./part";
import { readerRoleArns, readerRoleInputs, readerRoles } from "./reader-roles";
import type { Scope } from "./scope";

/** How the readers of one kind stand in the module: the list that names them, and what it means in a policy. */
interface ReaderKind {
  readonly input: { readonly name: string; readonly description: string; readonly rule: TextRule };
  readonly named: (reader: Reader) => readonly string[];
  readonly principals: (scope: Scope, names: Expression) => Expression;
}

const accountRoots = (scope: Scope, ids: Expression): Expression =>
  each("account_id", ids, (id) => text`arn:${scope.partition}:iam::${id}:root`);

const kinds: readonly ReaderKind[] = [
  {
    input: {
      name: "reader_user_names",
      description:
        "IAM users of the key's account who may decrypt the logs, each with its path if it has one.",
      rule: iamUserNameRule,
    },
    named: (reader) => (reader.kind === "user" ? [reader.name] : []),
    principals: (scope, names) =>
      each("name", names, (name) => text`arn:${scope.partition}:iam::${scope.keyAccount}:user/${name}`),
  },
  {
    input: {
      name: "reader_role_names",
      description:
        "IAM roles of the key's account that may decrypt the logs, each with its path if it has one.",
      rule: iamRoleNameRule,
    },
    named: (reader) => (reader.kind === "role" ? [reader.name] : []),
    principals: (scope, names) =>
      each("name", names, (name) => text`arn:${scope.partition}:iam::${scope.keyAccount}:role/${name}`),
  },
  {
    input: {
      name: "reader_arns",
      description: "ARNs of IAM users and roles that may decrypt the logs.",
      rule: iamPrincipalArnRule,
    },
    named: (reader) => (reader.kind === "principal" ? [reader.arn] : []),
    principals: (_scope, arns) => arns,
  },
  {
    input: {
      name: "reader_account_ids",
      description: "Accounts whose own IAM decides who there may decrypt the logs.",
      rule: accountIdRule,
    },
    named: (reader) => (reader.kind === "account" ? [reader.id] : []),
    principals: accountRoots,
  },
];

/** The inputs that hold the readers of the config. */
export function readerInputs(readers: readonly Reader[]): readonly Input[] {
  return [
    ...kinds.flatMap((kind) => {
      const value = readers.flatMap(kind.named);
      const { name, description, rule } = kind.input;
      return value.length === 0 ? [] : [setInput(name, description, rule, value)];
    }),
    ...readerRoleInputs(readers),
  ];
}

/**
 * Every reader that `meant` says as a principal, or undefined where there is none. A principal that two lists name
 * must not be there twice: the provider would wait for KMS to store both.
 */
export function readerPrincipals(
  scope: Scope,
  meant: (reader: Reader) => boolean = () => true,
): Expression | undefined {
  const readers = scope.config.readers.filter(meant);
  const lists = [
    ...kinds
      .filter((kind) => readers.some((reader) => kind.named(reader).length > 0))
      .map((kind) => kind.principals(scope, input(kind.input.name))),
    ...(readerRoles(readers).length === 0 ? [] : [readerRoleArns(scope)]),
  ];
  return lists.length > 1 ? call("toset", call("concat", ...lists)) : lists[0];
}

/**
 * The readers whom the bucket's policy must also allow: those of another account than the bucket's.
 * Readers of one kind stand in one list, so that one of them brings in the others.
 */
export function readersBesideBucketOwner(scope: Scope, bucket: BucketConfig): Expression | undefined {
  const { account } = scope.config;
  const owner = bucket.account ?? account;
  const owningKey = keyOwner(scope.config);
  return readerPrincipals(scope, (reader) => {
    if (reader.kind === "account") return reader.id !== owner;
    return (reader.kind === "assumableRole" ? account : owningKey) !== owner;
  });
}

/** The IDs of the accounts that read, or undefined where none does. */
export const readerAccounts = (scope: Scope): Expression | undefined =>
  scope.config.readers.some((reader) => reader.kind === "account") ? input("reader_account_ids") : undefined;
