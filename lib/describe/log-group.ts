import type { Config } from "../config/config";
import { logGroupArnRule, logGroupNameRule, retentionRule } from "../config/monitoring-rules";
import { iamRoleArnRule, keyArnRule } from "../config/rules";
import type { CreatedLogGroup, LogGroupConfig } from "../config/sections/log-group";
import type { Argument, Block, Check, Input, Local, NamedPolicy, Output } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import {
  accountOfArn,
  attributeOf,
  call,
  input,
  json,
  literal,
  local,
  operator,
  policy,
  regionOfArn,
  text,
} from "../terraform/expression";
import { number, string } from "../terraform/type";
import { orFound } from "./context";
import { keyPolicyAddress } from "./key";
import type { Part } from "./part";
import { attribute, inputOf, optionalInputs } from "./part";
import type { Scope } from "./scope";
import type { ServiceKey } from "./service-key";
import { serviceKeyArn, serviceKeyBlocks, serviceKeyPolicy, serviceKeyPolicyAddress } from "./service-key";
import { policyDocument } from "./statement";
import { cloudTrailAssumesRole, cloudTrailWritesLogGroup } from "./statements/cloudtrail-writes-log-group";
import { logsEncryptLogGroup, logsService } from "./statements/logs-encrypt-log-group";

const file = "log-group.tf";
const groupAddress = "aws_cloudwatch_log_group.trail";
const rolePolicyAddress = "aws_iam_role_policy.log_group";

/** The log group that the trail sends its events to, with its key and the role that CloudTrail assumes to write there. */
export function logGroupPart(scope: Scope): Part {
  const { logGroup, trail } = scope.config;
  if (logGroup === null || trail === null) return {};
  const role = rolePart(scope, logGroup);
  if (logGroup.kind === "existing") {
    return {
      inputs: [existingInput(scope, logGroup.arn), ...(role.inputs ?? [])],
      locals: [
        {
          name: "log_group_arn",
          value: call("replace", input("log_group_arn"), literal(":*"), literal("")),
          comment: "Without the :* that the console shows at its end.",
        },
      ],
      outputs: role.outputs ?? [],
      policies: role.policies ?? [],
    };
  }
  const own = ownKey(logGroup);
  return {
    inputs: [...groupInputs(scope, logGroup), ...(role.inputs ?? [])],
    locals: groupLocals(scope),
    blocks: [
      {
        mode: "data",
        type: logsService.type,
        name: logsService.name,
        file,
        args: [attribute("service_name", literal("logs"))],
      },
      ...(own ? serviceKeyBlocks(scope, own) : []),
      groupBlock(scope, logGroup),
      ...(role.blocks ?? []),
    ],
    outputs: [...groupOutputs(logGroup), ...(role.outputs ?? [])],
    policies: [
      ...(own ? [serviceKeyPolicy(scope, own)] : []),
      ...(logGroup.key.kind === "other" ? [givenKeyPolicy(scope)] : []),
      ...(role.policies ?? []),
    ],
  };
}

const existingInput = ({ open }: Scope, arn: string): Input => ({
  name: "log_group_arn",
  description:
    "ARN of the existing log group that the trail sends its events to, in the trail's account and Region.",
  type: string(logGroupArnRule),
  value: arn,
  ...(!open && { default: arn }),
});

function groupInputs({ open }: Scope, { name, retentionDays, key }: CreatedLogGroup): readonly Input[] {
  return [
    ...optionalInputs(open, {
      name: "log_group_name",
      description: `Name of the log group: ${logGroupNameRule.minLength} to ${logGroupNameRule.maxLength} characters. It is unique in its account and Region.`,
      otherwise: "/aws/cloudtrail/ and the trail's name",
      type: string(logGroupNameRule),
      value: name,
    }),
    inputOf(
      "log_group_retention_days",
      "Days for which CloudWatch Logs keeps events, one of the periods that it has. 0: it never deletes them. The bucket keeps the logs regardless.",
      number(retentionRule),
      retentionDays,
    ),
    ...(key.kind === "other"
      ? [
          {
            name: "log_group_key_arn",
            description:
              "ARN of the KMS key that encrypts the log group, with the key's ID and not an alias. Its owner manages its policy; see the output log_group_key_policy.",
            type: string(keyArnRule),
            value: key.arn,
            ...(!open && { default: key.arn }),
          },
        ]
      : []),
  ];
}

