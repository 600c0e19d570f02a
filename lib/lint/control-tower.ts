import { parseArn } from "../config/arn";
import { controlTowerTrail } from "../config/control-tower";
import { covers, globOf } from "../evaluate/glob";
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
  const isMeant = (trail: TrailPattern): boolean => trail.account === id && namesBaseline(trail);
  const told = new Set(named.filter(isMeant).map(({ pattern }) => parseArn(pattern)?.region ?? "*"));
  const places = region !== null ? [region] : told.size > 0 ? [...told] : ["*"];
  return [
    ...places.flatMap(
      (place) => trailPattern(`arn:${partition}:cloudtrail:${place}:${id}:trail/${controlTowerTrail}`) ?? [],
    ),
    ...named.filter((trail) => !isMeant(trail) && !isControlTowerTrail(trail)),
  ];
}

/** Whether a pattern covers Control Tower's trail, perhaps with others. */
const namesBaseline = ({ pattern }: TrailPattern): boolean =>
  covers(globOf(parseArn(pattern)?.resource ?? "", true), `trail/${controlTowerTrail}`);

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
