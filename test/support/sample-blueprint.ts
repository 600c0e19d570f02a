import type { Blueprint } from "../../lib/terraform/blueprint";
import {
  attributeOf,
  concat,
  dataAttribute,
  distinct,
  each,
  equals,
  input,
  json,
  list,
  literal,
  local,
  object,
  segment,
  text,
} from "../../lib/terraform/expression";

const partition = dataAttribute("aws_partition", "current", "partition");
const account = dataAttribute("aws_caller_identity", "current", "account_id");

const keyPolicy = object({
  Version: literal("2012-10-17"),
  Statement: concat(
    list(
      object(
        {
          Sid: literal("EnableIamPolicies"),
          Effect: literal("Allow"),
          Principal: object({ AWS: text`arn:${partition}:iam::${input("account_id")}:root` }),
          Action: literal("kms:*"),
          Resource: literal("*"),
        },
        "Lets IAM policies of this account grant access to the key. Without it nobody could ever repair a policy that has gone wrong.",
      ),
      object({
        Sid: literal("AllowCloudTrailEncryptLogs"),
        Effect: literal("Allow"),
        Principal: object({ Service: literal("cloudtrail.amazonaws.com") }),
        Action: literal("kms:GenerateDataKey*"),
        Resource: literal("*"),
        Condition: object({
          StringEquals: object({ "aws:SourceArn": local("trail_arn") }),
          StringLike: object({
            "kms:EncryptionContext:aws:cloudtrail:arn": distinct(
              concat(
                list(text`arn:${partition}:cloudtrail:*:${input("account_id")}:trail/*`),
                each(
                  "arn",
                  input("encrypt_for_trail_arns"),
                  (arn) => text`arn:${partition}:cloudtrail:*:${segment(arn, ":", 4)}:trail/*`,
                ),
              ),
            ),
          }),
        }),
      }),
    ),
    each("reader", input("reader_account_ids"), (reader) =>
      object(
        {
          Sid: text`AllowReader${reader}`,
          Effect: literal("Allow"),
          Principal: object({ AWS: text`arn:${partition}:iam::${reader}:root` }),
          Action: list(literal("kms:Decrypt"), literal("kms:DescribeKey")),
          Resource: literal("*"),
          Condition: object({
            Null: object({ "kms:EncryptionContext:aws:cloudtrail:arn": literal("false") }),
          }),
        },
        "The reader's own account decides who there may read.",
      ),
    ),
  ),
});