function groupLocals({ open, partition, region, account }: Scope): readonly Local[] {
  return [
    ...(open ? [orFound("log_group_name", text`/aws/cloudtrail/${input("trail_name")}`)] : []),
    {
      name: "log_group_arn",
      value: text`arn:${partition}:logs:${region}:${account}:log-group:${groupName(open)}`,
      comment: "Built from its parts, because the key's policy names the log group before it is created.",
    },
  ];
}

const groupName = (open: boolean): Expression => (open ? local("log_group_name") : input("log_group_name"));

function groupBlock(scope: Scope, logGroup: CreatedLogGroup): Block {
  const { config, open } = scope;
  const checks = keyChecks(scope, logGroup);
  return {
    mode: "resource",
    type: "aws_cloudwatch_log_group",
    name: "trail",
    file,
    args: [
      attribute("name", groupName(open)),
      attribute("retention_in_days", input("log_group_retention_days")),
      attribute("kms_key_id", keyOf(scope, logGroup)),
      attribute("tags", input("tags")),
    ],
    lifecycle: { preventDestroy: config.protect, ...(checks.length > 0 && { preconditions: checks }) },
    dependsOnComment:
      "CloudWatch Logs verifies the key when the log group is created, so its policy comes first.",
    dependsOn: [keyReady(config, logGroup)],
  };
}

function keyOf(scope: Scope, { key }: CreatedLogGroup): Expression {
  if (key.kind === "this") return scope.keyArn;
  return key.kind === "own" ? serviceKeyArn(keyName) : input("log_group_key_arn");
}

/** What the log group waits for, so that its key's policy has the statement that it needs. */
function keyReady({ key: ofLogs }: Config, { key }: CreatedLogGroup): string {
  if (key.kind === "own") return serviceKeyPolicyAddress(keyName);
  return key.kind === "this" && ofLogs.existing === null ? keyPolicyAddress : "var.ready";
}

/** Whether somebody else attaches a policy that the log group, or the trail that writes to it, needs. */
export const logGroupWaitsForOthers = ({ logGroup }: Config): boolean =>
  logGroup !== null &&
  (logGroup.role !== null || (logGroup.kind === "created" && logGroup.key.kind === "other"));

/** Whether the log group itself waits for a policy that somebody else attaches. */
export const isLogGroupKeyOfOthers = (config: Config): boolean =>
  config.logGroup?.kind === "created" && keyReady(config, config.logGroup) === "var.ready";

const keyName = "log_group";

const ownKey = ({ key }: CreatedLogGroup): ServiceKey | undefined =>
  key.kind === "own"
    ? {
        name: keyName,
        file,
        policy: "log-group-key",
        encrypts: "the log group",
        alias: "log-group",
        statement: logsEncryptLogGroup(),
        holdsData: true,
        comment: "If this key is deleted, the events in the log group can never be read again.",
      }
    : undefined;

const givenKeyPolicy = ({ account }: Scope): NamedPolicy => ({
  name: "log-group-key",
  owner: account,
  rules: "key",
  document: policyDocument([logsEncryptLogGroup()]),
});

/** A key that is not where the log group is. Where the module creates it, it is. */
function keyChecks(scope: Scope, { key }: CreatedLogGroup): readonly Check[] {
  const { config, account, region } = scope;
  const isGiven = key.kind === "other" || (key.kind === "this" && config.key.existing !== null);
  if (!isGiven) return [];
  const option = key.kind === "this" ? "key.existing" : "logGroup.key";
  const arn = input(key.kind === "this" ? "key_arn" : "log_group_key_arn");
  return [
    {
      option,
      condition: operator(accountOfArn(arn), "==", account),
      message: text`The key ${arn} belongs to account ${accountOfArn(arn)}, but the log group is created in ${account}. Encrypt it with a key of that account.`,
    },
    {
      option,
      condition: operator(regionOfArn(arn), "==", region),
      message: text`The key ${arn} is in Region ${regionOfArn(arn)}, but the log group is created in ${region}. Encrypt it with a key of that Region.`,
    },
  ];
}

function groupOutputs({ key }: CreatedLogGroup): readonly Output[] {
  return [
    {
      name: "log_group_arn",
      description:
        "ARN of the log group that receives the trail's events. Name it, with :* at the end, as the resource in the IAM policies of those who query it.",
      value: attributeOf("aws_cloudwatch_log_group", "trail", "arn"),
    },
    {
      name: "log_group_name",
      description:
        "Name of the log group that receives the trail's events. Pass it to metric filters, subscription filters and queries.",
      value: attributeOf("aws_cloudwatch_log_group", "trail", "name"),
    },
    ...(key.kind === "other"
      ? [
          {
            name: "log_group_key_policy",
            description:
              "Statement, as a JSON policy. The owner of the log group's key must add it to the key policy before the log group is created.",
            value: json(policy("log-group-key")),
          },
        ]
      : []),
  ];
}

