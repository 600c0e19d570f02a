import type { BucketConfig, Config } from "../config/config";
import { bucketNameRule, bucketPrefixRule } from "../config/rules";
import { policyDocument } from "./statement";
import type { Expression } from "../terraform/expression";
import { attributeOf, input, json, literal, text } from "../terraform/expression";
import type { Argument, Block, Input } from "../terraform/blueprint";
import type { Part } from "./part";
import { attribute, nestedBlock } from "./part";
import { readersBesideBucketOwner } from "./reader-principals";
import type { Scope } from "./scope";
import { cloudTrailDeliversLogs } from "./statements/cloudtrail-delivers-logs";
import { denyInsecureTransport } from "./statements/deny-insecure-transport";
import { readersGetLogs } from "./statements/readers-get-logs";
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
    ],
  };
  if (trail === null) return known;

  const sources = trailSources(scope, toDeliver, bucket.deliverFrom);
  const locals = [...(known.locals ?? []), ...sources.locals];
  const outsiders = readersBesideBucketOwner(scope, bucket);
  const needed = [
    ...cloudTrailDeliversLogs(scope, bucket, sources),
    ...(outsiders
      ? readersGetLogs(scope, bucket, {
          who: "Readers",
          comment: "Readers of other accounts need the bucket's leave as well as that of their own IAM.",
          principals: outsiders,
        })
      : []),
  ];
  if (bucket.existing) {
    const document = policyDocument(needed);
    return {
      ...known,
      locals,
      outputs: [
        {
          name: "bucket_policy",
          description:
            "Statements, as a JSON policy, that the owner of the bucket must have in its policy before the trail can be created.",
          value: json(document),
        },
      ],
      policies: [{ name: "bucket", document }],
    };
  }

  const document = policyDocument([...needed, denyInsecureTransport(scope)]);
  return {
    ...known,
    locals,
    resources: createdBucket(bucket, scope.keyArn, document),
    outputs: [
      { name: "bucket_name", description: "Name of the bucket of the logs.", value: bucketId },
      {
        name: "bucket_arn",
        description: "ARN of the bucket of the logs.",
        value: attributeOf("aws_s3_bucket", "logs", "arn"),
      },
    ],
    policies: [{ name: "bucket", document }],
  };
}

function bucketInputs(bucket: BucketConfig, config: Config): readonly Input[] {
  return [
    {
      name: "bucket_name",
      description: bucket.existing
        ? "Name of the bucket that the logs go to. It exists; its policy is its owner's."
        : "Name of the bucket that is created for the logs.",
      type: "string",
      value: bucket.name,
      rule: bucketNameRule,
    },
    ...(bucket.prefix === null
      ? []
      : [
          {
            name: "s3_key_prefix",
            description: "Folder of the bucket that holds AWSLogs/.",
            type: "string",
            value: bucket.prefix,
            rule: bucketPrefixRule,
          } as const,
        ]),
    ...trailSourceInputs(toDeliver, bucket.deliverFrom, config),
  ];
}

const bucketId = attributeOf("aws_s3_bucket", "logs", "id");

/** An `aws_s3_bucket_*` resource, which sets one side of the bucket. */
const side = (type: string, args: readonly Argument[], more: Partial<Block> = {}): Block => ({
  type,
  name: "logs",
  concern: "bucket",
  args: [attribute("bucket", bucketId), ...args],
  ...more,
});

function createdBucket(bucket: BucketConfig, keyArn: Expression, policy: Expression): readonly Block[] {
  return [
    {
      type: "aws_s3_bucket",
      name: "logs",
      concern: "bucket",
      comment: "Without force_destroy: Terraform does not delete a bucket that still holds logs.",
      args: [attribute("bucket", input("bucket_name")), attribute("tags", input("tags"))],
    },
    side("aws_s3_bucket_ownership_controls", [
      nestedBlock("rule", attribute("object_ownership", literal("BucketOwnerEnforced"))),
    ]),
    side("aws_s3_bucket_public_access_block", [
      attribute("block_public_acls", literal(true)),
      attribute("block_public_policy", literal(true)),
      attribute("ignore_public_acls", literal(true)),
      attribute("restrict_public_buckets", literal(true)),
    ]),
    side(
      "aws_s3_bucket_versioning",
      [nestedBlock("versioning_configuration", attribute("status", literal("Enabled")))],
      { comment: "A log that is overwritten or deleted can be had back." },
    ),
    side("aws_s3_bucket_server_side_encryption_configuration", [
      nestedBlock(
        "rule",
        attribute("bucket_key_enabled", literal(bucket.bucketKey)),
        nestedBlock(
          "apply_server_side_encryption_by_default",
          attribute("sse_algorithm", literal("aws:kms")),
          attribute("kms_master_key_id", keyArn),
        ),
      ),
    ]),
    side("aws_s3_bucket_policy", [attribute("policy", json(policy))], {
      comment: "Nothing is denied for its encryption headers: that would break CloudTrail's digest files.",
      // S3 refuses two changes of a bucket's access settings at the same time.
      dependsOn: ["aws_s3_bucket_public_access_block.logs"],
    }),
  ];
}
