import type { Move } from "../terraform/blueprint";
import { movedBlock } from "./body-view";
import { print } from "./templates";

/** `moved` blocks for a file of the root, in the form of `terraform fmt`. */
export const movedBlocks = (moves: readonly Move[]): string =>
  print("moves.tf", { blocks: moves.map(movedBlock) });
