import type { Blueprint } from "../../terraform/blueprint";
import type { ScannerAnswer } from "../../terraform/guide";

interface Row extends Pick<ScannerAnswer, "finding" | "answer"> {
  /** The rules that say it, of each scanner. */
  readonly rules: readonly (readonly [tool: ScannerAnswer["tool"], rule: string])[];
  /** The type of resource that the finding speaks of. */
  readonly type: string;
  /** The type that the scanner misses: where it is made, there is no finding. */
  readonly unless?: string;
  /** The argument of it that the scanner misses: where it is given, there is no finding. */
  readonly unlessGiven?: string;
}

const lockdown = "Add it in the root, to the bucket of the output `bucket_name`.";

/**
 * What tflint, checkov and trivy still say of the modules, each with its answer. `test/e2e/scanners.test.ts` runs them and fails
 * where a finding is not here.
 */
const rows: readonly Row[] = [
  {
    type: "aws_cloudtrail",
    rules: [["checkov", "CKV_AWS_252"]],
    unlessGiven: "sns_topic_name",
    finding: "The trail has no SNS topic.",
    answer:
      "A topic has a policy and a key of its own, and nothing here reads it. trailkey's option `notifications` adds one.",
  },
  {
    type: "aws_cloudtrail",
    rules: [
      ["checkov", "CKV2_AWS_10"],
      ["trivy", "AWS-0162"],
    ],
    unlessGiven: "cloud_watch_logs_group_arn",
    finding: "The trail does not send its events to CloudWatch Logs.",
    answer:
      "A log group is a second copy of the logs, with readers and costs of its own. trailkey's option `logGroup` adds one.",
  },
  {
    type: "aws_s3_bucket",
    rules: [
      ["checkov", "CKV_AWS_18"],
      ["trivy", "AWS-0089"],
      ["trivy", "AWS-0163"],
    ],
    unless: "aws_s3_bucket_logging",
    finding: "The bucket has no access logging.",
    answer:
      "Access logs need a second bucket, which your account may already have. trailkey's option `bucket.accessLog` names it.",
  },
  {
    type: "aws_s3_bucket",
    rules: [["checkov", "CKV_AWS_144"]],
    finding: "The bucket is not replicated to another Region.",
    answer: `A replica needs a bucket, a key and readers in a second Region, which only you can choose. ${lockdown}`,
  },
  {
    type: "aws_s3_bucket",
    rules: [["checkov", "CKV2_AWS_61"]],
    unless: "aws_s3_bucket_lifecycle_configuration",
    finding: "The bucket has no lifecycle rules.",
    answer:
      "How long logs must be kept depends on your obligations. Until you decide, nothing is deleted. trailkey's option `bucket.lifecycle` says it.",
  },
  {
    type: "aws_s3_bucket",
    rules: [["checkov", "CKV2_AWS_62"]],
    finding: "The bucket has no event notifications.",
    answer: `Notifications are for whoever processes new log files. ${lockdown}`,
  },
];

/** Those that speak of a resource that the blueprint has. */
export function scannerAnswers({ blocks }: Blueprint): readonly ScannerAnswer[] {
  const types = new Set(blocks.map(({ type }) => type));
  return rows
    .filter(({ type, unless }) => types.has(type) && (unless === undefined || !types.has(unless)))
    .filter(
      ({ type, unlessGiven }) =>
        !blocks.some((block) => block.type === type && block.args.some(({ name }) => name === unlessGiven)),
    )
    .flatMap(({ rules, finding, answer }) => rules.map(([tool, rule]) => ({ tool, rule, finding, answer })));
}
