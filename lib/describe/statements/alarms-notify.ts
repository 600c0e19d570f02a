import { sourceArnKey } from "../../policy/cloudtrail";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { input, list, literal, object, text } from "../../terraform/expression";
import { awsPages } from "../aws-pages";
import type { Scope } from "../scope";
import { servicePrincipal, statement } from "../statement";

const eventBridge = "events.amazonaws.com";
const cloudWatch = "cloudwatch.amazonaws.com";

/**
 * EventBridge sends no conditions to SNS, so a statement with one on aws:SourceArn lets nobody in, and every event is lost in
 * silence.
 */
export const eventBridgePublishes = (topic: Expression): ObjectExpression =>
  statement({
    sid: "AllowEventBridgePublish",
    comment:
      "EventBridge notifies this topic of API calls that stop the logs. " +
      "AWS supports no condition here: with one, nothing would be delivered.",
    page: awsPages.eventBridgeTargets,
    principal: servicePrincipal(eventBridge),
    actions: ["sns:Publish"],
    resource: topic,
  });

/** @param account where topic and alarms are */
export const cloudWatchPublishes = (
  topic: Expression,
  { partition, region }: Scope,
  account: Expression,
): ObjectExpression =>
  statement({
    sid: "AllowCloudWatchPublish",
    comment: "CloudWatch notifies this topic of the alarms whose names begin with the trail's.",
    page: awsPages.topicOfAlarms,
    principal: servicePrincipal(cloudWatch),
    actions: ["sns:Publish"],
    resource: topic,
    condition: {
      ArnLike: {
        [sourceArnKey]: text`arn:${partition}:cloudwatch:${region}:${account}:alarm:${input("trail_name")}-*`,
      },
      StringEquals: { "aws:SourceAccount": account },
    },
  });

/** AWS supports no condition on the source where EventBridge publishes to an encrypted topic. */
export const alarmServicesEncrypt = (): ObjectExpression =>
  statement({
    sid: "AllowAlarmsEncrypt",
    comment:
      "EventBridge and CloudWatch encrypt what they publish to the topic. AWS supports no condition on the rules here, " +
      "so this key must encrypt nothing but the topic.",
    page: awsPages.topicKey,
    principal: object({ Service: list(literal(eventBridge), literal(cloudWatch)) }),
    actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
  });
