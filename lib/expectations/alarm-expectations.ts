import { arnText, parseArn } from "../config/arn";
import { alarmPlaces } from "../config/alarm-places";
import type { Config } from "../config/config";
import { accountOf } from "../config/key-owner";
import type { DeploymentWithKey } from "./deployment";
import type { Expectation } from "./expectation";
import { onKey, ownersManage } from "./monitoring-expectations";
import type { PolicyExpectation, PolicyRequest } from "./policy-expectation";
import { trailsToTry } from "./trails-to-try";

const eventBridge = "events.amazonaws.com";
const cloudWatch = "cloudwatch.amazonaws.com";
const others = ["cloudtrail.amazonaws.com", "s3.amazonaws.com", "sns.amazonaws.com", "*"];

/** The topic of one place, and what is around it. */
interface Place {
  readonly arn: string;
  readonly owner: string;
  readonly partition: string;
  readonly region: string;
  /** Where the rules and alarms are. */
  readonly account: string;
  readonly trail: string;
  readonly stranger: string;
  readonly topicPolicy: string;
  readonly keyPolicy: string;
  /** What its owner can do with its key, where the module creates it. */
  readonly managed: readonly Expectation[];
}

/** What the policies of the topics that alarms notify, and those of their keys, must allow and refuse. */
export function alarmExpectations(
  config: Config,
  deployment: DeploymentWithKey,
): readonly PolicyExpectation[] {
  if (config.alarms === null || config.trail === null) return [];
  return placesOf(config, deployment).flatMap((place) => [...topicIsNotified(place), ...keyOfTopic(place)]);
}

function placesOf(config: Config, deployment: DeploymentWithKey): readonly Place[] {
  const { partition, region } = deployment;
  const trails = trailsToTry(config, deployment);
  const trail = config.trail?.name ?? "";
  return alarmPlaces(config).map((provider) => {
    const given = provider === null ? (config.alarms?.topic ?? null) : null;
    const account = provider === null ? deployment.account : (accountOf(config, provider) ?? "");
    const suffix = provider === null ? "" : `-${provider.replaceAll("_", "-")}`;
    const resource = `${trail.replaceAll(".", "-")}-alarms${suffix}`;
    const arn = given ?? arnText({ partition, service: "sns", region, account, resource });
    return {
      arn,
      owner: parseArn(arn)?.account ?? account,
      partition,
      region,
      account,
      trail,
      stranger: trails.stranger.account,
      topicPolicy: `alarms-topic${suffix}`,
      keyPolicy: `alarms-key${suffix}`,
      managed: given === null ? ownersManage(config, { ...deployment, account }, trails, provider) : [],
    };
  });
}

function topicIsNotified(place: Place): readonly PolicyExpectation[] {
  const { arn, owner, account, partition, region, trail, stranger, topicPolicy } = place;
  const ask = (
    name: string,
    expect: PolicyExpectation["expect"],
    request: Partial<Pick<PolicyRequest, "principal" | "action" | "resource" | "context">>,
  ): PolicyExpectation => ({
    name: `${topicPolicy}: ${name}`,
    steps: [
      {
        principal: cloudWatch,
        action: "sns:Publish",
        resource: arn,
        ...request,
        on: { kind: "bucket", owner, policy: topicPolicy },
        iam: "nothing",
      },
    ],
    expect,
  });
  const forAlarm = (name: string, of = account) => ({
    "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${of}:alarm:${name}`,
    "aws:SourceAccount": of,
  });
  const own = forAlarm(`${trail}-key-disabled-undelivered`);
  return [
    // EventBridge gives no context.
    ask(`EventBridge notifies ${arn}`, "Allowed", { principal: eventBridge }),
    ask("EventBridge notifies no other topic", "ImplicitlyDenied", {
      principal: eventBridge,
      resource: `${arn}-2`,
    }),
    ask(`CloudWatch notifies ${arn} of our alarms`, "Allowed", { context: own }),
    ask("CloudWatch notifies no other topic", "ImplicitlyDenied", { resource: `${arn}-2`, context: own }),
    ask("CloudWatch notifies nobody of alarms of another name", "ImplicitlyDenied", {
      context: forAlarm("any-other"),
    }),
    ask("CloudWatch notifies nobody of a stranger's alarms", "ImplicitlyDenied", {
      context: forAlarm(`${trail}-key-disabled`, stranger),
    }),
    ask("CloudWatch notifies nobody when no alarm is named", "ImplicitlyDenied", {}),
    ...[eventBridge, cloudWatch].flatMap((principal) =>
      ["sns:Subscribe", "sns:DeleteTopic", "sns:SetTopicAttributes", "sns:AddPermission"].map((action) =>
        ask(`${principal} has no ${action}`, "ImplicitlyDenied", { principal, action, context: own }),
      ),
    ),
    ...[...others, `arn:${partition}:iam::${stranger}:role/Admin`].map((principal) =>
      ask(`${principal} does not publish`, "ImplicitlyDenied", { principal, context: own }),
    ),
  ];
}

/** Without a condition, as on AWS's page: it must not be the key of anything else. */
function keyOfTopic(place: Place): readonly PolicyExpectation[] {
  const { partition, owner, stranger, keyPolicy, managed } = place;
  const ask = (expect: Expectation["expect"], action: string, principal: string): Expectation => ({
    name: `${principal} ${expect === "Allowed" ? "has" : "has no"} ${action}`,
    principal,
    action,
    expect,
  });
  return [
    ...["kms:GenerateDataKey", "kms:Decrypt"].flatMap((action) => [
      ...[eventBridge, cloudWatch].map((principal) => ask("Allowed", action, principal)),
      ...[...others, `arn:${partition}:iam::${stranger}:role/Admin`].map((principal) =>
        ask("ImplicitlyDenied", action, principal),
      ),
    ]),
    ...["kms:Encrypt", "kms:DescribeKey", "kms:CreateGrant", "kms:PutKeyPolicy"].flatMap((action) =>
      [eventBridge, cloudWatch].map((principal) => ask("ImplicitlyDenied", action, principal)),
    ),
    ...managed,
  ].map((expectation) => onKey(keyPolicy, owner, expectation));
}
