import type { Draft } from "../draft";
import type { PlacedMistake } from "../problem";
import { bucketContradictions } from "./bucket";
import { keyContradictions } from "./key";
import { partitionContradictions } from "./partitions";
import { readerContradictions } from "./readers";
import { unknownRegions } from "./regions";
import { sourceContradictions } from "./sources";
import { tagContradictions } from "./tags";

/** What is right option by option and wrong together. */
export function contradictionsIn(draft: Draft): readonly PlacedMistake[] {
  return [
    keyContradictions,
    bucketContradictions,
    sourceContradictions,
    readerContradictions,
    partitionContradictions,
    unknownRegions,
    tagContradictions,
  ].flatMap((find) => find(draft));
}
