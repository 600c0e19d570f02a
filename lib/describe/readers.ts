import type { Reader } from "../config/config";
import { isRolesAlone } from "../config/roles-alone";
import { readerPolicyName } from "../config/reader-policy-name";
import { hasDigests, readsDigests } from "../config/reads-digests";
import type { Block, NamedPolicy, Output } from "../terraform/blueprint";
import type { Expression, ObjectExpression } from "../terraform/expression";
import {
  attributeOf,
  call,
  index,
  input,
  item,
  json,
  literal,
  local,
  member,
  operator,
  policy,
} from "../terraform/expression";
import { keyPolicyAddress } from "./key";
import type { Part } from "./part";
import { attribute } from "./part";
import { policiesOfReaderAccounts, policyArns } from "./reader-account-policies";
import type { RoleGroup } from "./reader-roles";
import { movesOfReaderRoles, roleGroups, roleSettings } from "./reader-roles";
import { roleChecks } from "./role-checks";
import type { Scope } from "./scope";
import { withProvider } from "./scope";
import { leftOutIf, policyDocument } from "./statement";
import { accountsAssumeRole } from "./statements/accounts-assume-role";
import { readerDecryptsDigests, readerDecryptsLogs } from "./statements/reader-decrypts-logs";
import { readerValidatesLogs } from "./statements/reader-validates-logs";
import { readersGetLogs } from "./statements/readers-get-logs";

/** The IAM half of reading: the policy that every reader needs, and the roles for readers of other accounts. */
export function readersPart(scope: Scope): Part {
  const { readers } = scope.config;
  if (readers.length === 0 && !scope.open) return {};
  const groups = roleGroups(scope.config);
  const policies = policiesOfReaderAccounts(scope);
  return {
    locals: [
      {
        name: "reader_policy",
        value: json(policy("reader")),
        file: "readers.tf",
        comment: "The IAM permissions that a reader needs.",
      },
    ],
    outputs: [
      {
        name: "reader_policy",
        description: `IAM policy, as JSON, that each reader needs in its own account. Attach it there to the users and roles that read the logs.${groups.length > 0 ? " The roles that this module creates already have it." : ""}`,
        value: local("reader_policy"),
      },
      ...(groups.length > 0 ? [roleArns(scope, groups)] : []),
      ...(policies.length > 0 ? [policyArns(scope, policies)] : []),
    ],
    blocks: [
      ...groups.flatMap((group) =>
        roleBlocks(scope, group).map((block) => ({ ...block, ...withProvider(group.provider) })),
      ),
      ...policies,
    ],
    // The roles of a module for others are its caller's, and no release named them otherwise.
    moves: scope.open ? [] : movesOfReaderRoles(readers),
    policies: [...trustPolicies(scope), ...readerPolicies(scope)],
  };
}

function roleBlocks(scope: Scope, group: RoleGroup): readonly Block[] {
  const { input: roles, block } = group;
  const each = item("each");
  const settings = roleSettings(group, scope.open);
  const given = member(each, "value");
  const checks = roleChecks(scope, group);
  const role: Block = {
    mode: "resource",
    type: "aws_iam_role",
    name: block,
    file: "readers.tf",
    comment: isRolesAlone(scope.config)
      ? "Readers in the trusted accounts assume these roles. The owner of the key and the bucket lets this account in."
      : "Readers in the trusted accounts assume these roles, so the bucket policy and the key policy need not name the readers.",
    forEach: input(roles),
    args: [
      attribute("name", member(each, "key")),
      attribute("path", settings.path ? member(given, "path") : literal("/")),
      ...(settings.permissionsBoundary
        ? [attribute("permissions_boundary", member(given, "permissions_boundary"))]
        : []),
      attribute("assume_role_policy", json(trustPolicy(scope, group, given))),
      attribute("tags", input("tags")),
    ],
    ...(checks.length > 0 && { lifecycle: { preconditions: checks } }),
  };
  return [
    role,
    {
      mode: "resource",
      type: "aws_iam_role_policy",
      name: block,
      file: "readers.tf",
      forEach: attributeOf("aws_iam_role", block, null),
      args: [
        attribute("name", literal("read-cloudtrail-logs")),
        attribute("role", member(member(each, "value"), "id")),
        attribute("policy", local("reader_policy")),
      ],
    },
  ];
}

function roleArns({ config }: Scope, groups: readonly RoleGroup[]): Output {
  const arns = groups.map(({ block }) => arnsByName(block));
  const [first] = arns;
  return {
    name: "reader_role_arns",
    description:
      "ARNs of the roles that readers in other accounts assume, by name. Give them to the owners of the trusted accounts, whose IAM policies must allow sts:AssumeRole on them.",
    value: first !== undefined && arns.length === 1 ? first : call("merge", ...arns),
    dependsOn: [
      ...groups.map(({ block }) => `aws_iam_role_policy.${block}`),
      ...(config.key.existing === null ? [keyPolicyAddress] : []),
    ],
    comment: "Readers can read logs only after the policies of their roles and of the key are attached.",
  };
}

const arnsByName = (block: string): Expression => ({
  kind: "each",
  key: "name",
  item: "role",
  over: attributeOf("aws_iam_role", block, null),
  body: member(item("role"), "arn"),
});

const trustPolicies = (scope: Scope): readonly NamedPolicy[] =>
  roleGroups(scope.config).flatMap((group) =>
    group.roles.map(({ name }) => ({
      name: `trust:${name}`,
      owner: scope.accountOf(group.provider),
      rules: "trust",
      document: trustPolicy(scope, group, index(input(group.input), name)),
    })),
  );

/** @param role an element of the map of roles */
function trustPolicy(scope: Scope, group: RoleGroup, role: Expression): ObjectExpression {
  const accounts = member(role, "trusted_account_ids");
  if (!roleSettings(group, scope.open).externalId)
    return policyDocument([accountsAssumeRole(scope, accounts)]);
  const externalId = member(role, "external_id");
  // Two statements of which one is null: a choice between a statement with a condition and one without has no type.
  return policyDocument([
    leftOutIf(operator(externalId, "==", literal(null)), accountsAssumeRole(scope, accounts, externalId)),
    leftOutIf(operator(externalId, "!=", literal(null)), accountsAssumeRole(scope, accounts)),
  ]);
}

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
    ...(bucket && readsDigests(scope.config) ? [readerDecryptsDigests(scope, bucket)] : []),
    ...(bucket ? readersGetLogs(scope, bucket, { who: "", comment: "Readers can get the log files." }) : []),
    ...(hasDigests(scope.config) ? [readerValidatesLogs(scope)] : []),
  ]);
  const byName = new Map(readers.map((reader) => [readerPolicyName(reader), ownerOf(scope, reader)]));
  return [
    of("reader", scope.keyAccount, document),
    ...[...byName].map(([name, owner]) => of(name, owner, policy("reader"))),
  ];
}

/** The account whose IAM has the policy. */
function ownerOf(scope: Scope, reader: Reader): Expression {
  if (reader.kind === "account") return literal(reader.id);
  return reader.kind === "assumableRole" ? scope.accountOf(reader.provider) : scope.keyAccount;
}
