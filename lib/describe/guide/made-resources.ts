import type { Block, Blueprint } from "../../terraform/blueprint";
import { blockAddress } from "../../terraform/blueprint";
import { controlTowerTrail, isControlTower } from "../../config/control-tower";
import type { Config } from "../../config/config";
import { replicaRegion } from "../replica-providers";
import type { Scope } from "../scope";

/** What a resource is, by its type. Those of one phrase are said once. */
export const resourceWords: Readonly<Record<string, string>> = {
  aws_cloudtrail: "a CloudTrail trail",
  aws_cloudtrail_organization_delegated_admin_account:
    "delegated administrators of CloudTrail, one for each account that is named",
  aws_kms_key: "a KMS key that rotates by itself",
  aws_kms_alias: "the key's alias",
  aws_kms_key_policy: "the key's policy",
  aws_kms_replica_key: "a replica of the key with the same policy",
  aws_s3_bucket: "an S3 bucket for the logs",
  aws_s3_bucket_ownership_controls: bucketSettings(),
  aws_s3_bucket_public_access_block: bucketSettings(),
  aws_s3_bucket_versioning: bucketSettings(),
  aws_s3_bucket_server_side_encryption_configuration: bucketSettings(),
  aws_s3_bucket_policy: "the bucket's policy",
  aws_s3_bucket_lifecycle_configuration: "the bucket's lifecycle rules",
  aws_s3_bucket_object_lock_configuration: "the bucket's Object Lock",
  aws_s3_bucket_logging: "access logs of the bucket",
  aws_cloudwatch_log_group: "a CloudWatch Logs log group for the trail's events",
  aws_sns_topic: "an SNS topic for CloudTrail's notifications",
  aws_sns_topic_policy: "the topic's policy",
  aws_cloudwatch_event_rule: "EventBridge rules on API calls that stop the logs",
  aws_cloudwatch_event_target: "the topic as the target of each rule",
  aws_cloudwatch_log_metric_filter: "metric filters on the log group",
  aws_cloudwatch_metric_alarm: "CloudWatch alarms",
  aws_iam_role: "IAM roles for readers, one for each role that is named",
  aws_iam_role_policy: "the IAM policy of each of these roles",
  aws_iam_policy: "an IAM policy for the users and roles that read the logs",
};

function bucketSettings(): string {
  return "the bucket's settings: no ACLs, no public access, versions, encryption with the key";
}

/** What the module creates, in the order of its files. */
export const createdResources = ({ blocks }: Blueprint, { config }: Scope): readonly string[] => [
  ...new Set(blocks.filter(({ mode }) => mode === "resource").map((block) => phraseOf(block, config))),
];

/** What differs from others of its type, by address. */
const wordsByAddress: Readonly<Record<string, string>> = {
  "aws_iam_role.log_group": "an IAM role that CloudTrail assumes to write to the log group",
  "aws_iam_role_policy.log_group": "the IAM policy of the role that writes to the log group",
  ...keyWords("log_group", "the log group"),
  ...keyWords("notifications", "the topic"),
  ...keyWords("alarms", "the topic of alarms"),
  "aws_sns_topic.alarms": "an SNS topic that alarms notify",
  "aws_sns_topic_policy.alarms": "the policy of the topic of alarms",
};

function keyWords(name: string, of: string): Readonly<Record<string, string>> {
  const words = `a KMS key for ${of}, with its alias and policy`;
  return Object.fromEntries(
    ["aws_kms_key", "aws_kms_alias", "aws_kms_key_policy"].map((type) => [`${type}.${name}`, words]),
  );
}

function phraseOf(block: Block, config: Config): string {
  const { type, provider } = block;
  const address = blockAddress({ ...block, name: nameOf(block) });
  const words = wordsByAddress[address] ?? resourceWords[type] ?? `\`${type}\``;
  if (provider === undefined) return words;
  const place = replicaRegion(config, provider) === undefined ? "account" : "Region";
  return `${words}, in the ${place} of the provider \`aws.${provider}\``;
}

/** A topic of another account has the name of its provider at the end. */
const nameOf = ({ name, provider }: Block): string => (name === `alarms_${provider ?? ""}` ? "alarms" : name);

/** What it uses and does not create, and what others must do for it. */
export function neededResources({ inputs, outputs }: Blueprint, { config }: Scope): readonly string[] {
  const has = (named: readonly { readonly name: string }[], name: string): boolean =>
    named.some((one) => one.name === name);
  const byOutput = (what: string): string =>
    has(outputs, `${what}_policy`)
      ? `Its owner must add the statements of the output \`${what}_policy\` to the ${what} policy.`
      : `The ${what} policy must let the roles of this account in: the module that creates the ${what} does so if its \`reader_account_ids\` has this account's ID.`;
  return [
    ...(config.key.existing !== null && has(inputs, "key_arn")
      ? [`The KMS key that \`key_arn\` names must exist. ${byOutput("key")}`]
      : []),
    ...(config.bucket?.existing === true && has(inputs, "bucket_name") && !isControlTower(config)
      ? [`The bucket that \`bucket_name\` names must exist. ${byOutput("bucket")}`]
      : []),
    ...(isControlTower(config)
      ? [
          `Control Tower creates the trail \`${controlTowerTrail}\` and the bucket, and attaches the bucket's policy.`,
        ]
      : []),
    ...outputs
      .filter(({ name }) => name.endsWith("alarms_topic_arn"))
      .map(
        ({ name }) =>
          `The topic of the output \`${name}\` has no subscribers. Subscribe who must know of an alarm.`,
      ),
  ];
}
