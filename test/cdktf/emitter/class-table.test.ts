import { readdirSync } from "node:fs";
import { buildBlueprint } from "../../../lib/cdktf/emitter/build";
import { classOf, classTable } from "../../../lib/cdktf/emitter/class-table";
import { literal, list, object } from "../../../lib/terraform/expression";
import {
  attribute,
  block,
  blocksOf,
  blueprintOf,
  nested,
  onlyBlock,
  stackWithProvider,
  synth,
} from "../fixtures";

const text = literal("x");

/** What each type is given somewhere, nested blocks included. */
const givenArguments = {
  "data.aws_caller_identity": [],
  "data.aws_organizations_organization": [],
  "data.aws_partition": [],
  "data.aws_region": [],
  "data.aws_service_principal": [attribute("service_name", text)],
  aws_cloudtrail: [
    ...["name", "s3_bucket_name", "s3_key_prefix", "kms_key_id", "sns_topic_name"].map((name) =>
      attribute(name, text),
    ),
    ...["cloud_watch_logs_group_arn", "cloud_watch_logs_role_arn"].map((name) => attribute(name, text)),
    ...["is_multi_region_trail", "is_organization_trail", "include_global_service_events"].map((name) =>
      attribute(name, literal(true)),
    ),
    ...["enable_log_file_validation", "enable_logging"].map((name) => attribute(name, literal(true))),
    nested("insight_selector", attribute("insight_type", text)),
    nested(
      "event_selector",
      attribute("read_write_type", text),
      attribute("include_management_events", literal(true)),
      attribute("exclude_management_event_sources", list(text)),
      nested("data_resource", attribute("type", text), attribute("values", list(text))),
    ),
    nested(
      "advanced_event_selector",
      attribute("name", text),
      nested("field_selector", attribute("field", text), attribute("equals", list(text))),
      nested("field_selector", attribute("field", text), attribute("not_starts_with", list(text))),
    ),
  ],
  aws_cloudtrail_organization_delegated_admin_account: [attribute("account_id", text)],
  aws_cloudwatch_event_rule: ["name", "description", "event_pattern"].map((name) => attribute(name, text)),
  aws_cloudwatch_event_target: ["rule", "target_id", "arn"].map((name) => attribute(name, text)),
  aws_cloudwatch_log_metric_filter: [
    ...["name", "log_group_name", "pattern"].map((name) => attribute(name, text)),
    nested("metric_transformation", ...["name", "namespace", "value"].map((name) => attribute(name, text))),
  ],
  aws_cloudwatch_metric_alarm: [
    ...["alarm_name", "alarm_description", "namespace", "metric_name", "statistic"].map((name) =>
      attribute(name, text),
    ),
    ...["comparison_operator", "treat_missing_data"].map((name) => attribute(name, text)),
    ...["period", "evaluation_periods", "threshold"].map((name) => attribute(name, literal(1))),
    attribute("dimensions", object({ RuleName: text })),
    attribute("alarm_actions", list(text)),
  ],
  aws_cloudwatch_log_group: [
    ...["name", "kms_key_id"].map((name) => attribute(name, text)),
    attribute("retention_in_days", literal(365)),
  ],
  aws_iam_policy: ["name", "path", "description", "policy"].map((name) => attribute(name, text)),
  aws_iam_role: [
    ...["name", "name_prefix", "path", "description", "assume_role_policy", "permissions_boundary"],
  ].map((name) => attribute(name, text)),
  aws_iam_role_policy: ["name", "role", "policy"].map((name) => attribute(name, text)),
  aws_kms_alias: ["name", "target_key_id"].map((name) => attribute(name, text)),
  aws_kms_key: [
    attribute("description", text),
    attribute("enable_key_rotation", literal(true)),
    attribute("rotation_period_in_days", literal(365)),
    attribute("deletion_window_in_days", literal(30)),
    attribute("multi_region", literal(false)),
  ],
  aws_kms_key_policy: ["key_id", "policy"].map((name) => attribute(name, text)),
  aws_kms_replica_key: [
    ...["primary_key_arn", "description", "policy"].map((name) => attribute(name, text)),
    attribute("deletion_window_in_days", literal(30)),
  ],
  aws_s3_bucket: [attribute("bucket", text), attribute("force_destroy", literal(false))],
  aws_s3_bucket_lifecycle_configuration: [
    attribute("bucket", text),
    nested(
      "rule",
      attribute("id", text),
      attribute("status", text),
      nested("filter"),
      nested("transition", attribute("days", literal(90)), attribute("storage_class", text)),
      nested("expiration", attribute("days", literal(365))),
      nested("noncurrent_version_expiration", attribute("noncurrent_days", literal(90))),
      nested("abort_incomplete_multipart_upload", attribute("days_after_initiation", literal(7))),
    ),
    nested(
      "rule",
      attribute("id", text),
      attribute("status", text),
      nested("filter"),
      nested("expiration", attribute("expired_object_delete_marker", literal(true))),
    ),
  ],
  aws_s3_bucket_logging: ["bucket", "target_bucket", "target_prefix"].map((name) => attribute(name, text)),
  aws_s3_bucket_object_lock_configuration: [
    attribute("bucket", text),
    nested("rule", nested("default_retention", attribute("mode", text), attribute("days", literal(365)))),
  ],
  aws_s3_bucket_ownership_controls: [
    attribute("bucket", text),
    nested("rule", attribute("object_ownership", text)),
  ],
  aws_s3_bucket_policy: ["bucket", "policy"].map((name) => attribute(name, text)),
  aws_s3_bucket_public_access_block: [
    attribute("bucket", text),
    ...["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map(
      (name) => attribute(name, literal(true)),
    ),
  ],
  aws_s3_bucket_server_side_encryption_configuration: [
    attribute("bucket", text),
    nested(
      "rule",
      attribute("bucket_key_enabled", literal(true)),
      nested(
        "apply_server_side_encryption_by_default",
        attribute("sse_algorithm", text),
        attribute("kms_master_key_id", text),
      ),
    ),
  ],
  aws_sns_topic: ["name", "kms_master_key_id"].map((name) => attribute(name, text)),
  aws_sns_topic_policy: ["arn", "policy"].map((name) => attribute(name, text)),
  aws_s3_bucket_versioning: [
    attribute("bucket", text),
    nested("versioning_configuration", attribute("status", text)),
  ],
} as const;

