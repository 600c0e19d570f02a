import type { Draft } from "../draft";
import { nearest } from "../nearest";
import { partitionOf } from "../partition";
import type { PlacedMistake } from "../problem";
import { regions } from "../regions";
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
