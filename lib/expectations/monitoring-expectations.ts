import { arnText, parseArn } from "../config/arn";
import type { Config } from "../config/config";
import { isKeyOf } from "../config/key-owner";
import type { LogGroupConfig } from "../config/sections/log-group";
import type { NotificationsConfig } from "../config/sections/notifications";
import { cloudTrail, sourceArnKey } from "../policy/cloudtrail";
import { administratorManagesKey } from "./administrator-manages-key";
import type { Deployment, DeploymentWithKey } from "./deployment";
import type { Expectation } from "./expectation";
import { logGroupArn, logGroupUsesKey } from "./log-group-uses-key";
import { ownerKeepsControl } from "./owner-keeps-control";
import type { PolicyExpectation, PolicyRequest } from "./policy-expectation";
import { ofKeyPolicy } from "./policy-expectation";
import type { Trail } from "./requests";
import { cloudTrailFor, nobodyIn, onBehalfOf } from "./requests";
import type { TrailsToTry } from "./trails-to-try";
import { trailsToTry } from "./trails-to-try";

/** What the policies of the log group and of the topic must allow and refuse, those of their keys and roles among them. */
export function monitoringExpectations(
  config: Config,
  deployment: DeploymentWithKey,
): readonly PolicyExpectation[] {
  const { logGroup, notifications } = config;
  const trails = trailsToTry(config, deployment);
  return [
    ...(logGroup === null
      ? []
      : [
          ...keyOfLogGroup(config, deployment, trails),
          ...roleWrites(config, deployment, logGroup, trails),
          ...roleIsAssumed(deployment, trails),
        ]),
    ...(notifications === null
      ? []
      : [
          ...topicIsNotified(deployment, notifications, trails),
          ...keyOfTopic(config, deployment, notifications, trails),
        ]),
  ];
}

function keyOfLogGroup(
  config: Config,
  deployment: Deployment,
  trails: TrailsToTry,
): readonly PolicyExpectation[] {
  const group = logGroupArn(config, deployment);
  if (group === null || config.logGroup?.kind !== "created" || config.logGroup.key.kind === "this") return [];
  const { own } = trails;
  return [
    ...logGroupUsesKey(asStrict(config), deployment, group, trails),
    ...["kms:GenerateDataKey", "kms:Decrypt", "kms:DescribeKey"].map((action): Expectation => ({
      name: `CloudTrail has no ${action} on the key of the log group`,
      principal: cloudTrail,
      action,
      context: cloudTrailFor(own),
      expect: "ImplicitlyDenied",
    })),
    ...(config.logGroup.key.kind === "own" ? ownersManage(config, deployment, trails) : []),
  ].map((expectation) => onKey("log-group-key", deployment.account, expectation));
}

/** A key that is created beside that of the logs is its account's, and has the same administrators. */
export const ownersManage = (
  config: Config,
  deployment: Deployment,
  trails: TrailsToTry,
  provider: string | null = null,
): readonly Expectation[] => [
  ...ownerKeepsControl(asStrict(config), {
    ...trails,
    deployment: { ...deployment, owner: deployment.account },
  }),
  ...(isKeyOf(config, provider)
    ? config.key.administrators.flatMap((arn) => administratorManagesKey(asStrict(config), trails, arn))
    : []),
];

/** The style is of the key of the logs alone. */
const asStrict = (config: Config): Config => ({ ...config, key: { ...config.key, style: "strict" } });

export function onKey(name: string, owner: string, expectation: Expectation): PolicyExpectation {
  const { steps, ...rest } = ofKeyPolicy(owner)(expectation);
  const [step] = steps;
  return {
    ...rest,
    name: `${name}: ${rest.name}`,
    steps: [{ ...step, on: { ...step.on, policy: name } }],
  };
}

