import type { BucketConfig, Config } from "../config/config";
import { providerCan, providerRange } from "../config/provider-versions";
import { accountIdRule, bucketNameRule, bucketPrefixRule } from "../config/rules";
import { policyDocument } from "./statement";
import { keyPolicyAddress } from "./key";
import type { Expression } from "../terraform/expression";
import {
  attributeOf,
  conditional,
  input,
  json,
  list,
  literal,
  local,
  operator,
  policy,
  text,
} from "../terraform/expression";
import type { Block, Input, Local, NamedPolicy, Output } from "../terraform/blueprint";
import { blockAddress } from "../terraform/blueprint";
import type { Part } from "./part";
import { attribute, nestedBlock, optionalInputs } from "./part";
import { string } from "../terraform/type";
import { bucketReaders } from "./bucket-readers";
import { accessLogInputs, accessLogOutput, accessLogPolicy } from "./access-log";
import { retentionInputs } from "./bucket-lifecycle";
import { bucketId, setting } from "./bucket-setting";
import { anyRetention, retentionBlocks } from "./retention";
import { orFound } from "./context";
import type { Scope } from "./scope";
import { bucketOwnerInput, callerAccount, isOpen, prefixInputName, withProvider } from "./scope";
import { sourceChecks } from "./source-checks";
import { cloudTrailDeliversLogs } from "./statements/cloudtrail-delivers-logs";
import { denyInsecureTransport } from "./statements/deny-insecure-transport";
import { toDeliver, trailSourceInputs, trailSources } from "./trail-sources";

/** The bucket of the logs with its policy; or, for a bucket that exists, the policy that its owner must put. */
export function bucketPart(scope: Scope): Part {
  const { bucket, trail } = scope.config;
  if (bucket === null) return {};
  const known: Part = {
    inputs: bucketInputs(bucket, scope.config),
    locals: [
      {
        name: "bucket_arn",
        value: text`arn:${scope.partition}:s3:::${scope.bucketName}`,
        comment: "Built from its parts, so that the policies are known at plan time.",
      },
      ...(scope.open ? openLocals(scope) : []),
    ],
    ...(bucket.handedOver && { handedOver: [...createdBucket(scope, bucket), ...anyRetention] }),
  };
  if (trail === null) return known;

  // The local is there only where something that is built names it.
  const owner = scope.bucketAccount.kind === "local" ? callerAccount : scope.bucketAccount;
  const named = (document: Expression): NamedPolicy => ({
    name: "bucket",
    owner,
    document,
    rules: "resource",
  });
  const sources = trailSources(scope, toDeliver, bucket.deliverFrom);
  const readers = bucketReaders(scope, bucket);
  const locals = [...(known.locals ?? []), ...sources.locals, ...readers.locals];
  const needed = [...cloudTrailDeliversLogs(scope, bucket, sources), ...readers.statements];
  if (bucket.existing) {
    return {
      ...known,
      locals: [
        ...locals,
        {
          name: "bucket_policy",
          value: json(policy("bucket")),
          file: "bucket.tf",
          comment: "What the bucket's policy needs. Its owner attaches it.",
        },
      ],
      outputs: [
        {
          name: "bucket_policy",
          description:
            "Statements, as a JSON policy. The owner of the bucket must add them to the bucket policy before the trail is created.",
          value: local("bucket_policy"),
        },
      ],
      policies: [named(policyDocument(needed))],
    };
  }

  return {
    ...known,
    locals,
    blocks: createdBucket(scope, bucket).map((block) => ({ ...block, ...withProvider(bucket.provider) })),
    outputs: [...createdBucketOutputs, ...(bucket.accessLog === null ? [] : [accessLogOutput])],
    policies: [
      named(policyDocument([...needed, denyInsecureTransport(scope)])),
      ...(bucket.accessLog === null ? [] : [accessLogPolicy(scope, owner)]),
    ],
  };
}

function bucketInputs(bucket: BucketConfig, config: Config): readonly Input[] {
  const open = isOpen(config);
  return [
    {
      name: "bucket_name",
      description: bucket.existing
        ? `Name of the existing bucket that receives the logs: ${bucketNameRule.minLength} to ${bucketNameRule.maxLength} characters. Its owner manages its policy.`
        : `Name of the bucket to create for the logs: ${bucketNameRule.minLength} to ${bucketNameRule.maxLength} characters. Bucket names are unique across all AWS accounts.`,
      type: string(bucketNameRule),
      value: bucket.name,
      ...(!open && { default: bucket.name }),
    },
    ...(bucket.existing && open
      ? optionalInputs(open, {
          name: bucketOwnerInput,
          description: "Account that owns the existing bucket: 12 digits.",
          otherwise: "the account of the provider without an alias",
          type: string(accountIdRule),
          value: bucket.account,
        })
      : []),
    ...optionalInputs(open, {
      name: prefixInputName,
      description: "Folder of the bucket that holds AWSLogs/, at most 200 characters.",
      otherwise: "AWSLogs/ is at the top",
      type: string(bucketPrefixRule),
      value: bucket.prefix,
    }),
    ...trailSourceInputs(toDeliver, bucket.deliverFrom, config),
    ...retentionInputs(bucket, open),
    ...accessLogInputs(bucket, open),
  ];
}

