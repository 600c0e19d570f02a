import { topicArnRule } from "../../config/monitoring-rules";
import type { Block, Check, Input, Local, NamedPolicy, Output } from "../../terraform/blueprint";
import type { Expression } from "../../terraform/expression";
import {
  accountOfArn,
  attributeOf,
  input,
  json,
  local,
  literal,
  operator,
  policy,
  regionOfArn,
  text,
} from "../../terraform/expression";
import { string } from "../../terraform/type";
import type { Part } from "../part";
import { attribute } from "../part";
import type { Scope } from "../scope";
import { withProvider } from "../scope";
import type { ServiceKey } from "../service-key";
import { serviceKeyArn, serviceKeyBlocks, serviceKeyPolicy, serviceKeyPolicyAddress } from "../service-key";
import { policyDocument } from "../statement";
import { alarmServicesEncrypt, cloudWatchPublishes, eventBridgePublishes } from "../statements/alarms-notify";
import { alarmsFile, namePrefix } from "./names";

/** The topic of one place, with its key; or, for one that exists, the policies that it needs. */
export function topicPart(scope: Scope, provider: string | null): Part {
  const given = givenTopic(scope, provider);
  return given === null ? createdTopic(scope, provider) : existingTopic(scope, given);
}

/** Only in the trail's account: a topic of another account could not be reached from there. */
const givenTopic = ({ config: { alarms } }: Scope, provider: string | null): string | null =>
  provider === null ? (alarms?.topic ?? null) : null;

/** The ARN of the topic that is told in a place. */
export const topicOf = (scope: Scope, provider: string | null): Expression =>
  givenTopic(scope, provider) === null
    ? attributeOf("aws_sns_topic", nameIn("alarms", provider), "arn")
    : input(topicInput);

/** What must exist before something is published to the topic. */
export const topicReady = (scope: Scope, provider: string | null): readonly string[] =>
  givenTopic(scope, provider) === null
    ? [
        `aws_sns_topic_policy.${nameIn("alarms", provider)}`,
        serviceKeyPolicyAddress(nameIn("alarms", provider)),
      ]
    : [];

const topicInput = "alarms_topic_arn";

const nameIn = (name: string, provider: string | null): string =>
  provider === null ? name : `${name}_${provider}`;

/** Names of accounts have underscores. */
const dashed = (provider: string | null): string =>
  provider === null ? "" : `-${provider.replaceAll("_", "-")}`;

const arnLocal = (provider: string | null): string =>
  provider === null ? topicInput : `${provider}_${topicInput}`;

const topicPolicyName = (provider: string | null): string => `alarms-topic${dashed(provider)}`;
const keyPolicyName = (provider: string | null): string => `alarms-key${dashed(provider)}`;

function createdTopic(scope: Scope, provider: string | null): Part {
  const { partition, region, accountOf } = scope;
  const key = keyOf(provider);
  const name: Expression =
    provider === null
      ? text`${namePrefix()}-alarms`
      : text`${namePrefix()}-alarms${literal(dashed(provider))}`;
  const block = nameIn("alarms", provider);
  const arn = attributeOf("aws_sns_topic", block, "arn");
  const blocks: readonly Block[] = [
    ...serviceKeyBlocks(scope, key),
    {
      mode: "resource",
      type: "aws_sns_topic",
      name: block,
      file: alarmsFile,
      ...(provider !== null && {
        comment: "A rule publishes only to a topic of its own account and Region, so each account has one.",
      }),
      args: [
        attribute("name", name),
        attribute("kms_master_key_id", serviceKeyArn(block)),
        attribute("tags", input("tags")),
      ],
    },
    {
      mode: "resource",
      type: "aws_sns_topic_policy",
      name: block,
      file: alarmsFile,
      args: [attribute("arn", arn), attribute("policy", json(policy(topicPolicyName(provider))))],
    },
  ];
  return {
    locals: [
      {
        name: arnLocal(provider),
        file: alarmsFile,
        value: text`arn:${partition}:sns:${region}:${accountOf(provider)}:${name}`,
        comment: "Built from its parts, so that the topic's policy is known at plan time.",
      },
    ],
    blocks: blocks.map((one) => ({ ...one, ...withProvider(provider) })),
    outputs: [topicOutput(provider, arn)],
    policies: [topicPolicy(scope, provider, accountOf(provider)), serviceKeyPolicy(scope, key, provider)],
  };
}