/** By itself: the log group leaves everything to IAM. */
function roleWrites(
  config: Config,
  deployment: Deployment,
  logGroup: LogGroupConfig,
  { own, stranger }: TrailsToTry,
): readonly PolicyExpectation[] {
  const { partition, region, account } = deployment;
  const group = logGroup.kind === "existing" ? logGroup.arn : (logGroupArn(config, deployment) ?? "");
  const principal = `arn:${partition}:iam::${account}:role/to-log-group`;
  const ask = (may: boolean, action: string, resource: string): PolicyExpectation => ({
    name: `The role of the log group ${may ? "has" : "has no"} ${action} on ${resource}`,
    steps: [
      {
        principal,
        action,
        resource,
        on: { kind: "bucket", owner: account, policy: null },
        iam: ["log-group-role"],
      },
    ],
    expect: may ? "Allowed" : "ImplicitlyDenied",
  });
  const organization = config.organization?.id;
  const streams = [
    `${group}:log-stream:${account}_CloudTrail_${region}`,
    `${group}:log-stream:${account}_CloudTrail_${region}_2`,
    ...(own.account === account ? [] : [`${group}:log-stream:${own.account}_CloudTrail_${region}`]),
    ...(organization === undefined
      ? []
      : [`${group}:log-stream:${organization}_${stranger.account}_CloudTrail_${region}`]),
  ];
  const others = [
    group,
    `${group}:*`,
    `${group}-2:log-stream:${account}_CloudTrail_${region}`,
    `${group}:log-stream:${stranger.account}_CloudTrail_${region}`,
    `${group}:log-stream:any-other`,
    `${group}:log-stream:o-zzzzzzzzzz_${account}_CloudTrail_${region}`,
  ];
  const writes = ["logs:CreateLogStream", "logs:PutLogEvents"];
  return [
    ...writes.flatMap((action) => [
      ...streams.map((stream) => ask(true, action, stream)),
      ...others.map((other) => ask(false, action, other)),
    ]),
    ...["logs:DeleteLogStream", "logs:GetLogEvents", "logs:DeleteLogGroup", "logs:PutRetentionPolicy"].map(
      (action) => ask(false, action, streams[0] ?? group),
    ),
    ask(false, "kms:Decrypt", group),
    ask(false, "s3:PutObject", `arn:${partition}:s3:::any-bucket/x`),
  ];
}

function roleIsAssumed(
  { partition, account }: Deployment,
  { own, stranger, neighbours }: TrailsToTry,
): readonly PolicyExpectation[] {
  const ask = (
    who: string,
    expect: PolicyExpectation["expect"],
    request: Pick<PolicyRequest, "principal" | "context"> & { readonly action?: string },
  ): PolicyExpectation => ({
    name: `${who} ${expect === "Allowed" ? "assumes" : "does not assume"} the role of the log group`,
    steps: [
      {
        action: "sts:AssumeRole",
        ...request,
        on: { kind: "trust", owner: account, policy: "log-group-trust" },
        iam: "everything",
      },
    ],
    expect,
  });
  const forTrail = (trail: Trail) => ({ principal: cloudTrail, context: source(trail, account, own) });
  return [
    ask("CloudTrail, for our trail,", "Allowed", forTrail(own)),
    ...[stranger, ...neighbours].map((trail) =>
      ask(`CloudTrail, for ${trail.arn},`, "ImplicitlyDenied", forTrail(trail)),
    ),
    ...(own.account === account
      ? [
          ask("CloudTrail, for another account by our trail,", "ImplicitlyDenied", {
            principal: cloudTrail,
            context: { ...onBehalfOf(own), "aws:SourceAccount": stranger.account },
          }),
        ]
      : []),
    ask("CloudTrail, for no trail,", "ImplicitlyDenied", { principal: cloudTrail }),
    ask("CloudTrail, with a session tag,", "ImplicitlyDenied", {
      ...forTrail(own),
      action: "sts:TagSession",
    }),
    ...["logs.amazonaws.com", "lambda.amazonaws.com", "*"].map((principal) =>
      ask(principal, "ImplicitlyDenied", { ...forTrail(own), principal }),
    ),
    ...[account, stranger.account].map((id) =>
      ask(`A role of ${id}`, "ImplicitlyDenied", { principal: nobodyIn({ partition }, id) }),
    ),
  ];
}

/** Where a delegated administrator creates the trail, either account may be the source. */
const source = (trail: Trail, account: string, own: Trail): Readonly<Record<string, string>> => ({
  ...onBehalfOf(trail),
  ...(trail === own && { "aws:SourceAccount": account }),
});

