import type { TextRule } from "../../lib/config/value-rule";
import type { Attribute, Blueprint, Input } from "../../lib/terraform/blueprint";
import type { JsonValue } from "../../lib/terraform/canonical-json";
import type { Expression } from "../../lib/terraform/expression";
import {
  accountOfArn,
  attributeOf,
  call,
  conditional,
  dataAttribute,
  each,
  input,
  item,
  json,
  list,
  literal,
  local,
  member,
  object,
  operator,
  policy,
  text,
  withoutNulls,
} from "../../lib/terraform/expression";
import type { Type } from "../../lib/terraform/type";
import { number, setOf, string } from "../../lib/terraform/type";

const partition = dataAttribute("aws_partition", "current", "partition");
const account = dataAttribute("aws_caller_identity", "current", "account_id");

const keyPolicy = object({
  Version: literal("2012-10-17"),
  Statement: withoutNulls("statement", [
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
        ArnLike: object({ "aws:SourceArn": local("trail_arn") }),
        StringLike: object({
          "kms:EncryptionContext:aws:cloudtrail:arn": call(
            "setunion",
            list(text`arn:${partition}:cloudtrail:*:${input("account_id")}:trail/*`),
            each(
              "arn",
              input("encrypt_for_trail_arns"),
              (arn) => text`arn:${partition}:cloudtrail:*:${accountOfArn(arn)}:trail/*`,
            ),
          ),
        }),
      }),
    }),
    conditional(
      operator(call("length", input("reader_account_ids")), "==", literal(0)),
      literal(null),
      object(
        {
          Sid: literal("AllowReaders"),
          Effect: literal("Allow"),
          Principal: object({
            AWS: call(
              "setunion",
              each("id", input("reader_account_ids"), (id) => text`arn:${partition}:iam::${id}:root`),
              each(
                "role",
                attributeOf("aws_iam_role", "reader", null),
                (role) => text`role${member(role, "path")}`,
              ),
            ),
          }),
          Action: list(literal("kms:Decrypt"), literal("kms:DescribeKey")),
          Resource: literal("*"),
          Condition: object({
            Null: object({ "kms:EncryptionContext:aws:cloudtrail:arn": literal("false") }),
          }),
        },
        "The reader's own account decides who there may read.",
      ),
    ),
  ]),
});

const attribute = (name: string, value: Expression): Attribute => ({ kind: "attribute", name, value });

const inputOf = (name: string, description: string, type: Type, value: JsonValue): Input => ({
  name,
  description,
  type,
  value,
  default: value,
});

const accountId: TextRule = {
  kind: "text",
  what: "an AWS account id",
  expected: "12 digits",
  patterns: [{ pattern: "^[0-9]{12}$", says: "have 12 digits" }],
  example: "111111111111",
};

/** Every kind of expression, argument, input and rule that a blueprint can hold, at least once. */
/** Long enough for a line for each of its parts. */
const sids = each(
  "statement",
  member(call("jsondecode", attributeOf("output", "key_policy", null)), "Statement"),
  (statement) => call("try", member(statement, "Sid"), literal("a-long-name".repeat(6))),
);
const sidsWhere = {
  ...sids,
  where: operator(
    operator(member(item("statement"), "Effect"), "==", literal("Allow")),
    "&&",
    operator(
      operator(member(item("statement"), "Action"), "==", literal("kms:*")),
      "||",
      operator(member(item("statement"), "Action"), "==", literal("kms:Decrypt")),
    ),
  ),
} as const;

