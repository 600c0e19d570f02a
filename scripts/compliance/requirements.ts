import type { JsonValue } from "../../lib/terraform/canonical-json";
import type { Evidence, Statement } from "./evidence";
import { all, every, is, policies, resource, setting, withoutBlock } from "./evidence";

/** What one or more controls ask for. */
export interface Requirement {
  readonly asks: string;
  /** The controls, as their authors number them. */
  readonly controls: readonly string[];
  readonly evidence: Evidence;
  /** Why an output may be without it, and which option adds it. */
  readonly otherwise: string;
}

const trail = "aws_cloudtrail";

const atLeast =
  (least: number) =>
  (value: JsonValue | undefined): boolean =>
    typeof value === "number" && value >= least;

const hasMembers = (value: JsonValue | undefined): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0;

/** A principal that is not everyone. */
const namesWho = ({ Principal }: Statement): boolean => {
  const aws =
    typeof Principal === "object" && Principal !== null && "AWS" in Principal ? Principal.AWS : Principal;
  return aws !== "*" && !(Array.isArray(aws) && aws.includes("*"));
};

const asList = (value: JsonValue | undefined): readonly JsonValue[] =>
  Array.isArray(value) ? (value as readonly JsonValue[]) : value === undefined ? [] : [value];

/** A statement that decrypts names the keys. */
const namesKeys = ({ Action, Resource }: Statement): boolean =>
  !asList(Action).some((action) => typeof action === "string" && action.startsWith("kms:")) ||
  !asList(Resource).includes("*");

const publicAccessBlock = resource("aws_s3_bucket_public_access_block", {
  block_public_acls: is(true),
  block_public_policy: is(true),
  ignore_public_acls: is(true),
  restrict_public_buckets: is(true),
});

/**
 * What Security Hub, the CIS AWS Foundations Benchmark, checkov and trivy ask of a trail, its key, its bucket and what is
 * around them. Controls of CIS are numbered as in versions 3.0 and 5.0.
 */
