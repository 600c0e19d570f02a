import { policyDocument } from "./statement";
import type { Expression } from "../terraform/expression";
import { attributeOf, input, json, literal, local, object } from "../terraform/expression";
import type { Reader } from "../config/config";
import type { Block, NamedPolicy } from "../terraform/blueprint";
import type { Part } from "./part";
import { attribute } from "./part";
import type { ReaderRole } from "./reader-roles";
import { readerRoles } from "./reader-roles";
import type { Scope } from "./scope";
import { accountsAssumeRole } from "./statements/accounts-assume-role";
import { readerDecryptsLogs } from "./statements/reader-decrypts-logs";
import { readersGetLogs } from "./statements/readers-get-logs";

/** The IAM half of reading: the policy that every reader needs, and the roles for readers of other accounts. */
export function readersPart(scope: Scope): Part {
  const { readers } = scope.config;
  if (readers.length === 0) return {};
  const document = readerPolicy(scope);
  const roles = readerRoles(readers).map((role) => ({
    role,
    trust: policyDocument([accountsAssumeRole(scope, role)]),
  }));
  return {
    locals: [
      { name: "reader_policy", value: json(document), comment: "What IAM must allow who reads the logs." },
    ],
    resources: roles.flatMap(({ role, trust }) => roleBlocks(role, trust)),
    outputs: [
      {
        name: "reader_policy",
        description:
          roles.length === 0
            ? "IAM policy, as JSON, that each reader needs in its own account."
            : "IAM policy, as JSON, that each reader needs in its own account. The roles created here have it.",
        value: local("reader_policy"),
      },
      ...(roles.length === 0 ? [] : [roleArns(roles.map(({ role }) => role))]),
    ],
    policies: [
      ...roles.map(({ role, trust }) => ({ name: `trust:${role.name}`, document: trust })),
      ...policiesByReader(readers, document),
    ],
  };
}

function readerPolicy(scope: Scope): Expression {
  const { bucket } = scope.config;
  return policyDocument([
    readerDecryptsLogs(scope),
    ...(bucket ? readersGetLogs(scope, bucket, { who: "", comment: "The log files." }) : []),
  ]);
}

function roleBlocks(role: ReaderRole, trust: Expression): readonly Block[] {
  return [
    {
      type: "aws_iam_role",
      name: role.slug,
      concern: "readers",
      comment: "Readers of the trusted accounts assume this role: the bucket and the key need not know them.",
      args: [
        attribute("name", input(`${role.slug}_name`)),
        attribute("assume_role_policy", json(trust)),
        attribute("tags", input("tags")),
      ],
    },
    {
      type: "aws_iam_role_policy",
      name: role.slug,
      concern: "readers",
      args: [
        attribute("name", literal("read-cloudtrail-logs")),
        attribute("role", attributeOf("aws_iam_role", role.slug, "id")),
        attribute("policy", local("reader_policy")),
      ],
    },
  ];
}

const roleArns = (
  roles: readonly ReaderRole[],
): { name: string; description: string; value: Expression } => ({
  name: "reader_role_arns",
  description: "ARNs of the roles that readers of other accounts assume.",
  value: object(
    Object.fromEntries(roles.map((role) => [role.slug, attributeOf("aws_iam_role", role.slug, "arn")])),
  ),
});

/** One name for each reader, though all need the same policy. */
function policiesByReader(readers: readonly Reader[], document: Expression): readonly NamedPolicy[] {
  const names = new Set(readers.map((reader) => `reader:${nameOf(reader)}`));
  return [...names].map((name) => ({ name, document }));
}

/** What a reader is called on the command line: its name without a path, or its account's id. */
function nameOf(reader: Reader): string {
  switch (reader.kind) {
    case "account":
      return reader.id;
    case "principal":
      return afterSlash(reader.arn);
    default:
      return afterSlash(reader.name);
  }
}

const afterSlash = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
