import type { Config } from "../config/config";
import { anyTrailDecryptsIn, needsBucketKey } from "./decrypt-for-bucket-key";
import type { Expectation } from "./expectation";
import { allowed, refused } from "./expectation";
import type { Trail } from "./requests";
import { byCloudTrail, cloudTrailFor, elsewhere, logOf, onBehalfOf } from "./requests";

export function trailUsesKey(config: Config, trail: Trail): readonly Expectation[] {
  const { arn } = trail;
  const context = cloudTrailFor(trail);
  const fromElsewhere = { ...logOf(elsewhere(trail)), ...onBehalfOf(trail) };
  const encrypt = byCloudTrail("kms:GenerateDataKey", context);
  const decrypt = byCloudTrail("kms:Decrypt", context);
  return [
    allowed({ name: `CloudTrail encrypts logs of ${arn}`, ...encrypt }),
    allowed({
      name: `CloudTrail encrypts logs of ${arn} from another Region`,
      ...encrypt,
      context: fromElsewhere,
    }),
    allowed({
      name: `CloudTrail describes the key for ${arn}`,
      ...byCloudTrail("kms:DescribeKey", onBehalfOf(trail)),
    }),
    ...(needsBucketKey(config)
      ? [
          allowed({ name: `CloudTrail decrypts logs of ${arn}, for the S3 Bucket Key`, ...decrypt }),
          allowed({
            name: `CloudTrail decrypts logs of ${arn} from another Region, for the S3 Bucket Key`,
            ...decrypt,
            context: fromElsewhere,
          }),
        ]
      : [
          refused(config, {
            name: `CloudTrail does not decrypt logs of ${arn}: there is no S3 Bucket Key`,
            ...decrypt,
          }),
        ]),
    ...[
      "kms:Encrypt",
      "kms:ReEncryptFrom",
      "kms:CreateGrant",
      "kms:PutKeyPolicy",
      "kms:ScheduleKeyDeletion",
    ].map((action) =>
      refused(config, { name: `CloudTrail has no ${action} for ${arn}`, ...byCloudTrail(action, context) }),
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
  return halves.flatMap(({ when, context }) => [
    refused(config, {
      name: `CloudTrail encrypts nothing for ${trail.arn} ${when}`,
      ...byCloudTrail("kms:GenerateDataKey", context),
    }),
    refused(
      config,
      {
        name: `CloudTrail decrypts nothing for ${trail.arn} ${when}`,
        ...byCloudTrail("kms:Decrypt", context),
      },
      anyTrailDecryptsIn(config),
    ),
  ]);
}
