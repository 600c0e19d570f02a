import { partitionPattern, regionPattern } from "./partition";
import { aliasRule, keyArnRule } from "./rules";
import type { NumberRule, TextRule } from "./value-rule";

const account = "[0-9]{12}";
const groupName = "[A-Za-z0-9._/#-]{1,512}";
const topicName = "[A-Za-z0-9_-]{1,256}";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logGroupNameRule: TextRule = {
  kind: "text",
  what: "the name of a log group",
  expected: "1 to 512 letters, digits and . _ / # -, not starting with aws/",
  minLength: 1,
  maxLength: 512,
  patterns: [{ pattern: "^[A-Za-z0-9._/#-]*$", says: "contain only letters, digits and . _ / # -" }],
  forbidden: [{ pattern: "^aws/", says: "start with aws/, which is reserved for AWS" }],
  example: "/aws/cloudtrail/org-audit",
};

/**
 * The retention periods that CloudWatch Logs has. The API takes no others; 0 is how Terraform says that events never expire.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const retentionRule: NumberRule = {
  kind: "number",
  what: "a retention period of CloudWatch Logs",
  expected: "a number of days that CloudWatch Logs has, or 0 for no expiry",
  minimum: 0,
  maximum: 3653,
  values: [
    0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
    3653,
  ],
  example: 365,
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
export const logGroupArnRule: TextRule = {
  kind: "text",
  what: "the ARN of a log group",
  expected: "arn:PARTITION:logs:REGION:ACCOUNT:log-group:NAME, with or without :* at the end",
  patterns: [
    {
      pattern: `^arn:${partitionPattern}:logs:${regionPattern}:${account}:log-group:${groupName}(?::[*])?$`,
      says: "be arn:PARTITION:logs:REGION:ACCOUNT:log-group:NAME, with or without :* at the end",
    },
  ],
  example: "arn:aws:logs:us-east-1:111111111111:log-group:central-audit",
};

export const logGroupKeyRule: TextRule = {
  kind: "text",
  what: "the key of a log group",
  expected: "this, own or the ARN of a KMS key",
  patterns: [{ pattern: "^(this|own)$", says: "be this, own or the ARN of a KMS key" }],
  example: "own",
};

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const topicNameRule: TextRule = {
  kind: "text",
  what: "the name of an SNS topic",
  expected: "1 to 256 letters, digits, _ and -",
  minLength: 1,
  maxLength: 256,
  patterns: [
    {
      pattern: "^[A-Za-z0-9_-]*$",
      says: "contain only letters, digits, _ and -, as the name of a standard topic",
    },
  ],
  example: "cloudtrail-org-audit",
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
export const topicArnRule: TextRule = {
  kind: "text",
  what: "the ARN of an SNS topic",
  expected: "arn:PARTITION:sns:REGION:ACCOUNT:NAME of a standard topic",
  patterns: [
    {
      pattern: `^arn:${partitionPattern}:sns:${regionPattern}:${account}:${topicName}$`,
      says: "be arn:PARTITION:sns:REGION:ACCOUNT:NAME of a standard topic",
    },
  ],
  example: "arn:aws:sns:us-east-1:222222222222:central-notifications",
};

/** The key of an existing topic, as SNS shows it: an alias, or an ARN of either. */
export const topicKeyRule: TextRule = {
  kind: "text",
  what: "the key of an SNS topic",
  expected: "alias/NAME or the ARN of a KMS key or alias",
  patterns: [
    {
      pattern: `^(?:arn:${partitionPattern}:kms:${regionPattern}:${account}:)?alias/[a-zA-Z0-9/_-]{1,${aliasRule.maxLength}}$|${keyArnRule.patterns?.[0]?.pattern ?? ""}`,
      says: "be alias/NAME or the ARN of a KMS key or alias",
    },
  ],
  example: "arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab",
};
