import type { BucketConfig, Config, TrailConfig } from "../config/config";
import { trailNameRule } from "../config/rules";
import type { Expression } from "../terraform/expression";
import { attributeOf, input, literal, text } from "../terraform/expression";
import type { Block } from "../terraform/blueprint";
import type { Part } from "./part";
import { attribute } from "./part";
import type { Scope } from "./scope";

/** The trail itself. */
export function trailPart(scope: Scope): Part {
  const { config } = scope;
  const { trail, bucket } = config;
  if (trail === null || bucket === null) return {};
  return {
    inputs: [
      {
        name: "trail_name",
        description: "Name of the trail. The policies name the trail by it.",
        type: "string",
        value: trail.name,
        rule: trailNameRule,
      },
    ],
    locals: [
      {
        name: "trail_arn",
        value: text`arn:${scope.partition}:cloudtrail:${scope.region}:${scope.account}:trail/${input("trail_name")}`,
        comment: "Built from its parts: the policies must name the trail before it is created.",
      },
    ],
    resources: [trailBlock(config, trail, bucket, scope.keyArn)],
    outputs: [
      {
        name: "trail_arn",
        description: "ARN of the trail.",
        value: attributeOf("aws_cloudtrail", "this", "arn"),
      },
    ],
  };
}

function trailBlock(config: Config, trail: TrailConfig, bucket: BucketConfig, keyArn: Expression): Block {
  return {
    type: "aws_cloudtrail",
    name: "this",
    concern: "trail",
    comment:
      "CloudTrail tries the key and the bucket when the trail is created, so their policies come first.",
    args: [
      attribute("name", input("trail_name")),
      attribute(
        "s3_bucket_name",
        bucket.existing ? input("bucket_name") : attributeOf("aws_s3_bucket", "logs", "id"),
      ),
      ...(bucket.prefix === null ? [] : [attribute("s3_key_prefix", input("s3_key_prefix"))]),
      attribute("kms_key_id", keyArn),
      attribute("is_multi_region_trail", literal(trail.multiRegion)),
      attribute("include_global_service_events", literal(true)),
      attribute("enable_log_file_validation", literal(trail.logFileValidation)),
      attribute("tags", input("tags")),
    ],
    dependsOn: [
      ...(config.key.existing === null ? ["aws_kms_key_policy.this"] : []),
      ...(bucket.existing ? [] : ["aws_s3_bucket_policy.logs"]),
    ],
  };
}
