import type { RuleName, Watched } from "../../config/alarm-names";
import { ruleNames, serviceOf } from "../../config/alarm-names";
import type { Block, Check, Local } from "../../terraform/blueprint";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import {
  accountOfArn,
  attributeOf,
  input,
  item,
  json,
  list,
  literal,
  local,
  member,
  object,
  operator,
  regionOfArn,
  text,
} from "../../terraform/expression";
import { attribute } from "../part";
import type { Scope } from "../scope";
import { withProvider } from "../scope";
import { alarmsFile, definitions, nameFits, namedAfterTrail, notExcepted } from "./names";
import { providerOf } from "../../config/alarm-places";
import { alarmRules } from "./rules";
import { topicChecks, topicOf, topicReady } from "./topic";

/** The rules on one thing, each with its target, and an alarm for what the rule does not deliver. */
export function ruleBlocks(scope: Scope, watched: Watched): readonly Block[] {
  const provider = providerOf(scope.config, watched);
  const topic = topicOf(scope, provider);
  const each = item("each");
  const rule = member(each, "value");
  const checks = [
    nameFits(),
    ...placeChecks(scope, watched, provider),
    ...(provider === null ? topicChecks(scope) : []),
  ];
  const rules = attributeOf("aws_cloudwatch_event_rule", watched, null);
  const blocks: readonly Block[] = [
    {
      mode: "resource",
      type: "aws_cloudwatch_event_rule",
      name: watched,
      file: alarmsFile,
      comment: comments[watched],
      forEach: notExcepted(scope, local(localOf(watched))),
      args: [
        attribute("name", namedAfterTrail(member(each, "key"))),
        attribute("description", member(rule, "says")),
        attribute("event_pattern", json(eventPattern(scope, watched, member(rule, "calls")))),
        attribute("tags", input("tags")),
      ],
      lifecycle: { preconditions: checks },
    },
    {
      mode: "resource",
      type: "aws_cloudwatch_event_target",
      name: watched,
      file: alarmsFile,
      forEach: rules,
      args: [
        attribute("rule", member(rule, "name")),
        attribute("target_id", literal("alarms")),
        attribute("arn", topic),
      ],
      dependsOn: topicReady(scope, provider),
    },
    {
      mode: "resource",
      type: "aws_cloudwatch_metric_alarm",
      name: watched,
      file: alarmsFile,
      comment:
        "What a rule could not deliver is seen here alone. If the topic itself is the reason, the alarm only shows in CloudWatch.",
      forEach: rules,
      args: [
        attribute("alarm_name", text`${member(rule, "name")}-undelivered`),
        attribute(
          "alarm_description",
          text`EventBridge could not notify the topic of an event that matched the rule ${member(rule, "name")}.`,
        ),
        attribute("namespace", literal("AWS/Events")),
        attribute("metric_name", literal("FailedInvocations")),
        attribute("dimensions", object({ RuleName: member(rule, "name") })),
        ...whenever(),
        attribute("alarm_actions", list(topic)),
        attribute("tags", input("tags")),
      ],
      dependsOn: topicReady(scope, provider),
    },
  ];
  return blocks.map((block) => ({ ...block, ...withProvider(provider) }));
}

/** An alarm on a sum that is no longer 0. Nothing is counted where nothing happens, which is no alarm. */
export const whenever = () => [
  attribute("statistic", literal("Sum")),
  attribute("period", literal(300)),
  attribute("evaluation_periods", literal(1)),
  attribute("comparison_operator", literal("GreaterThanThreshold")),
  attribute("threshold", literal(0)),
  attribute("treat_missing_data", literal("notBreaching")),
];

const comments: Readonly<Record<Watched, string>> = {
  key: "CloudTrail's events have the key as the caller names it, by ID, ARN or alias, so the rules look at the resources of the event. KMS's own event of a deletion comes only when the key is gone.",
  trail:
    "Callers name a trail by its name or its ARN, some calls as name and some as trailName. These calls are made in the home Region.",
  bucket: "What CloudTrail calls the bucket is its name.",
};

const localOf = (watched: Watched): string => `${watched}_alarms`;

/** What each rule reports, by its name. */
export const ruleLocal = (scope: Scope, watched: Watched): Local => ({
  name: localOf(watched),
  file: alarmsFile,
  comment: localComments[watched],
  value: definitions(scope, ruleNames[watched], (name) => {
    const { says, calls } = alarmRules[name as RuleName];
    return object({ says: literal(says), calls: texts(calls) });
  }),
});

const localComments: Readonly<Record<Watched, string>> = {
  key: "API calls after which the key cannot be used, or is used by others. What leaves it as it is, such as the end of rotation, is not reported.",
  trail: "API calls after which the trail logs nothing, or something else.",
  bucket: "API calls after which CloudTrail may no longer deliver, or logs may be lost.",
};

const texts = (values: readonly string[]): Expression => list(...values.map((value) => literal(value)));

/**
 * The pattern of a rule. An event must match all of it; of a list, one element.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const eventPattern = (scope: Scope, watched: Watched, calls: Expression): ObjectExpression =>
  object({
    source: texts([`aws.${serviceOf[watched]}`]),
    "detail-type": texts(["AWS API Call via CloudTrail"]),
    detail: object({
      eventSource: texts([`${serviceOf[watched]}.amazonaws.com`]),
      eventName: calls,
      ...match[watched](scope),
    }),
  });

const match: Readonly<Record<Watched, (scope: Scope) => Readonly<Record<string, Expression>>>> = {
  key: ({ keyArn }) => ({ resources: object({ ARN: list(keyArn) }) }),
  trail: () => {
    const named = list(input("trail_name"), local("trail_arn"));
    return {
      $or: list(
        object({ requestParameters: object({ name: named }) }),
        object({ requestParameters: object({ trailName: named }) }),
      ),
    };
  },
  bucket: ({ bucketName }) => ({ requestParameters: object({ bucketName: list(bucketName) }) }),
};

/** What exists may be elsewhere, where the rules would never see a call. */
function placeChecks(scope: Scope, watched: Watched, provider: string | null): readonly Check[] {
  const { config, region, open, bucketAccount, accountOf } = scope;
  const account = accountOf(provider);
  if (watched === "key" && config.key.existing !== null) {
    const arn = input("key_arn");
    return [
      {
        option: "alarms",
        condition: operator(accountOfArn(arn), "==", account),
        message: text`The key ${arn} belongs to account ${accountOfArn(arn)}, but the rules that watch it are created in ${account}, where they would see no call. Leave out the alarms on the key.`,
      },
      {
        option: "alarms",
        condition: operator(regionOfArn(arn), "==", region),
        message: text`The key ${arn} is in Region ${regionOfArn(arn)}, but the rules that watch it are created in ${region}, where they would see no call. Leave out the alarms on the key.`,
      },
    ];
  }
  return watched === "bucket" && config.bucket?.existing === true && open
    ? [
        {
          option: "alarms",
          condition: operator(bucketAccount, "==", account),
          message: text`The bucket ${scope.bucketName} belongs to account ${bucketAccount}, but the rules that watch it are created in ${account}, where they would see no call. Leave out the alarms on the bucket.`,
        },
      ]
    : [];
}
