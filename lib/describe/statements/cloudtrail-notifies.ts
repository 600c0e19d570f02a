import { cloudTrail, sourceArnKey } from "../../policy/cloudtrail";
import type { ObjectExpression } from "../../terraform/expression";
import { local } from "../../terraform/expression";
import { awsPages } from "../aws-pages";
import { servicePrincipal, statement } from "../statement";

/** CloudTrail tells the topic of each log file. */
export const cloudTrailPublishes = (): ObjectExpression =>
  statement({
    sid: "AllowCloudTrailPublish",
    comment: "CloudTrail notifies this topic of the log files of this trail.",
    page: awsPages.topicPolicy,
    principal: servicePrincipal(cloudTrail),
    actions: ["sns:Publish"],
    resource: local("notifications_topic_arn"),
    condition: { StringEquals: { [sourceArnKey]: local("trail_arn") } },
  });

/**
 * A condition on the trail is documented for the topic's policy alone. So the key of a topic must not be a key that encrypts
 * anything else of CloudTrail's.
 */
export const cloudTrailEncryptsNotifications = (): ObjectExpression =>
  statement({
    sid: "AllowCloudTrailEncryptNotifications",
    comment:
      "CloudTrail encrypts its notifications to the topic. AWS documents no condition here, so this key must encrypt " +
      "nothing but the topic; the topic's policy admits this trail alone.",
    page: awsPages.topicKey,
    principal: servicePrincipal(cloudTrail),
    actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
  });