function topicIsNotified(
  deployment: Deployment,
  notifications: NotificationsConfig,
  { own, stranger, neighbours }: TrailsToTry,
): readonly PolicyExpectation[] {
  const { arn, owner } = topicOf(deployment, notifications);
  const ask = (
    name: string,
    expect: PolicyExpectation["expect"],
    request: Partial<Pick<PolicyRequest, "principal" | "action" | "resource" | "context">>,
  ): PolicyExpectation => ({
    name: `topic: ${name}`,
    steps: [
      {
        principal: cloudTrail,
        action: "sns:Publish",
        resource: arn,
        ...request,
        on: { kind: "bucket", owner, policy: "topic" },
        iam: "nothing",
      },
    ],
    expect,
  });
  return [
    ask(`CloudTrail notifies ${arn} for our trail`, "Allowed", { context: onBehalfOf(own) }),
    ...[stranger, ...neighbours].map((trail) =>
      ask(`CloudTrail notifies nobody for ${trail.arn}`, "ImplicitlyDenied", { context: onBehalfOf(trail) }),
    ),
    ask("CloudTrail notifies nobody when no trail is named", "ImplicitlyDenied", {}),
    ask("CloudTrail notifies nobody when the account alone is named", "ImplicitlyDenied", {
      context: { "aws:SourceAccount": own.account },
    }),
    ask("CloudTrail notifies no other topic", "ImplicitlyDenied", {
      resource: `${arn}-2`,
      context: onBehalfOf(own),
    }),
    ...["sns:Subscribe", "sns:DeleteTopic", "sns:SetTopicAttributes", "sns:AddPermission"].map((action) =>
      ask(`CloudTrail has no ${action}`, "ImplicitlyDenied", { action, context: onBehalfOf(own) }),
    ),
    ...["s3.amazonaws.com", "events.amazonaws.com", "*"].map((principal) =>
      ask(`${principal} does not publish, even for our trail`, "ImplicitlyDenied", {
        principal,
        context: onBehalfOf(own),
      }),
    ),
  ];
}

/** Without a condition, as on AWS's page: it must not be the key of anything else. */
function keyOfTopic(
  config: Config,
  deployment: Deployment,
  notifications: NotificationsConfig,
  trails: TrailsToTry,
): readonly PolicyExpectation[] {
  const { own, stranger } = trails;
  if (notifications.kind === "existing" && notifications.key === null) return [];
  const { owner } = topicOf(deployment, notifications);
  const ask = (
    expect: Expectation["expect"],
    action: string,
    principal = cloudTrail,
    context: Readonly<Record<string, string>> = { [sourceArnKey]: own.arn },
  ): Expectation => ({
    name: `${principal} ${expect === "Allowed" ? "has" : "has no"} ${action}`,
    principal,
    action,
    context,
    expect,
  });
  return [
    ...["kms:GenerateDataKey", "kms:Decrypt"].flatMap((action) => [
      ask("Allowed", action),
      ask("Allowed", action, cloudTrail, {}),
      ask("ImplicitlyDenied", action, "s3.amazonaws.com"),
      ask("ImplicitlyDenied", action, "events.amazonaws.com"),
      ask("ImplicitlyDenied", action, `arn:${deployment.partition}:iam::${stranger.account}:role/Admin`),
    ]),
    ...["kms:Encrypt", "kms:DescribeKey", "kms:CreateGrant", "kms:PutKeyPolicy"].map((action) =>
      ask("ImplicitlyDenied", action),
    ),
    ...(notifications.kind === "created" ? ownersManage(config, deployment, trails) : []),
  ].map((expectation) => onKey("topic-key", owner, expectation));
}

function topicOf(
  { partition, region, account }: Deployment,
  notifications: NotificationsConfig,
): { readonly arn: string; readonly owner: string } {
  const arn =
    notifications.kind === "existing"
      ? notifications.arn
      : arnText({ partition, service: "sns", region, account, resource: notifications.name });
  return { arn, owner: parseArn(arn)?.account ?? account };
}