/** The role that CloudTrail assumes; or, for one that exists, the policies that it needs. */
function rolePart(scope: Scope, { role }: LogGroupConfig): Part {
  const policies: readonly NamedPolicy[] = [
    {
      name: "log-group-role",
      owner: scope.account,
      rules: "identity",
      document: policyDocument([cloudTrailWritesLogGroup(scope)]),
    },
    {
      name: "log-group-trust",
      owner: scope.account,
      rules: "trust",
      document: policyDocument([cloudTrailAssumesRole(scope)]),
    },
  ];
  if (role !== null)
    return {
      inputs: [
        {
          name: "log_group_role_arn",
          description:
            "ARN of the existing IAM role that CloudTrail assumes to write to the log group. Its owner manages its policies; see the outputs log_group_role_policy and log_group_role_trust_policy.",
          type: string(iamRoleArnRule),
          value: role,
          ...(!scope.open && { default: role }),
        },
      ],
      policies,
      outputs: [
        {
          name: "log_group_role_policy",
          description:
            "IAM policy, as JSON, that the existing role needs to write to the log group. Attach it to the role before the trail is created.",
          value: json(policy("log-group-role")),
        },
        {
          name: "log_group_role_trust_policy",
          description:
            "Trust policy, as JSON, that the existing role needs. Without it, CloudTrail cannot assume the role, and the trail cannot be created.",
          value: json(policy("log-group-trust")),
        },
      ],
    };
  return {
    policies,
    blocks: [
      {
        mode: "resource",
        type: "aws_iam_role",
        name: "log_group",
        file,
        comment: "CloudTrail assumes this role to write to the log group.",
        args: [
          // Names of roles are unique in an account, which may have several trails.
          attribute("name_prefix", literal("cloudtrail-to-log-group-")),
          attribute("assume_role_policy", json(policy("log-group-trust"))),
          attribute("tags", input("tags")),
        ],
      },
      {
        mode: "resource",
        type: "aws_iam_role_policy",
        name: "log_group",
        file,
        args: [
          attribute("name", literal("write-to-log-group")),
          attribute("role", attributeOf("aws_iam_role", "log_group", "id")),
          attribute("policy", json(policy("log-group-role"))),
        ],
      },
    ],
  };
}

/** What the trail is told of the log group. */
export function logGroupArguments({ config: { logGroup } }: Scope): readonly Argument[] {
  if (logGroup === null) return [];
  return [
    attribute(
      "cloud_watch_logs_group_arn",
      text`${local("log_group_arn")}:*`,
      "Built from its parts, and with the :* that CloudTrail asks for.",
    ),
    attribute(
      "cloud_watch_logs_role_arn",
      logGroup.role === null ? attributeOf("aws_iam_role", "log_group", "arn") : input("log_group_role_arn"),
    ),
  ];
}

/** What the trail waits for, so that CloudTrail can write when it tries to. */
export const logGroupAddresses = ({ logGroup }: Config): readonly string[] =>
  logGroup === null
    ? []
    : [
        ...(logGroup.kind === "created" ? [groupAddress] : []),
        ...(logGroup.role === null ? [rolePolicyAddress] : []),
      ];

/** A log group or role that the trail cannot use, of those that exist. */
export function logGroupChecks({ config: { logGroup }, account, region }: Scope): readonly Check[] {
  if (logGroup === null) return [];
  const group = input("log_group_arn");
  const role = input("log_group_role_arn");
  return [
    ...(logGroup.kind === "existing"
      ? [
          {
            option: "logGroup.existing",
            condition: operator(accountOfArn(group), "==", account),
            message: text`The log group ${group} belongs to account ${accountOfArn(group)}, but the trail is created in ${account}. CloudTrail needs a log group of that account.`,
          },
          {
            option: "logGroup.existing",
            condition: operator(regionOfArn(group), "==", region),
            message: text`The log group ${group} is in Region ${regionOfArn(group)}, but the home Region of this trail is ${region}. CloudTrail needs a log group in that Region.`,
          },
        ]
      : []),
    ...(logGroup.role === null
      ? []
      : [
          {
            option: "logGroup.role",
            condition: operator(accountOfArn(role), "==", account),
            message: text`The role ${role} belongs to account ${accountOfArn(role)}, but the trail is created in ${account}. CloudTrail needs a role of that account.`,
          },
        ]),
  ];
}
