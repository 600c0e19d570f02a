import { readdirSync } from "node:fs";
import { join } from "node:path";
import { moduleNames } from "../../scripts/recorded-interfaces";
import { filesOf, modulesFolder } from "../support/modules";

/**
 * The version of Terraform that each kind of block came with. Those of 1.0 came with it or before.
 * https://developer.hashicorp.com/terraform/language/v1.1-compatibility-promises
 * https://github.com/hashicorp/terraform/blob/v1.1/CHANGELOG.md (moved, nullable)
 * https://github.com/hashicorp/terraform/blob/v1.2/CHANGELOG.md (precondition)
 * https://github.com/hashicorp/terraform/blob/v1.3/CHANGELOG.md (optional)
 * https://github.com/hashicorp/terraform/blob/v1.7/CHANGELOG.md (removed)
 */
const blockSince: Readonly<Record<string, string>> = {
  ...since(
    "1.0.0",
    "terraform required_providers provider variable validation locals data resource lifecycle",
  ),
  ...since("1.0.0", "module output"),
  moved: "1.1.0",
  precondition: "1.2.0",
  removed: "1.7.0",
};

/** Blocks that are arguments of a resource or of a provider: they belong to the AWS provider. */
const blocksOfTheProvider = new Set([
  "advanced_event_selector",
  "abort_incomplete_multipart_upload",
  "apply_server_side_encryption_by_default",
  "assume_role",
  "data_resource",
  "default_retention",
  "event_selector",
  "field_selector",
  "insight_selector",
  "metric_transformation",
  "expiration",
  "filter",
  "noncurrent_version_expiration",
  "rule",
  "transition",
  "versioning_configuration",
]);

/** Functions and type constraints. `setunion`, `alltrue` and the like are older than 1.0. */
const functionSince: Readonly<Record<string, string>> = {
  ...since("1.0.0", "alltrue base64encode basename can coalesce concat contains floor join jsonencode keys"),
  ...since(
    "1.0.0",
    "length list lower map object regex replace set setunion split toset tostring try upper values",
  ),
  optional: "1.3.0",
};

const argumentSince: Readonly<Record<string, string>> = { nullable: "1.1.0", configuration_aliases: "1.0.0" };

/**
 * The version of the AWS provider that each resource and data source came with. Those of 5.60 are in
 * @cdktf/provider-aws 19.28.0, which is generated from provider 5.60.0; the other is not in 19.30.0, from 5.62.0.
 * https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/CHANGELOG.md#5630-august-15-2024
 */
const typeSince: Readonly<Record<string, string>> = {
  ...since("5.60.0", "aws_caller_identity aws_organizations_organization aws_partition aws_region"),
  ...since("5.60.0", "aws_cloudwatch_log_group aws_service_principal aws_sns_topic aws_sns_topic_policy"),
  ...since("5.60.0", "aws_cloudwatch_event_rule aws_cloudwatch_event_target"),
  ...since("5.60.0", "aws_cloudwatch_log_metric_filter aws_cloudwatch_metric_alarm"),
  ...since("5.60.0", "aws_cloudtrail aws_iam_policy aws_iam_role aws_iam_role_policy"),
  ...since("5.60.0", "aws_kms_alias aws_kms_key aws_kms_key_policy aws_kms_replica_key"),
  ...since("5.60.0", "aws_s3_bucket aws_s3_bucket_ownership_controls aws_s3_bucket_policy"),
  ...since("5.60.0", "aws_s3_bucket_public_access_block aws_s3_bucket_server_side_encryption_configuration"),
  ...since("5.60.0", "aws_s3_bucket_versioning aws_s3_bucket_logging"),
  ...since("5.60.0", "aws_s3_bucket_lifecycle_configuration aws_s3_bucket_object_lock_configuration"),
  aws_cloudtrail_organization_delegated_admin_account: "5.63.0",
};

function since(version: string, names: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, version]));
}