export const requirements: readonly Requirement[] = [
  {
    asks: "The trail records every Region, and read and write management events of every service",
    controls: ["CloudTrail.1", "CIS 3.1", "CKV_AWS_67", "AWS-0014"],
    evidence: withoutBlock(
      trail,
      "advanced_event_selector",
      resource(trail, { is_multi_region_trail: is(true), include_global_service_events: is(true) }),
    ),
    otherwise: "`events` narrows what is recorded.",
  },
  {
    asks: "Logs are encrypted with a customer managed key",
    controls: ["CloudTrail.2", "CIS 3.5", "CKV_AWS_35", "AWS-0015"],
    evidence: setting(trail, "kms_key_id"),
    otherwise: "A trail of trailkey always has a key.",
  },
  {
    asks: "Log file validation is on",
    controls: ["CloudTrail.4", "CIS 3.2", "CKV_AWS_36", "AWS-0016"],
    evidence: resource(trail, { enable_log_file_validation: is(true) }),
    otherwise: "A trail of trailkey always has it.",
  },
  {
    asks: "The trail is switched on",
    controls: ["CKV_AWS_251"],
    evidence: resource(trail, { enable_logging: (value) => value !== false }),
    otherwise: "A trail of trailkey always is.",
  },
  {
    asks: "The trail sends its events to CloudWatch Logs",
    controls: ["CloudTrail.5", "CKV2_AWS_10", "AWS-0162"],
    evidence: all(setting(trail, "cloud_watch_logs_group_arn"), resource("aws_cloudwatch_log_group")),
    otherwise:
      "It is a second copy of the logs, with readers and costs of its own. `logGroup: true` adds it.",
  },
  {
    asks: "The log group is encrypted with a customer managed key",
    controls: ["CKV_AWS_158"],
    evidence: setting("aws_cloudwatch_log_group", "kms_key_id"),
    otherwise: "There is no log group. That of `logGroup: true` is encrypted.",
  },
  {
    asks: "The log group keeps events for a year or longer",
    controls: ["CKV_AWS_338"],
    evidence: resource("aws_cloudwatch_log_group", { retention_in_days: atLeast(365) }),
    otherwise: "There is no log group. That of `logGroup: true` keeps them for 365 days.",
  },
  {
    asks: "The trail notifies an SNS topic",
    controls: ["CKV_AWS_252"],
    evidence: setting(trail, "sns_topic_name"),
    otherwise: "It is for whoever processes new log files. `notifications: true` adds it.",
  },
  {
    asks: "The bucket is not public",
    controls: [
      "CloudTrail.6",
      "CKV_AWS_53",
      "CKV_AWS_54",
      "CKV_AWS_55",
      "CKV_AWS_56",
      "CKV2_AWS_6",
      "AWS-0161",
    ],
    evidence: all(publicAccessBlock, policies("bucket", namesWho)),
    otherwise: "A bucket of trailkey never is.",
  },
  {
    asks: "S3 logs who uses the bucket",
    controls: ["CloudTrail.7", "CIS 3.4", "CKV_AWS_18", "AWS-0089", "AWS-0163"],
    evidence: resource("aws_s3_bucket_logging"),
    otherwise: "It needs a second bucket. `bucket.accessLog` names it.",
  },
  {
    asks: "The bucket keeps versions",
    controls: ["CKV_AWS_21"],
    evidence: resource("aws_s3_bucket_versioning", { "versioning_configuration.status": is("Enabled") }),
    otherwise: "A bucket of trailkey always does.",
  },
  {
    asks: "The bucket encrypts objects with a KMS key",
    controls: ["CKV_AWS_145"],
    evidence: resource("aws_s3_bucket_server_side_encryption_configuration", {
      "rule.apply_server_side_encryption_by_default.sse_algorithm": is("aws:kms"),
    }),
    otherwise: "A bucket of trailkey always does.",
  },
  {
    asks: "The bucket has lifecycle rules",
    controls: ["CKV2_AWS_61"],
    evidence: resource("aws_s3_bucket_lifecycle_configuration"),
    otherwise: "How long logs are kept is for you to decide. `bucket.lifecycle` says it.",
  },
  {
    asks: "The bucket has event notifications",
    controls: ["CKV2_AWS_62"],
    evidence: resource("aws_s3_bucket_notification"),
    otherwise:
      "CloudTrail itself can say that it delivered a log file, which `notifications: true` switches on. For events of S3, add `aws_s3_bucket_notification` in the root.",
  },
  {
    asks: "The bucket is replicated to another Region",
    controls: ["CKV_AWS_144"],
    evidence: resource("aws_s3_bucket_replication_configuration"),
    otherwise:
      "It needs a bucket, a key and readers in a second Region. No option: add `aws_s3_bucket_replication_configuration` in the root.",
  },
  {
    asks: "The trail has tags",
    controls: ["CloudTrail.9"],
    evidence: resource(trail, { tags: hasMembers }),
    otherwise: "Which tags you use is for you to decide. `tags` says them.",
  },
  {
    asks: "The key rotates",
    controls: ["KMS.4", "CIS 3.6", "CKV_AWS_7", "AWS-0065"],
    evidence: every("aws_kms_key", { enable_key_rotation: is(true) }),
    otherwise: "A key of trailkey always does.",
  },
  {
    asks: "The key is not public",
    controls: ["KMS.5", "CKV_AWS_33"],
    evidence: policies("key", namesWho),
    otherwise: "`key.style: console` lets in `*` under conditions, as the console's default policy does.",
  },
  {
    asks: "The key has a policy of its own",
    controls: ["CKV2_AWS_64"],
    evidence: setting("aws_kms_key_policy", "policy"),
    otherwise: "A key of trailkey always has one.",
  },
  {
    asks: "IAM policies of readers let them decrypt with this key alone",
    controls: ["KMS.1", "KMS.2"],
    evidence: policies("reader", namesKeys),
    otherwise: "Every policy of a reader names the key.",
  },
  {
    asks: "Object-level events of S3 are recorded",
    controls: ["CIS 3.8", "CIS 3.9"],
    evidence: resource(trail, { "advanced_event_selector.name": (name) => typeof name === "string" }),
    otherwise: "Data events cost extra. `events.data` records them.",
  },
  {
    asks: "CloudWatch alarms watch root's use, sign-ins, and changes of IAM, CloudTrail, KMS, S3 and the network",
    controls: ["CIS 4.1 to 4.15", "CloudWatch.1 to CloudWatch.14"],
    evidence: all(resource("aws_cloudwatch_log_metric_filter"), resource("aws_cloudwatch_metric_alarm")),
    otherwise: "`profile: cis` adds them; it needs `logGroup` and `alarms`.",
  },
];
