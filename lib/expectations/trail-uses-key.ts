import type { Config } from "../config/config";
import type { Cast } from "./cast";
import type { Expectation } from "./expectation";
import type { Trail } from "./requests";
import { cloudTrail, cloudTrailFor, elsewhere, logOf, onBehalfOf } from "./requests";
import { allowed, needsBucketKey, refused } from "./verdict-of";

export function trailUsesKey(config: Config, { place }: Cast, trail: Trail): readonly Expectation[] {
  const who = { principal: cloudTrail };
  const context = cloudTrailFor(trail);
  const otherRegion = place.region === "us-west-2" ? "eu-west-1" : "us-west-2";
  const decrypt = { ...who, action: "kms:Decrypt", context };
  return [
    allowed({
      ...who,
      name: `CloudTrail encrypts logs of ${trail.arn}`,
      action: "kms:GenerateDataKey",
      context,
    }),
    allowed({
      ...who,
      name: `CloudTrail encrypts logs of ${trail.arn} from another Region`,
      action: "kms:GenerateDataKey",
      context: { ...logOf(elsewhere(trail, otherRegion)), ...onBehalfOf(trail) },
    }),
    allowed({
      ...who,
      name: `CloudTrail describes the key for ${trail.arn}`,
      action: "kms:DescribeKey",
      context: onBehalfOf(trail),
    }),
    needsBucketKey(config)
      ? allowed({ ...decrypt, name: `CloudTrail decrypts logs of ${trail.arn}, for the S3 Bucket Key` })
      : refused(config, {
          ...decrypt,
          name: `CloudTrail does not decrypt logs of ${trail.arn}: there is no S3 Bucket Key`,
        }),
    ...[
      "kms:Encrypt",
      "kms:ReEncryptFrom",
      "kms:CreateGrant",
      "kms:PutKeyPolicy",
      "kms:ScheduleKeyDeletion",
    ].map((action) =>
      refused(config, { ...who, name: `CloudTrail has no ${action} for ${trail.arn}`, action, context }),
    ),
    refused(config, {
      ...who,
      name: `CloudTrail encrypts nothing for ${trail.arn} without an encryption context`,
      action: "kms:GenerateDataKey",
      context: onBehalfOf(trail),
    }),
    refused(config, {
      ...who,
      name: `CloudTrail encrypts nothing under the context of ${trail.arn} when no trail is named`,
      action: "kms:GenerateDataKey",
      context: logOf(trail),
    }),
  ];
}