const golden = join(__dirname, "../golden");
const folders = [
  ...readdirSync(golden)
    .filter((name) => !name.startsWith("expectations"))
    .map((name) => [name, join(golden, name)] as const),
  ...moduleNames().map((name) => [`modules/${name}`, join(modulesFolder, name)] as const),
];

/** The module's own code and that of its examples, without comments and text. */
const codeOf = (folder: string): string =>
  Object.entries(filesOf(folder))
    .filter(([path]) => path.endsWith(".tf"))
    .map(([, content]) => content)
    .join("\n");
const withoutText = (code: string): string =>
  code.replace(/^\s*#.*$/gm, "").replace(/^(\s*(?:description|error_message)\s*= ).*$/gm, '$1""');

const found = (code: string, pattern: RegExp): readonly string[] => [
  ...new Set([...code.matchAll(pattern)].map(([, name = ""]) => name)),
];
const blocksIn = (code: string): readonly string[] =>
  found(code, /^ *([a-z_]+)(?: "[^"]*")* \{$/gm).filter((name) => !blocksOfTheProvider.has(name));
const functionsIn = (code: string): readonly string[] => found(code, /\b([a-z][a-z0-9_]*)\(/g);
const argumentsIn = (code: string): readonly string[] =>
  found(code, /^ *([a-z_]+) +=/gm).filter((name) => name in argumentSince);
const typesIn = (code: string): readonly string[] => found(code, /^(?:resource|data) "([^"]*)"/gm);

const lowerBound = (code: string, name: string): string =>
  new RegExp(`\\b${name}\\s+= ">= ([0-9.]+)`).exec(code)?.[1] ?? "none";
const newest = (versions: readonly string[]): string =>
  [...versions].sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1) ?? "none";

describe.each(folders)("%s", (_, folder) => {
  const text = codeOf(folder);
  const code = withoutText(text);

  test("uses no block, function or resource whose first version is not known here", () => {
    const unknown = [
      ...blocksIn(code).filter((name) => !(name in blockSince)),
      ...functionsIn(code).filter((name) => !(name in functionSince)),
      ...typesIn(code).filter((name) => !(name in typeSince)),
    ];
    expect(unknown).toEqual([]);
  });

  test("asks for a Terraform that has all that it uses", () => {
    const needed = newest([
      ...blocksIn(code).map((name) => blockSince[name] ?? ""),
      ...functionsIn(code).map((name) => functionSince[name] ?? ""),
      ...argumentsIn(code).map((name) => argumentSince[name] ?? ""),
    ]);
    const required = lowerBound(code, "required_version");
    expect(newest([needed, required])).toBe(required);
    // A removal asks for more. Without one, the bound is the oldest version that was run.
    expect(required).toBe(blocksIn(code).includes("removed") ? "1.7.0" : "1.5.0");
  });

  test("asks for an AWS provider that has all its resources, and for no newer one", () => {
    expect(lowerBound(code, "version")).toBe(newest(typesIn(code).map((name) => typeSince[name] ?? "")));
  });

  test("has no validation that reads another variable, which came with Terraform 1.9", () => {
    const strangers = [...code.matchAll(/^variable "([^"]*)" \{$([^]*?)^\}$/gm)].flatMap(
      ([, own, body = ""]) => found(body, /\bvar\.(\w+)/g).filter((name) => name !== own),
    );
    expect(strangers).toEqual([]);
  });
});

test("the tables are about what is used: organizations, removals and optional attributes are among it", () => {
  const all = withoutText(folders.map(([, folder]) => codeOf(folder)).join("\n"));
  expect(typesIn(all)).toContain("aws_cloudtrail_organization_delegated_admin_account");
  expect([...blocksIn(all), ...functionsIn(all), ...argumentsIn(all)]).toEqual(
    expect.arrayContaining(["removed", "moved", "precondition", "optional", "nullable"]),
  );
});