/** Every kind of expression, argument, input and rule that a blueprint can hold, at least once. */
export const sampleBlueprint: Blueprint = {
  name: "sample.audit-1",
  summary: "A sample with a bit of everything | nothing of it is real.",
  requires: { terraform: ">= 1.5.0", aws: ">= 5.60.0, < 7.0.0" },
  inputs: [
    {
      name: "account_id",
      description: "Account that owns the trail.",
      type: "string",
      value: "111111111111",
      rule: {
        kind: "text",
        what: "an AWS account ID",
        expected: "12 digits",
        patterns: [{ pattern: "^[0-9]{12}$", says: "have 12 digits" }],
        example: "111111111111",
      },
    },
    {
      name: "region",
      description: "Home Region.",
      type: "string",
      value: "eu-central-1",
      rule: {
        kind: "text",
        what: "a Region",
        expected: "an AWS Region",
        patterns: [{ pattern: "^[a-z]{2,4}(-[a-z]+)+-[0-9]+$", says: "name a Region" }],
        example: "us-east-1",
      },
    },
    {
      name: "trail_name",
      description: "Name of the trail.",
      type: "string",
      value: "sample",
      rule: {
        kind: "text",
        what: "a trail name",
        expected: "3 to 128 letters, digits and ._-",
        minLength: 3,
        maxLength: 128,
        patterns: [{ pattern: "^[A-Za-z0-9._-]+$", says: "hold nothing but letters, digits and ._-" }],
        forbidden: [{ pattern: "[._-]{2}", says: "have two of ._- together" }],
        example: "org-audit",
      },
    },
    {
      name: "key_description",
      description: "Description of the key.",
      type: "string",
      value: 'The "logs" key: 100% of ${cost} \\ %{if}\nnext line',
      rule: { kind: "text", what: "a description", expected: "free text", maxLength: 8192, example: "Logs" },
    },
    {
      name: "rotation_days",
      description: "Days between rotations.",
      type: "number",
      value: 365,
      rule: {
        kind: "number",
        what: "a rotation period",
        expected: "90 to 2560 days",
        minimum: 90,
        maximum: 2560,
        example: 365,
      },
    },
    {
      name: "encrypt_for_trail_arns",
      description: "Further trails that encrypt with the key.",
      type: "list(string)",
      value: [
        "arn:aws:cloudtrail:eu-central-1:222222222222:trail/second",
        "arn:aws:cloudtrail:eu-central-1:333333333333:trail/third",
      ],
    },
    {
      name: "reader_account_ids",
      description: "Accounts whose IAM decides who reads the logs.",
      type: "list(string)",
      value: ["222222222222"],
      rule: {
        kind: "text",
        what: "an AWS account ID",
        expected: "12 digits",
        patterns: [{ pattern: "^[0-9]{12}$", says: "have 12 digits" }],
        example: "222222222222",
      },
      minItems: 1,
    },
    {
      name: "tags",
      description: "Tags of every resource.",
      type: "map(string)",
      value: { team: "audit", "cost center": "<42>", größe: "`x` | y" },
      rule: {
        kind: "text",
        what: "a tag value",
        expected: "at most 256 characters",
        maxLength: 256,
        example: "a",
      },
      keyRule: {
        kind: "text",
        what: "a tag key",
        expected: "1 to 128 characters",
        minLength: 1,
        maxLength: 128,
        forbidden: [{ pattern: "^aws:", says: "start with aws:" }],
        example: "team",
      },
    },
  ],
  locals: [
    { name: "partition", value: partition },
    {
      name: "trail_arn",
      value: text`arn:${partition}:cloudtrail:${input("region")}:${input("account_id")}:trail/${input("trail_name")}`,
      comment: "Built, not read from the trail: the key policy must stand before the trail does.",
    },
  ],
  data: [
    { type: "aws_partition", name: "current", concern: "context", args: [] },
    {
      type: "aws_caller_identity",
      name: "current",
      concern: "context",
      comment: "Keys and logs must not end up in the account that somebody happens to be signed in to.",
      args: [],
      postconditions: [
        {
          condition: equals(account, input("account_id")),
          message: text`Signed in to ${account}, but this belongs to ${input("account_id")}.`,
        },
      ],
    },
  ],
  resources: [
    {
      type: "aws_kms_key",
      name: "this",
      concern: "key",
      comment: "Logs that this key has encrypted cannot be read once it is gone.",
      args: [
        { kind: "attribute", name: "description", value: input("key_description") },
        { kind: "attribute", name: "enable_key_rotation", value: literal(true) },
        { kind: "attribute", name: "rotation_period_in_days", value: input("rotation_days") },
        { kind: "attribute", name: "tags", value: input("tags") },
      ],
    },
    {
      type: "aws_kms_key_policy",
      name: "this",
      concern: "key",
      args: [
        { kind: "attribute", name: "key_id", value: attributeOf("aws_kms_key", "this", "key_id") },
        { kind: "attribute", name: "policy", value: json(keyPolicy) },
      ],
      dependsOn: ["aws_iam_role.reader"],
    },
    {
      type: "aws_cloudtrail",
      name: "this",
      concern: "trail",
      args: [
        { kind: "attribute", name: "name", value: input("trail_name") },
        {
          kind: "attribute",
          name: "include_global_service_events",
          value: literal(true),
          comment: "A trail of all Regions must have them.",
        },
        { kind: "attribute", name: "is_multi_region_trail", value: literal(true) },
        {
          kind: "block",
          name: "event_selector",
          args: [
            { kind: "attribute", name: "read_write_type", value: literal("All") },
            { kind: "attribute", name: "include_management_events", value: literal(true) },
            {
              kind: "block",
              name: "data_resource",
              args: [
                { kind: "attribute", name: "type", value: literal("AWS::S3::Object") },
                { kind: "attribute", name: "values", value: list(text`arn:${partition}:s3`) },
              ],
            },
          ],
        },
        { kind: "attribute", name: "tags", value: input("tags") },
      ],
      dependsOn: ["aws_kms_key_policy.this", "aws_s3_bucket_policy.logs"],
    },
  ],
  outputs: [
    {
      name: "trail_arn",
      description: "ARN of the trail.",
      value: attributeOf("aws_cloudtrail", "this", "arn"),
    },
    { name: "key_policy", description: "Policy of the key, as JSON.", value: json(keyPolicy) },
  ],
  policies: [{ name: "key", document: keyPolicy }],
};
