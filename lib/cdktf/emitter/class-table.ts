import type { TerraformDataSource, TerraformMetaArguments, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { Block } from "../../terraform/blueprint";
import { blockAddress } from "../../terraform/blueprint";

/** What the provider's classes have in common: arguments under camel-case names, beside those of every block. */
export type ElementClass = new (
  scope: Construct,
  id: string,
  config: TerraformMetaArguments & Readonly<Record<string, unknown>>,
) => TerraformResource | TerraformDataSource;

/** A resource or data source of the provider. */
export type Element = InstanceType<ElementClass>;

export interface ClassEntry {
  /** Folder of the class in the provider package. */
  readonly module: string;
  readonly name: string;
  /** Nested blocks that the class takes as a list although one is given, by path. */
  readonly lists?: readonly string[];
  /**
   * Arguments that a package of the provider may be too old for, by path. They reach Terraform all the same, because the
   * stack then requires a provider that has them.
   */
  readonly newer?: readonly string[];
}

/** The provider's classes by Terraform type, data sources with `data.` in front. */
export const classTable: Readonly<Record<string, ClassEntry>> = {
  "data.aws_caller_identity": { module: "data-aws-caller-identity", name: "DataAwsCallerIdentity" },
  "data.aws_partition": { module: "data-aws-partition", name: "DataAwsPartition" },
  "data.aws_region": { module: "data-aws-region", name: "DataAwsRegion" },
  "data.aws_service_principal": { module: "data-aws-service-principal", name: "DataAwsServicePrincipal" },
  "data.aws_organizations_organization": {
    module: "data-aws-organizations-organization",
    name: "DataAwsOrganizationsOrganization",
  },
  aws_cloudtrail: {
    module: "cloudtrail",
    name: "Cloudtrail",
    lists: [
      "advanced_event_selector",
      "advanced_event_selector.field_selector",
      "event_selector",
      "event_selector.data_resource",
      "insight_selector",
    ],
  },
  aws_cloudtrail_organization_delegated_admin_account: {
    module: "cloudtrail-organization-delegated-admin-account",
    name: "CloudtrailOrganizationDelegatedAdminAccount",
  },
  aws_cloudwatch_event_rule: { module: "cloudwatch-event-rule", name: "CloudwatchEventRule" },
  aws_cloudwatch_event_target: { module: "cloudwatch-event-target", name: "CloudwatchEventTarget" },
  aws_cloudwatch_log_metric_filter: {
    module: "cloudwatch-log-metric-filter",
    name: "CloudwatchLogMetricFilter",
  },
  aws_cloudwatch_metric_alarm: { module: "cloudwatch-metric-alarm", name: "CloudwatchMetricAlarm" },
  aws_cloudwatch_log_group: { module: "cloudwatch-log-group", name: "CloudwatchLogGroup" },
  aws_iam_policy: { module: "iam-policy", name: "IamPolicy" },
  aws_iam_role: { module: "iam-role", name: "IamRole" },
  aws_iam_role_policy: { module: "iam-role-policy", name: "IamRolePolicy" },
  aws_kms_alias: { module: "kms-alias", name: "KmsAlias", newer: ["region"] },
  aws_kms_key: { module: "kms-key", name: "KmsKey" },
  aws_kms_key_policy: { module: "kms-key-policy", name: "KmsKeyPolicy" },
  aws_kms_replica_key: { module: "kms-replica-key", name: "KmsReplicaKey", newer: ["region"] },
  aws_s3_bucket: { module: "s3-bucket", name: "S3Bucket" },
  aws_s3_bucket_lifecycle_configuration: {
    module: "s3-bucket-lifecycle-configuration",
    name: "S3BucketLifecycleConfiguration",
    lists: [
      "rule",
      "rule.filter",
      "rule.transition",
      "rule.expiration",
      "rule.noncurrent_version_expiration",
      "rule.abort_incomplete_multipart_upload",
    ],
  },
  aws_s3_bucket_logging: { module: "s3-bucket-logging", name: "S3BucketLoggingA" },
  aws_s3_bucket_object_lock_configuration: {
    module: "s3-bucket-object-lock-configuration",
    name: "S3BucketObjectLockConfigurationA",
  },
  aws_s3_bucket_ownership_controls: {
    module: "s3-bucket-ownership-controls",
    name: "S3BucketOwnershipControls",
  },
  aws_s3_bucket_policy: { module: "s3-bucket-policy", name: "S3BucketPolicy" },
  aws_s3_bucket_public_access_block: {
    module: "s3-bucket-public-access-block",
    name: "S3BucketPublicAccessBlock",
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    module: "s3-bucket-server-side-encryption-configuration",
    name: "S3BucketServerSideEncryptionConfigurationA",
    lists: ["rule"],
    newer: ["rule.blocked_encryption_types"],
  },
  aws_s3_bucket_versioning: { module: "s3-bucket-versioning", name: "S3BucketVersioningA" },
  aws_sns_topic: { module: "sns-topic", name: "SnsTopic" },
  aws_sns_topic_policy: { module: "sns-topic-policy", name: "SnsTopicPolicy" },
};

/** The row of a block's type; one that is missing is told by the block that needs it. */
export function classEntry(block: Pick<Block, "mode" | "type" | "name">): ClassEntry {
  const entry = classTable[block.mode === "data" ? `data.${block.type}` : block.type];
  if (entry === undefined)
    throw new Error(`${blockAddress(block)}: add its type to the class table, class-table.ts`);
  return entry;
}

/**
 * The class of one type, loaded when it is first wanted: the provider's index takes ten times as long and eight
 * times the memory of all classes of this table.
 */
export function classOf(entry: ClassEntry): ElementClass {
  const known = loadedClasses.get(entry);
  if (known !== undefined) return known;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
  const loaded = require(`@cdktf/provider-aws/lib/${entry.module}`) as Readonly<Record<string, ElementClass>>;
  const found = loaded[entry.name];
  if (found === undefined) throw new Error(`@cdktf/provider-aws has no class ${entry.name}`);
  loadedClasses.set(entry, found);
  return found;
}

/** To ask Node for a module again takes it as long as to build an element. */
const loadedClasses = new Map<ClassEntry, ElementClass>();

/** Arguments that the classes do not call by their Terraform name in camel case, as every Java object has it. */
const renamed: Readonly<Record<string, string>> = { equals: "equalTo" };

/** What the classes call an argument or nested block: `kmsKeyId` for `kms_key_id`. */
export const classArgument = (name: string): string =>
  renamed[name] ?? name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
