import type { Config } from "../config/config";
import { isControlTower } from "../config/control-tower";
import { awsConfig, isConfigAction } from "../policy/aws-config";
import type { TrailsToTry } from "./trails-to-try";
import { strangersReadNoDigests } from "./digests-are-read";
import { anyTrailDecryptsIn } from "./decrypt-for-bucket-key";
import type { Expectation } from "./expectation";
import { likeConsole, refused } from "./expectation";
import type { Trail } from "./requests";
import { byCloudTrail, cloudTrailFor, logOf, onBehalfOf } from "./requests";

export function strangersAreRefused(config: Config, trails: TrailsToTry): readonly Expectation[] {
  const { own, stranger } = trails;
  return [
    ...[stranger, ...trails.neighbours].flatMap((trail) => trailIsRefused(config, trail)),
    ...[stranger, ...trails.neighbours].flatMap((trail) =>
      confusedDeputy(config, `our logs on behalf of ${trail.arn}`, { ...logOf(own), ...onBehalfOf(trail) }),
    ),
    ...confusedDeputy(config, "a stranger's logs on behalf of our trail", {
      ...logOf(stranger),
      ...onBehalfOf(own),
    }),
    ...[
      "s3.amazonaws.com",
      "delivery.logs.amazonaws.com",
      "config.amazonaws.com",
      "sns.amazonaws.com",
    ].flatMap((service) =>
      ["kms:GenerateDataKey", "kms:Decrypt", "kms:DescribeKey"].map((action) =>
        refused(
          config,
          {
            name: `${service} has no ${action}, even with our trail's context`,
            principal: service,
            action,
            context: cloudTrailFor(own),
          },
          // Control Tower's page names AWS Config without a condition.
          isControlTower(config) && service === awsConfig && isConfigAction(action) ? ["aws-docs"] : [],
        ),
      ),
    ),
    refused(
      config,
      {
        name: "CloudTrail does not describe the key when no trail is named",
        ...byCloudTrail("kms:DescribeKey"),
      },
      likeConsole(config),
    ),
    ...foreignersAreRefused(config, trails, own),
    ...strangersReadNoDigests(config, trails),
  ];
}

const trailIsRefused = (config: Config, trail: Trail): readonly Expectation[] => [
  refused(config, {
    name: `CloudTrail encrypts nothing for ${trail.arn}`,
    ...byCloudTrail("kms:GenerateDataKey", cloudTrailFor(trail)),
  }),
  refused(
    config,
    {
      name: `CloudTrail decrypts nothing for ${trail.arn}`,
      ...byCloudTrail("kms:Decrypt", cloudTrailFor(trail)),
    },
    anyTrailDecryptsIn(config),
  ),
  refused(
    config,
    {
      name: `CloudTrail does not describe the key for ${trail.arn}`,
      ...byCloudTrail("kms:DescribeKey", onBehalfOf(trail)),
    },
    likeConsole(config),
  ),
];

const confusedDeputy = (
  config: Config,
  what: string,
  context: Readonly<Record<string, string>>,
): readonly Expectation[] => [
  refused(config, {
    name: `CloudTrail does not encrypt ${what}`,
    ...byCloudTrail("kms:GenerateDataKey", context),
  }),
  refused(
    config,
    { name: `CloudTrail does not decrypt ${what}`, ...byCloudTrail("kms:Decrypt", context) },
    anyTrailDecryptsIn(config),
  ),
];

function foreignersAreRefused(
  config: Config,
  { deployment, stranger }: TrailsToTry,
  own: Trail,
): readonly Expectation[] {
  const actions = [
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "kms:DescribeKey",
    "kms:PutKeyPolicy",
    "kms:CreateGrant",
  ];
  const foreigners = [
    `arn:${deployment.partition}:iam::${stranger.account}:root`,
    `arn:${deployment.partition}:iam::${stranger.account}:role/Admin`,
  ];
  return actions.flatMap((action) => [
    ...foreigners.map((principal) =>
      refused(config, {
        name: `${principal} has no ${action}, whatever its own IAM allows`,
        principal,
        action,
        context: logOf(own),
        iamAllows: true,
      }),
    ),
    refused(config, { name: `Nobody unknown has ${action}`, principal: "*", action, context: logOf(own) }),
  ]);
}
