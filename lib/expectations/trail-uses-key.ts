import type { Config } from "../config/config";
import { anyTrailDecryptsIn, needsBucketKey } from "./decrypt-for-bucket-key";
import type { Expectation } from "./expectation";
import { allowed, refused } from "./expectation";
import type { Trail } from "./requests";
import { cloudTrailFor, elsewhere, logOf, onBehalfOf } from "./requests";
import { cloudTrail } from "../policy/cloudtrail";

export function trailUsesKey(config: Config, trail: Trail): readonly Expectation[] {
  const who = { principal: cloudTrail };
  const context = cloudTrailFor(trail);
  const fromElsewhere = { ...logOf(elsewhere(trail)), ...onBehalfOf(trail) };
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
      context: fromElsewhere,
    }),
    allowed({
      ...who,
      name: `CloudTrail describes the key for ${trail.arn}`,
      action: "kms:DescribeKey",
      context: onBehalfOf(trail),
    }),
    ...(needsBucketKey(config)
      ? [
          allowed({ ...decrypt, name: `CloudTrail decrypts logs of ${trail.arn}, for the S3 Bucket Key` }),
          allowed({
            ...decrypt,
            name: `CloudTrail decrypts logs of ${trail.arn} from another Region, for the S3 Bucket Key`,
            context: fromElsewhere,
          }),
        ]
      : [
          refused(config, {
            ...decrypt,
            name: `CloudTrail does not decrypt logs of ${trail.arn}: there is no S3 Bucket Key`,
          }),
        ]),
    ...[
      "kms:Encrypt",
      "kms:ReEncryptFrom",
      "kms:CreateGrant",
      "kms:PutKeyPolicy",
      "kms:ScheduleKeyDeletion",
    ].map((action) =>
      refused(config, { ...who, name: `CloudTrail has no ${action} for ${trail.arn}`, action, context }),
    ),
    ...halfOfTheContext(config, trail),
  ];
}

/** The encryption context without the source, and the source without the encryption context. */
function halfOfTheContext(config: Config, trail: Trail): readonly Expectation[] {
  const halves = [
    { when: "without an encryption context", context: onBehalfOf(trail) },
    { when: "when no trail is named", context: logOf(trail) },
  ];
  const who = { principal: cloudTrail };
  return halves.flatMap(({ when, context }) => [
    refused(config, {
      ...who,
      name: `CloudTrail encrypts nothing for ${trail.arn} ${when}`,
      action: "kms:GenerateDataKey",
      context,
    }),
    refused(
      config,
      {
        ...who,
        name: `CloudTrail decrypts nothing for ${trail.arn} ${when}`,
        action: "kms:Decrypt",
        context,
      },
      anyTrailDecryptsIn(config),
    ),
  ]);
}
