import { controlTowerTrail } from "../config/control-tower";
import { awsConfig, configActions } from "../policy/aws-config";
import type { Need } from "./needs";
import type { Owner, TrailPattern } from "./trails";
import { trailPattern } from "./trails";

/** Whether a trail is the one that Control Tower creates, in whatever account and Region. */
export const isControlTowerTrail = ({ pattern }: TrailPattern): boolean =>
  pattern.endsWith(`:trail/${controlTowerTrail}`);

/**
 * The trails that the key of a landing zone is for: Control Tower's trail of the management account, which owns the key,
 * and the others that the policy names. Where nothing tells the home Region, it is that which the policy names, or any.
 */
export function landingZoneTrails(
  { partition, id }: Owner,
  region: string | null,
  named: readonly TrailPattern[],
): readonly TrailPattern[] {
  const expected = trailPattern(
    `arn:${partition}:cloudtrail:${region ?? "*"}:${id}:trail/${controlTowerTrail}`,
  );
  const told = named.filter((trail) => trail.account === id && isControlTowerTrail(trail));
  const baseline = region === null && told.length > 0 ? told : expected ? [expected] : [];
  const others = named.filter(
    (trail) => !isControlTowerTrail(trail) && !(trail.account === id && isEveryTrail(trail)),
  );
  return [...baseline, ...others];
}

/** A pattern for every trail of the landing zone's account stands for Control Tower's. */
const isEveryTrail = ({ pattern }: TrailPattern): boolean => pattern.endsWith(":trail/*");

/**
 * What AWS Config asks of the key. On whose behalf it calls is left open: it delivers for every account of the
 * landing zone, which a policy may list or not.
 */
export const needsOfConfigRecorders: readonly Need[] = configActions.map((action) => ({
  what: "record",
  who: awsConfig,
  request: { principal: awsConfig, action },
  iamAllows: false,
  trail: null,
}));