const topicOutput = (provider: string | null, arn: Expression): Output => ({
  name: arnLocal(provider),
  description: `ARN of the SNS topic that is notified of API calls that stop the logs${provider === null ? "" : `, in the account of the provider aws.${provider}`}. Subscribe whoever must know to it; nobody is subscribed yet.`,
  value: arn,
  dependsOn: [`aws_sns_topic_policy.${nameIn("alarms", provider)}`],
  comment: "The topic can be notified only after its policy is attached.",
});

const keyOf = (provider: string | null): ServiceKey => ({
  name: nameIn("alarms", provider),
  file: alarmsFile,
  policy: keyPolicyName(provider),
  encrypts: "the alarms",
  alias: `alarms${dashed(provider)}`,
  statement: alarmServicesEncrypt(),
  holdsData: false,
  comment:
    "A key of the topic's own: whoever disables the key of the logs must not silence the alarm on that. SNS keeps no messages, so nothing is lost with the key.",
});

const topicPolicy = (scope: Scope, provider: string | null, account: Expression): NamedPolicy => ({
  name: topicPolicyName(provider),
  owner: account,
  rules: "resource",
  document: policyDocument([
    eventBridgePublishes(local(arnLocal(provider))),
    cloudWatchPublishes(local(arnLocal(provider)), scope, scope.accountOf(provider)),
  ]),
});

function existingTopic(scope: Scope, arn: string): Part {
  const given: Input = {
    name: topicInput,
    description:
      "ARN of the existing SNS topic that is notified of API calls that stop the logs, in the trail's account and Region. Its owner manages its policy; see the outputs alarms_topic_policy and alarms_key_policy.",
    type: string(topicArnRule),
    value: arn,
    ...(!scope.open && { default: arn }),
  };
  const named: Local = { name: topicInput, file: alarmsFile, value: input(topicInput) };
  return {
    inputs: [given],
    locals: [named],
    outputs: [
      {
        name: "alarms_topic_policy",
        description:
          "Statements, as a JSON policy. The owner of the topic must add them to the topic's policy; until then, no alarm reaches anybody.",
        value: json(policy(topicPolicyName(null))),
      },
      {
        name: "alarms_key_policy",
        description:
          "Statement, as a JSON policy. If the topic is encrypted, the owner of its key must add it to the key policy; until then, no alarm reaches anybody. It has no condition, so the key must encrypt nothing but the topic.",
        value: json(policy(keyPolicyName(null))),
      },
    ],
    policies: [
      topicPolicy(scope, null, accountOfArn(input(topicInput))),
      {
        name: keyPolicyName(null),
        owner: accountOfArn(input(topicInput)),
        rules: "key",
        document: policyDocument([alarmServicesEncrypt()]),
      },
    ],
  };
}

/** A topic that no rule and no alarm can reach. */
export function topicChecks(scope: Scope): readonly Check[] {
  if (givenTopic(scope, null) === null) return [];
  const { account, region } = scope;
  const arn = input(topicInput);
  return [
    {
      option: "alarms.topic",
      condition: operator(accountOfArn(arn), "==", account),
      message: text`The topic ${arn} belongs to account ${accountOfArn(arn)}, but the trail is created in ${account}. A rule publishes only to a topic of its own account.`,
    },
    {
      option: "alarms.topic",
      condition: operator(regionOfArn(arn), "==", region),
      message: text`The topic ${arn} is in Region ${regionOfArn(arn)}, but the trail is created in ${region}. A rule publishes only to a topic of its own Region.`,
    },
  ];
}
