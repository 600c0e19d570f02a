import type { Config } from "../config/config";
import { logsContextKey, logsPrincipal } from "../policy/cloudwatch-logs";
import { anyTrailDecryptsIn } from "./decrypt-for-bucket-key";
import type { Deployment } from "./deployment";
import type { Expectation, ExpectedRequest } from "./expectation";
import { allowed, refused } from "./expectation";
import { byCloudTrail, cloudTrailFor, logOf, onBehalfOf } from "./requests";
import type { TrailsToTry } from "./trails-to-try";

/** The ARN of the log group that is created here, without `:*`. `null`: none is. */
export const logGroupArn = ({ logGroup }: Config, deployment: Deployment): string | null =>
  logGroup?.kind === "created" ? groupIn(deployment, logGroup.name) : null;

const groupIn = ({ partition, region, account }: Deployment, name: string): string =>
  `arn:${partition}:logs:${region}:${account}:log-group:${name}`;

const uses = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** What CloudWatch Logs asks of a key that encrypts the log group, and what it must not be given. */
export function logGroupUsesKey(
  config: Config,
  deployment: Deployment,
  group: string,
  { own, stranger }: Pick<TrailsToTry, "own" | "stranger">,
): readonly Expectation[] {
  const { partition, region } = deployment;
  const service = logsPrincipal(partition, region);
  const ask = (
    what: string,
    action: string,
    context: Readonly<Record<string, string>>,
    principal = service,
  ): ExpectedRequest => ({ name: `${principal} ${what}: ${action}`, principal, action, context });
  const of = (arn: string): Readonly<Record<string, string>> => ({ [logsContextKey]: arn });
  const elsewhere = region === "us-west-2" ? "eu-west-1" : "us-west-2";
  const others = [
    `${group}-2`,
    `${group}:*`,
    group.replace(`:${deployment.account}:`, `:${stranger.account}:`),
    group.replace(`:${region}:`, `:${elsewhere}:`),
  ];
  return [
    ...uses.map((action) => allowed(ask("uses the key for the log group", action, of(group)))),
    ...uses.flatMap((action) => [
      ...others.map((other) => refused(config, ask(`does not use the key for ${other}`, action, of(other)))),
      refused(config, ask("does not use the key without an encryption context", action, {})),
      refused(config, ask("does not use the key for the logs of the trail", action, cloudTrailFor(own))),
      ...[logsPrincipal(partition, elsewhere), "logs.amazonaws.com", "delivery.logs.amazonaws.com"].map(
        (principal) =>
          refused(config, ask("does not use the key for the log group", action, of(group), principal)),
      ),
      refused(config, {
        name: `A stranger does not use the key for the log group: ${action}`,
        principal: `arn:${partition}:iam::${stranger.account}:role/Admin`,
        action,
        context: of(group),
        iamAllows: true,
      }),
    ]),
    ...["kms:DescribeKey", "kms:CreateGrant", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"].map((action) =>
      refused(config, ask("does not manage the key", action, of(group))),
    ),
    ...["kms:GenerateDataKey", "kms:Decrypt"].flatMap((action) =>
      [
        { what: "with the log group's context for a stranger's trail", trail: stranger },
        { what: "with the log group's context alone, for our trail", trail: own },
      ].map(({ what, trail }) =>
        refused(
          config,
          {
            name: `CloudTrail has no ${action} ${what}`,
            ...byCloudTrail(action, { ...onBehalfOf(trail), ...of(group) }),
          },
          action === "kms:Decrypt" ? anyTrailDecryptsIn(config) : [],
        ),
      ),
    ),
    ...["kms:GenerateDataKey", "kms:Decrypt"].map((action) =>
      refused(
        config,
        {
          name: `CloudTrail has no ${action} for a stranger's logs, with the log group's context too`,
          ...byCloudTrail(action, { ...logOf(stranger), ...onBehalfOf(stranger), ...of(group) }),
        },
        action === "kms:Decrypt" ? anyTrailDecryptsIn(config) : [],
      ),
    ),
  ];
}

/** A key that does not encrypt the log group lets CloudWatch Logs do nothing. */
export const logGroupIsKeptOut = (
  config: Config,
  deployment: Deployment,
  group: string,
): readonly Expectation[] =>
  uses.map((action) =>
    refused(config, {
      name: `CloudWatch Logs has no ${action}: the log group has another key`,
      principal: logsPrincipal(deployment.partition, deployment.region),
      action,
      context: { [logsContextKey]: group },
    }),
  );