/** What depends on what the caller of a module for others says of the bucket. */
const openLocals = ({ account }: Scope): readonly Local[] => [
  {
    name: "logs_folder",
    value: conditional(
      operator(input(prefixInputName), "==", literal(null)),
      literal("AWSLogs"),
      text`${input(prefixInputName)}/AWSLogs`,
    ),
    comment: "CloudTrail's folder in the bucket.",
  },
  { ...orFound(bucketOwnerInput, account), comment: "The account that owns the bucket." },
];

function createdBucket(scope: Scope, bucket: BucketConfig): readonly Block[] {
  const { config, keyArn } = scope;
  const checks = sourceChecks(scope, "bucket.deliverFrom", toDeliver, bucket.deliverFrom);
  return [
    {
      mode: "resource",
      type: "aws_s3_bucket",
      name: "logs",
      file: "bucket.tf",
      comment: bucket.forceDestroy
        ? "With force_destroy, a destroy deletes every log in the bucket."
        : "Without force_destroy, Terraform does not delete a bucket that still contains logs.",
      args: [
        attribute("bucket", input("bucket_name")),
        ...(bucket.forceDestroy ? [attribute("force_destroy", literal(true))] : []),
        attribute("tags", input("tags")),
      ],
      lifecycle: { preventDestroy: config.protect },
      ...(config.key.existing === null && {
        dependsOnComment: bucket.forceDestroy
          ? "A destroy deletes the logs and the bucket before the key."
          : "A destroy fails at a bucket that still contains logs. The key and its policy would be destroyed after it, so they remain.",
        dependsOn: [keyPolicyAddress],
      }),
    },
    setting("aws_s3_bucket_ownership_controls", [
      nestedBlock("rule", attribute("object_ownership", literal("BucketOwnerEnforced"))),
    ]),
    setting("aws_s3_bucket_public_access_block", [
      attribute("block_public_acls", literal(true)),
      attribute("block_public_policy", literal(true)),
      attribute("ignore_public_acls", literal(true)),
      attribute("restrict_public_buckets", literal(true)),
    ]),
    setting(
      "aws_s3_bucket_versioning",
      [nestedBlock("versioning_configuration", attribute("status", literal("Enabled")))],
      { comment: "A log that is overwritten or deleted can be recovered." },
    ),
    setting("aws_s3_bucket_server_side_encryption_configuration", [
      nestedBlock(
        "rule",
        attribute("bucket_key_enabled", literal(bucket.bucketKey)),
        nestedBlock(
          "apply_server_side_encryption_by_default",
          attribute("sse_algorithm", literal("aws:kms")),
          attribute("kms_master_key_id", keyArn),
        ),
        ...(providerCan(providerRange(config, config.awsProvider)).blockEncryptionTypes
          ? [
              attribute(
                "blocked_encryption_types",
                list(literal("SSE-C")),
                "Keys that the caller sends with each request (SSE-C) would be beside the key above. S3 blocks them in new buckets.",
              ),
            ]
          : []),
      ),
    ]),
    setting("aws_s3_bucket_policy", [attribute("policy", json(policy("bucket")))], {
      comment: "No Deny on encryption headers: it could stop delivery if AWS changes the headers.",
      ...(checks.length > 0 && { lifecycle: { preconditions: checks } }),
      // S3 refuses two changes of a bucket's access settings at the same time.
      dependsOn: ["aws_s3_bucket_public_access_block.logs"],
    }),
    ...retentionBlocks(bucket, scope.open),
  ];
}

/** What a trail waits for: the bucket with all of its settings. */
export const bucketAddresses = (bucket: BucketConfig): readonly string[] => [
  ...settingAddresses,
  ...retentionBlocks(bucket, false).map(blockAddress),
];

export const settingAddresses: readonly string[] = [
  "aws_s3_bucket_ownership_controls.logs",
  "aws_s3_bucket_public_access_block.logs",
  "aws_s3_bucket_versioning.logs",
  "aws_s3_bucket_server_side_encryption_configuration.logs",
  "aws_s3_bucket_policy.logs",
];

const withItsPolicy = {
  dependsOn: ["aws_s3_bucket_policy.logs"],
  comment: "CloudTrail and readers can use the bucket only after its policy is attached.",
} as const;

const createdBucketOutputs: readonly Output[] = [
  {
    name: "bucket_name",
    description:
      "Name of the bucket that receives the logs. Pass it to further trails, to lifecycle rules and to whoever reads the logs.",
    value: bucketId,
    ...withItsPolicy,
  },
  {
    name: "bucket_arn",
    description:
      "ARN of the bucket that receives the logs. Use it as the resource in IAM policies; the ARNs of the log files begin with it.",
    value: attributeOf("aws_s3_bucket", "logs", "arn"),
    ...withItsPolicy,
  },
  {
    name: "bucket_policy",
    description:
      "Policy of the bucket, as JSON. Use it to review what is attached. A second aws_s3_bucket_policy for the bucket would replace it.",
    value: attributeOf("aws_s3_bucket_policy", "logs", "policy"),
  },
];
