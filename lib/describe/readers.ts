import type { Reader } from "../config/config";
import type { Block, NamedPolicy, Output } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import {
  attributeOf,
  index,
  input,
  item,
  json,
  literal,
  local,
  member,
  policy,
} from "../terraform/expression";
import { keyPolicyAddress } from "./key";
import type { Part } from "./part";
import { attribute } from "./part";
import { movesOfReaderRoles, readerRoles, readerRolesInput } from "./reader-roles";
import type { Scope } from "./scope";
import { mayHaveReaders } from "./scope";
import { policyDocument } from "./statement";
import { accountsAssumeRole } from "./statements/accounts-assume-role";
import { readerDecryptsLogs } from "./statements/reader-decrypts-logs";
import { readersGetLogs } from "./statements/readers-get-logs";

/** The IAM half of reading: the policy that every reader needs, and the roles for readers of other accounts. */
export function readersPart(scope: Scope): Part {
  const { readers } = scope.config;
  if (readers.length === 0 && !scope.open) return {};
  const hasRoles = mayHaveReaders(scope, "assumableRole");
  return {
    locals: [
      {
        name: "reader_policy",
        value: json(policy("reader")),
        comment: "The IAM permissions that a reader needs.",
      },
    ],
    outputs: [
      {
        name: "reader_policy",
        description: `IAM policy, as JSON, that each reader needs in its own account.${hasRoles ? " The roles that this module creates already have it." : ""}`,
        value: local("reader_policy"),
      },
      ...(hasRoles ? [roleArns(scope)] : []),
    ],
    blocks: hasRoles ? roleBlocks(scope) : [],
    moves: movesOfReaderRoles(readers),
    policies: [...trustPolicies(scope), ...readerPolicies(scope)],
  };
}

function roleBlocks(scope: Scope): readonly Block[] {
  const each = item("each");
  const trust = policyDocument([
    accountsAssumeRole(scope, member(member(each, "value"), "trusted_account_ids")),
  ]);
  const role: Block = {
    mode: "resource",
    type: "aws_iam_role",
    name: "reader",
    file: "readers.tf",
    comment:
      "Readers in the trusted accounts assume these roles, so the bucket policy and the key policy need not name the readers.",
    forEach: input(readerRolesInput),
    args: [
      attribute("name", member(each, "key")),
      attribute("path", literal("/")),
      attribute("assume_role_policy", json(trust)),
      attribute("tags", input("tags")),
    ],
  };
  return [
    role,
    {
      mode: "resource",
      type: "aws_iam_role_policy",
      name: "reader",
      file: "readers.tf",
      forEach: attributeOf("aws_iam_role", "reader", null),
      args: [
        attribute("name", literal("read-cloudtrail-logs")),
        attribute("role", member(member(each, "value"), "id")),
        attribute("policy", local("reader_policy")),
      ],
    },
  ];
}

const roleArns = ({ config }: Scope): Output => ({
  name: "reader_role_arns",
  description: "ARNs of the roles that readers in other accounts assume, by name.",
  value: {
    kind: "each",
    key: "name",
    item: "role",
    over: attributeOf("aws_iam_role", "reader", null),
    body: member(item("role"), "arn"),
  },
  dependsOn: ["aws_iam_role_policy.reader", ...(config.key.existing === null ? [keyPolicyAddress] : [])],
  comment: "Readers can read logs only after the policies of their roles and of the key are attached.",
});

const trustPolicies = (scope: Scope): readonly NamedPolicy[] =>
  readerRoles(scope.config.readers).map(({ name }) => ({
    name: `trust:${name}`,
    owner: scope.account,
    rules: "trust",
    document: policyDocument([
      accountsAssumeRole(scope, member(index(input(readerRolesInput), name), "trusted_account_ids")),
    ]),
  }));

/** One policy for all of them, under the name of each. */
function readerPolicies(scope: Scope): readonly NamedPolicy[] {
  const of = (name: string, owner: Expression, document: Expression): NamedPolicy => ({
    name,
    owner,
    document,
    rules: "identity",
  });
  const { bucket, readers } = scope.config;
  const document = policyDocument([
    readerDecryptsLogs(scope),
    ...(bucket ? readersGetLogs(scope, bucket, { who: "", comment: "The log files." }) : []),
  ]);
  const byName = new Map(readers.map((reader) => [`reader:${nameOf(reader)}`, ownerOf(scope, reader)]));
  return [
    of("reader", scope.account, document),
    ...[...byName].map(([name, owner]) => of(name, owner, policy("reader"))),
  ];
}

/** The account whose IAM has the policy. */
function ownerOf(scope: Scope, reader: Reader): Expression {
  if (reader.kind === "account") return literal(reader.id);
  return reader.kind === "assumableRole" ? scope.account : scope.keyAccount;
}

/** What a reader is called on the command line: its name without a path, or its account's ID. */
function nameOf(reader: Reader): string {
  switch (reader.kind) {
    case "account":
      return reader.id;
    case "organization":
      return reader.id;
    case "principal":
      return afterSlash(reader.arn);
    default:
      return afterSlash(reader.name);
  }
}

const afterSlash = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