export const sampleBlueprint: Blueprint = {
  name: "sample.audit-1",
  summary: "A sample with a bit of everything | nothing of it is real.",
  requires: { terraform: ">= 1.7.0", aws: ">= 5.60.0, < 7.0.0" },
  providers: [
    { alias: null, account: literal("111111111111"), region: literal("eu-central-1") },
    { alias: "log_archive", account: literal("333333333333"), region: literal("eu-central-1") },
    { alias: "unused", account: literal("444444444444"), region: null },
  ],
  inputs: [
    inputOf("account_id", "Account that owns the trail.", string(accountId), "111111111111"),
    inputOf(
      "region",
      "Home Region.",
      string({
        kind: "text",
        what: "a Region",
        expected: "an AWS Region",
        patterns: [{ pattern: "^[a-z]{2,4}(-[a-z]+)+-[0-9]+$", says: "name a Region" }],
        example: "us-east-1",
      }),
      "eu-central-1",
    ),
    {
      name: "trail_name",
      description: "Name of the trail.",
      type: string({
        kind: "text",
        what: "a trail name",
        expected: "3 to 128 letters, digits and ._-",
        minLength: 3,
        maxLength: 128,
        patterns: [{ pattern: "^[A-Za-z0-9._-]+$", says: "hold nothing but letters, digits and ._-" }],
        forbidden: [{ pattern: "[._-]{2}", says: "have two of ._- together" }],
        example: "org-audit",
      }),
      value: "sample",
    },
    inputOf(
      "key_description",
      "Description of the key.",
      string({
        kind: "text",
        what: "a description",
        expected: "free text",
        maxLength: 8192,
        example: "Logs",
      }),
      'The "logs" key: 100% of ${cost} \\ %{if}\nnext line',
    ),
    inputOf(
      "rotation_days",
      "Days between rotations.",
      number({
        kind: "number",
        what: "a rotation period",
        expected: "90 to 2560 days",
        minimum: 90,
        maximum: 2560,
        example: 365,
      }),
      365,
    ),
    inputOf(
      "encrypt_for_trail_arns",
      "Further trails that encrypt with the key.",
      { kind: "set", of: string() },
      [
        "arn:aws:cloudtrail:eu-central-1:222222222222:trail/second",
        "arn:aws:cloudtrail:eu-central-1:333333333333:trail/third",
      ],
    ),
    inputOf("reader_account_ids", "Accounts whose IAM decides who reads the logs.", setOf(accountId, 1), [
      "222222222222",
    ]),
    inputOf(
      "reader_roles",
      "Roles to create, by name.",
      {
        kind: "map",
        of: { kind: "object", members: { trusted_account_ids: setOf(accountId), label: string() } },
      },
      { Reader: { trusted_account_ids: ["222222222222"], label: "`one` | two" } },
    ),
    inputOf(
      "tags",
      "Tags of every resource.",
      {
        kind: "map",
        of: string({
          kind: "text",
          what: "a tag value",
          expected: "at most 256 characters",
          maxLength: 256,
          example: "a",
        }),
        keys: {
          kind: "text",
          what: "a tag key",
          expected: "1 to 128 characters",
          minLength: 1,
          maxLength: 128,
          forbidden: [{ pattern: "^aws:", says: "start with aws:" }],
          example: "team",
        },
      },
      { team: "audit", "cost center": "<42>", größe: "`x` | y" },
    ),
    {
      name: "ready",
      description: "Anything that must exist before the trail.",
      type: { kind: "any" },
      value: null,
      default: null,
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
  blocks: [
    { mode: "data", type: "aws_partition", name: "current", file: "main.tf", args: [] },
    { mode: "data", type: "aws_caller_identity", name: "current", file: "main.tf", args: [] },
    {
      mode: "data",
      type: "aws_caller_identity",
      name: "log_archive",
      file: "main.tf",
      provider: "log_archive",
      args: [],
    },
    {
      mode: "resource",
      type: "aws_kms_key",
      name: "this",
      file: "key.tf",
      comment: "Logs that this key has encrypted cannot be read once it is gone.",
      args: [
        { kind: "attribute", name: "description", value: input("key_description") },
        { kind: "attribute", name: "enable_key_rotation", value: literal(true) },
        { kind: "attribute", name: "rotation_period_in_days", value: input("rotation_days") },
        { kind: "attribute", name: "tags", value: input("tags") },
      ],
      lifecycle: {
        preventDestroy: true,
        preconditions: [
          {
            condition: operator(account, "==", input("account_id")),
            message: text`Signed in to ${account}, but this belongs to ${input("account_id")}.`,
          },
        ],
      },
    },
    {
      mode: "resource",
      type: "aws_kms_key_policy",
      name: "this",
      file: "key.tf",
      args: [
        { kind: "attribute", name: "key_id", value: attributeOf("aws_kms_key", "this", "key_id") },
        { kind: "attribute", name: "policy", value: json(policy("key")) },
      ],
      dependsOn: ["aws_kms_alias.this"],
    },
    {
      mode: "resource",
      type: "aws_kms_alias",
      name: "this",
      file: "key.tf",
      provider: "log_archive",
      args: [
        { kind: "attribute", name: "name", value: literal("alias/sample") },
        { kind: "attribute", name: "target_key_id", value: attributeOf("aws_kms_key", "this", "key_id") },
      ],
    },
    {
      mode: "resource",
      type: "aws_iam_role",
      name: "reader",
      file: "readers.tf",
      provider: "log_archive",
      forEach: input("reader_roles"),
      args: [
        { kind: "attribute", name: "name", value: member(item("each"), "key") },
        {
          kind: "attribute",
          name: "assume_role_policy",
          value: json(member(member(item("each"), "value"), "trusted_account_ids")),
        },
      ],
    },
    {
      mode: "resource",
      type: "aws_cloudtrail",
      name: "this",
      file: "trail.tf",
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
      dependsOnComment: "Its policies come first.",
      dependsOn: ["aws_kms_key_policy.this", "var.ready"],
    },
  ],
  outputs: [
    {
      name: "trail_arn",
      description: "ARN of the trail.",
      value: attributeOf("aws_cloudtrail", "this", "arn"),
      dependsOn: ["aws_kms_key_policy.this"],
      comment: "Why it waits.",
    },
    { name: "key_policy", description: "Policy of the key, as JSON.", value: json(policy("key")) },
    {
      name: "role_arns",
      description: "ARNs of the roles, by name.",
      value: {
        kind: "each",
        key: "name",
        item: "role",
        over: attributeOf("aws_iam_role", "reader", null),
        body: member(item("role"), "arn"),
      },
    },
  ],
  policies: [{ name: "key", owner: input("account_id"), document: keyPolicy, rules: "key" }],
  moves: [{ comment: "Why it moved.", from: "aws_iam_role.old", to: 'aws_iam_role.reader["Reader"]' }],
  removals: ["aws_s3_bucket.logs"],
  examples: [
    {
      name: "basic",
      variables: [
        { name: "trail_name", description: "Name.", type: string(), value: "sample", default: "sample" },
        { name: "region", description: "Region.", type: string(), value: null, default: null },
      ],
      providers: [
        { alias: null, args: [attribute("region", input("region"))] },
        {
          alias: "log_archive",
          comment: "How it signs in.",
          args: [
            attribute("allowed_account_ids", list(literal("333333333333"))),
            {
              kind: "block",
              name: "assume_role",
              args: [attribute("role_arn", literal("arn:aws:iam::333333333333:role/Admin"))],
            },
          ],
        },
      ],
      blocks: [{ mode: "data", type: "aws_caller_identity", name: "current", file: "main.tf", args: [] }],
      args: [
        attribute("trail_name", input("trail_name")),
        attribute("account_id", dataAttribute("aws_caller_identity", "current", "account_id")),
      ],
    },
  ],
  tests: [
    {
      name: "key-policy",
      comment: "What the key policy means.",
      providers: [
        {
          alias: null,
          mocks: [
            { mode: "data", type: "aws_caller_identity", values: { account_id: "111111111111" } },
            { mode: "resource", type: "aws_kms_key", values: { arn: "arn:aws:kms", key_id: "1234" } },
          ],
        },
        { alias: "log_archive", mocks: [] },
      ],
      variables: { trail_name: 'a "${sample}"' },
      runs: [
        {
          name: "as_configured",
          comment: "Why it is asked.",
          command: "plan",
          variables: {},
          assertions: [
            {
              condition: operator(call("length", sidsWhere), "==", literal(0)),
              message: "There are ${none}.",
            },
            {
              condition: operator(
                call("toset", sids),
                "==",
                call("toset", list(literal("EnableIamPolicies"), literal("a-long-name".repeat(8)))),
              ),
              message: "These and no others.",
            },
          ],
          expectFailures: [],
        },
        {
          name: "refuses_a_name",
          comment: "Values that break a rule.",
          command: "apply",
          variables: { trail_name: "x", accounts: ["1", "2"] },
          assertions: [],
          expectFailures: ["var.trail_name", "aws_kms_key_policy.this"],
        },
      ],
    },
  ],
};
