import type { BucketConfig, Config, TrailConfig } from "../config/config";
import { trailNameRule } from "../config/rules";
import { controlTowerTrail, isControlTower } from "../config/control-tower";
import type { Block, Input, Local } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { attributeOf, input, literal, text } from "../terraform/expression";
import { string } from "../terraform/type";
import { bucketAddresses } from "./bucket";
import { eventArguments } from "./events";
import { keyPolicyAddress } from "./key";
import { keyPolicyChecks } from "./key-policy-checks";
import {
  isLogGroupKeyOfOthers,
  logGroupAddresses,
  logGroupArguments,
  logGroupChecks,
  logGroupWaitsForOthers,
} from "./log-group";
import { topicAddresses, topicArguments, topicChecks } from "./notifications";
import { organizationChecks } from "./organization";
import type { Part } from "./part";
import { attribute, inputOf } from "./part";
import type { Scope } from "./scope";
import { isOrganizationTrail, prefixInputName } from "./scope";
import { sourceChecks } from "./source-checks";
import { toDeliver } from "./trail-sources";

/** The trail itself. */
export function trailPart(scope: Scope): Part {
  const { config } = scope;
  const { trail, bucket } = config;
  if (isControlTower(config)) return { locals: [arnOf(scope, literal(controlTowerTrail))] };
  if (trail === null || bucket === null) return {};
  return {
    inputs: [
      inputOf(
        "trail_name",
        "Name of the trail: 3 to 128 characters. It is part of the trail's ARN, which the policies name, so a change replaces the trail.",
        string(trailNameRule),
        trail.name,
      ),
      ...(waitsForOthers(config) ? [ready(config)] : []),
    ],
    locals: [arnOf(scope, input("trail_name"))],
    blocks: [trailBlock(scope, trail, bucket)],
    outputs: [
      {
        name: "trail_arn",
        description:
          "ARN of the trail. Pass it to other policies that name the trail in a condition on aws:SourceArn.",
        value: trailAttribute("arn"),
      },
      {
        name: "trail_name",
        description:
          "Name of the trail. Use it with the AWS CLI, such as aws cloudtrail get-trail-status in the home Region.",
        value: trailAttribute("name"),
      },
      {
        name: "home_region",
        description:
          "Home Region of the trail. Use it as the Region of the AWS CLI and of providers that change the trail: it can only be changed there.",
        value: trailAttribute("home_region"),
      },
    ],
  };
}

const arnOf = ({ partition, region, trailAccount }: Scope, name: Expression): Local => ({
  name: "trail_arn",
  value: text`arn:${partition}:cloudtrail:${region}:${trailAccount}:trail/${name}`,
  comment: "Built from its parts, because the policies name the trail before it is created.",
});

const trailAttribute = (name: string) => attributeOf("aws_cloudtrail", "this", name);

/** Whether somebody else attaches a policy that the trail needs. */
const waitsForOthers = (config: Config): boolean =>
  config.key.existing !== null ||
  config.bucket?.existing === true ||
  logGroupWaitsForOthers(config) ||
  config.notifications?.kind === "existing";

const ready = (config: Config): Input => ({
  name: "ready",
  description: `Anything that must exist before the trail is created, such as the aws_s3_bucket_policy or aws_kms_key_policy resource that attaches an output of this module. ${isLogGroupKeyOfOthers(config) ? "Only the trail and its log group depend" : "Only the trail depends"} on it. Default: the trail waits for nothing else.`,
  type: { kind: "any" },
  value: null,
  default: null,
});

function trailBlock(scope: Scope, trail: TrailConfig, bucket: BucketConfig): Block {
  const { config } = scope;
  const adopted = config.key.existing !== null;
  const preconditions = [
    ...(adopted ? keyPolicyChecks(scope) : []),
    // The policy of a bucket that exists is not built here, so the trail is what can be refused.
    ...(bucket.existing ? sourceChecks(scope, "bucket.deliverFrom", toDeliver, bucket.deliverFrom) : []),
    ...organizationChecks(scope),
    ...logGroupChecks(scope),
    ...topicChecks(scope),
  ];
  return {
    mode: "resource",
    type: "aws_cloudtrail",
    name: "this",
    file: "trail.tf",
    args: [
      attribute("name", input("trail_name")),
      attribute(
        "s3_bucket_name",
        bucket.existing ? input("bucket_name") : attributeOf("aws_s3_bucket", "logs", "id"),
      ),
      ...(bucket.prefix === null && !scope.open ? [] : [attribute("s3_key_prefix", input(prefixInputName))]),
      attribute("kms_key_id", scope.keyArn),
      attribute("is_multi_region_trail", literal(trail.multiRegion)),
      ...(isOrganizationTrail(config) ? [attribute("is_organization_trail", literal(true))] : []),
      attribute("include_global_service_events", literal(true)),
      attribute("enable_log_file_validation", literal(trail.logFileValidation)),
      ...logGroupArguments(scope),
      ...topicArguments(scope),
      attribute("tags", input("tags")),
      ...eventArguments(scope, bucket),
    ],
    ...(preconditions.length > 0 && { lifecycle: { preconditions } }),
    dependsOnComment:
      config.logGroup === null && config.notifications === null
        ? "CloudTrail verifies the key and the bucket when the trail is created, so their policies and settings come first."
        : "CloudTrail verifies all that it delivers to when the trail is created, so policies and settings come first.",
    dependsOn: [
      ...(adopted ? [] : [keyPolicyAddress]),
      ...(bucket.existing ? [] : bucketAddresses(bucket)),
      ...logGroupAddresses(config),
      ...topicAddresses(config),
      ...(waitsForOthers(config) ? ["var.ready"] : []),
    ],
  };
}
