import type { Config } from "../config/config";
import { topicArnRule, topicNameRule } from "../config/monitoring-rules";
import type { Argument, Check, NamedPolicy } from "../terraform/blueprint";
import {
  accountOfArn,
  attributeOf,
  call,
  conditional,
  input,
  json,
  literal,
  local,
  operator,
  policy,
  regionOfArn,
  resourceOfArn,
  text,
} from "../terraform/expression";
import { string } from "../terraform/type";
import { orFound } from "./context";
import type { Part } from "./part";
import { attribute, optionalInputs } from "./part";
import type { Scope } from "./scope";
import type { ServiceKey } from "./service-key";
import { serviceKeyArn, serviceKeyBlocks, serviceKeyPolicy, serviceKeyPolicyAddress } from "./service-key";
import { policyDocument } from "./statement";
import { cloudTrailEncryptsNotifications, cloudTrailPublishes } from "./statements/cloudtrail-notifies";

const file = "notifications.tf";
const topicArn = attributeOf("aws_sns_topic", "notifications", "arn");

/** The topic that CloudTrail tells of log files, with a key of its own; or, for one that exists, the policies that it needs. */
export function notificationsPart(scope: Scope): Part {
  const { notifications, trail } = scope.config;
  if (notifications === null || trail === null) return {};
  return notifications.kind === "existing"
    ? existingTopic(scope, notifications.arn, notifications.key)
    : createdTopic(scope, notifications.name);
}

function existingTopic(scope: Scope, arn: string, key: string | null): Part {
  const given = input("notifications_topic_arn");
  return {
    inputs: [
      {
        name: "notifications_topic_arn",
        description:
          "ARN of the existing SNS topic that CloudTrail notifies of log files, in the trail's Region. Its owner manages its policy; see the output notifications_topic_policy.",
        type: string(topicArnRule),
        value: arn,
        ...(!scope.open && { default: arn }),
      },
    ],
    locals: [{ name: "notifications_topic_arn", value: given }],
    outputs: [
      {
        name: "notifications_topic_policy",
        description:
          "Statement, as a JSON policy. The owner of the topic must add it to the topic's policy before the trail is created.",
        value: json(policy("topic")),
      },
      ...(key === null
        ? []
        : [
            {
              name: "notifications_key_policy",
              description:
                "Statement, as a JSON policy. The owner of the key that encrypts the topic must add it to the key policy before the trail is created. It has no condition, so the key must encrypt nothing else of CloudTrail's.",
              value: json(policy("topic-key")),
            },
          ]),
    ],
    policies: [
      { ...topicPolicy(scope), owner: accountOfArn(given) },
      ...(key === null
        ? []
        : [
            {
              name: "topic-key",
              owner: accountOfArn(given),
              rules: "key",
              document: policyDocument([cloudTrailEncryptsNotifications()]),
            } as const,
          ]),
    ],
  };
}

function createdTopic(scope: Scope, name: string): Part {
  const { open, partition, region, account } = scope;
  const key = topicKey();
  const topicName = open ? local("notifications_topic_name") : input("notifications_topic_name");
  return {
    inputs: optionalInputs(open, {
      name: "notifications_topic_name",
      description: `Name of the SNS topic that CloudTrail notifies of log files: ${topicNameRule.minLength} to ${topicNameRule.maxLength} characters. It is unique in its account and Region.`,
      otherwise: "cloudtrail- and the trail's name, with - in place of each dot",
      type: string(topicNameRule),
      value: name,
    }),
    locals: [
      ...(open
        ? [
            orFound(
              "notifications_topic_name",
              text`cloudtrail-${call("replace", input("trail_name"), literal("."), literal("-"))}`,
            ),
          ]
        : []),
      {
        name: "notifications_topic_arn",
        value: text`arn:${partition}:sns:${region}:${account}:${topicName}`,
        comment: "Built from its parts, so that the topic's policy is known at plan time.",
      },
    ],
    blocks: [
      ...serviceKeyBlocks(scope, key),
      {
        mode: "resource",
        type: "aws_sns_topic",
        name: "notifications",
        file,
        args: [
          attribute("name", topicName),
          attribute("kms_master_key_id", serviceKeyArn(key.name)),
          attribute("tags", input("tags")),
        ],
      },
      {
        mode: "resource",
        type: "aws_sns_topic_policy",
        name: "notifications",
        file,
        args: [attribute("arn", topicArn), attribute("policy", json(policy("topic")))],
      },
    ],
    outputs: [
      {
        name: "notifications_topic_arn",
        description:
          "ARN of the SNS topic that CloudTrail notifies of log files. Subscribe to it whoever processes new log files, such as an SQS queue.",
        value: topicArn,
        dependsOn: ["aws_sns_topic_policy.notifications"],
        comment: "CloudTrail can notify the topic only after its policy is attached.",
      },
    ],
    policies: [topicPolicy(scope), serviceKeyPolicy(scope, key)],
  };
}

const topicKey = (): ServiceKey => ({
  name: "notifications",
  file,
  policy: "topic-key",
  encrypts: "the notifications",
  alias: "notifications",
  statement: cloudTrailEncryptsNotifications(),
  holdsData: false,
  comment:
    "A key of the topic's own: the statement that CloudTrail needs has no condition, which would void those of the key of the logs. SNS keeps no messages, so nothing is lost with the key.",
});

const topicPolicy = ({ account }: Scope): NamedPolicy => ({
  name: "topic",
  owner: account,
  rules: "resource",
  document: policyDocument([cloudTrailPublishes()]),
});

/**
 * What the trail is told of the topic. The provider reads back the name of a topic in the trail's own account, and the ARN of
 * any other: what is written otherwise makes an endless diff.
 * https://github.com/hashicorp/terraform-provider-aws/issues/41262
 */
export function topicArguments({ config: { notifications }, account }: Scope): readonly Argument[] {
  if (notifications === null) return [];
  const given = input("notifications_topic_arn");
  return notifications.kind === "created"
    ? [attribute("sns_topic_name", attributeOf("aws_sns_topic", "notifications", "name"))]
    : [
        attribute(
          "sns_topic_name",
          conditional(operator(accountOfArn(given), "==", account), resourceOfArn(given), given),
          "A topic of the trail's own account is read back by its name, any other by its ARN.",
        ),
      ];
}

/** What the trail waits for, so that CloudTrail can notify the topic when it tries to. */
export const topicAddresses = ({ notifications }: Config): readonly string[] =>
  notifications?.kind === "created"
    ? ["aws_sns_topic_policy.notifications", serviceKeyPolicyAddress(topicKey().name)]
    : [];

/** An existing topic that the trail cannot use. It may belong to any account. */
export function topicChecks({ config: { notifications }, region }: Scope): readonly Check[] {
  if (notifications?.kind !== "existing") return [];
  const topic = input("notifications_topic_arn");
  return [
    {
      option: "notifications.existing",
      condition: operator(regionOfArn(topic), "==", region),
      message: text`The topic ${topic} is in Region ${regionOfArn(topic)}, but the home Region of this trail is ${region}. CloudTrail needs a topic in that Region.`,
    },
  ];
}