const types = Object.keys(classTable);

test("every type of the table is tried here", () => {
  expect(types.sort()).toEqual(Object.keys(givenArguments).sort());
});

test.each(types)("%s is a class of the provider for that type", (type) => {
  const entry = classTable[type];
  expect(entry && classOf(entry)).toHaveProperty("tfResourceType", type.replace("data.", ""));
  expect(readdirSync("node_modules/@cdktf/provider-aws/lib")).toContain(entry?.module);
});

test.each(Object.entries(givenArguments))(
  "%s takes its arguments and Terraform gets them all",
  (type, args) => {
    const isData = type.startsWith("data.");
    const stack = stackWithProvider();
    const built = block(`${type}.this`, args);
    buildBlueprint(stack, blueprintOf({ blocks: [built] }));
    const { resource, data } = synth(stack);
    const attributes = onlyBlock(isData ? data : resource, built.type);
    expect(Object.keys(attributes).sort()).toEqual([...new Set(args.map(({ name }) => name))].sort());
  },
);

test.each(types.filter((type) => !type.startsWith("data.")))(
  "%s refuses an argument that it does not have",
  (type) => {
    const args = [...givenArguments[type as keyof typeof givenArguments], attribute("polisy", text)];
    const blueprint = blueprintOf({ blocks: [block(`${type}.this`, args)] });
    expect(() => buildBlueprint(stackWithProvider(), blueprint)).toThrow(
      new RegExp(`^${type}\\.this: the provider's class \\w+ does not take polisy$`),
    );
  },
);

test("an unknown argument of a nested block is named by its path", () => {
  const rule = nested("rule", nested("apply_server_side_encryption_by_default", attribute("kms_key", text)));
  const type = "aws_s3_bucket_server_side_encryption_configuration";
  const blueprint = blueprintOf({ blocks: [block(`${type}.logs`, [attribute("bucket", text), rule])] });
  expect(() => buildBlueprint(stackWithProvider(), blueprint)).toThrow(
    /does not take rule\.apply_server_side_encryption_by_default\.kms_key$/,
  );
});

test("blocks that come more than once all reach Terraform, in order", () => {
  const stack = stackWithProvider();
  buildBlueprint(
    stack,
    blueprintOf({ blocks: [block("aws_cloudtrail.this", givenArguments.aws_cloudtrail)] }),
  );
  expect(blocksOf(synth(stack).resource, "aws_cloudtrail")[0]).toMatchObject({
    advanced_event_selector: [
      {
        name: "x",
        field_selector: [
          { field: "x", equals: ["x"] },
          { field: "x", not_starts_with: ["x"] },
        ],
      },
    ],
  });
});

test("a type that the table does not hold is refused", () => {
  const blueprint = blueprintOf({ blocks: [block("aws_sqs_queue.this")] });
  expect(() => buildBlueprint(stackWithProvider(), blueprint)).toThrow(/aws_sqs_queue\.this/);
});
