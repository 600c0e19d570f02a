import type { Draft } from "../draft";
import { nearest } from "../nearest";
import { partitionOf } from "../partition";
import type { PlacedMistake } from "../problem";
import { isOptInRegion, regions } from "../regions";
import { regionsIn } from "./partitions";

const known: ReadonlySet<string> = new Set(regions);

/** Warns of what has the form of a Region and is none that AWS has: a trail, key or bucket cannot be there. */
export const unknownRegions = (draft: Draft): readonly PlacedMistake[] =>
  regionsIn(draft)
    .filter(({ region }) => partitionOf(region) !== undefined && !known.has(region))
    .map(({ path, region }) => {
      const meant = nearest(region, regions);
      return {
        path,
        code: "region-unknown",
        args: { region, ...(meant !== undefined && { meant }) },
        severity: "warning",
      };
    });

/**
 * Warns of an organization's trail whose home is a Region that its accounts may not have enabled.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 */
export function homeRegionOptIn({ config, region }: Draft): readonly PlacedMistake[] {
  if (config.organization === undefined || config.trail === false) return [];
  return region === undefined || !isOptInRegion(region)
    ? []
    : [{ path: ["region"], code: "home-region-opt-in", args: { region }, severity: "warning" }];
}
