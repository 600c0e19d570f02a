import { arnText, parseArn } from "../config/arn";
import { cloudTrail, contextKey, sourceArnKey } from "../policy/cloudtrail";
import type { Deployment } from "./deployment";
import type { ExpectedRequest } from "./expectation";

/** A trail that may, or may not, use the key. */
export interface Trail {
  readonly arn: string;
  readonly account: string;
}

/** The name of a role, or a user, that no policy names. */
export const nobodyInParticular = "trailkey-nobody-in-particular";

/** A role of an account that no policy names. */
export const nobodyIn = ({ partition }: Pick<Deployment, "partition">, account: string): string =>
  `arn:${partition}:iam::${account}:role/${nobodyInParticular}`;

/** An account that no config of ours names: the strangers of the matrix live in it. */
export function strangerAccount(known: ReadonlySet<string>): string {
  const candidates = ["999999999999", "888888888888", "777777777777", "666666666666"];
  for (const candidate of candidates) if (!known.has(candidate)) return candidate;
  return (
    Array.from({ length: 1000 }, (_, count) => String(500000000000 + count)).find((id) => !known.has(id)) ??
    ""
  );
}

export const trailIn = (deployment: Deployment, account: string, name: string): Trail => ({
  arn: `arn:${deployment.partition}:cloudtrail:${deployment.region}:${account}:trail/${name}`,
  account,
});

export const trailNamed = (arn: string): Trail => ({ arn, account: parseArn(arn)?.account ?? "" });

/** What a log of a trail is encrypted under. */
export const logOf = (trail: Trail): Readonly<Record<string, string>> => ({ [contextKey]: trail.arn });

/** On behalf of which trail CloudTrail calls. */
export const onBehalfOf = (trail: Trail): Readonly<Record<string, string>> => ({
  [sourceArnKey]: trail.arn,
  "aws:SourceAccount": trail.account,
});

/** The context of a call of CloudTrail for a trail's own logs. */
export const cloudTrailFor = (trail: Trail): Readonly<Record<string, string>> => ({
  ...logOf(trail),
  ...onBehalfOf(trail),
});

/** A call of CloudTrail. */
export const byCloudTrail = (
  action: string,
  context?: Readonly<Record<string, string>>,
): Pick<ExpectedRequest, "principal" | "action" | "context"> => ({
  principal: cloudTrail,
  action,
  ...(context && { context }),
});

/** The trail's name in another Region: where a multi-Region trail writes as well, and another trail may have its home. */
export const elsewhere = (trail: Trail): Trail => {
  const arn = parseArn(trail.arn);
  if (arn === undefined) return trail;
  const region = arn.region === "us-west-2" ? "eu-west-1" : "us-west-2";
  return { ...trail, arn: arnText({ ...arn, region }) };
};
