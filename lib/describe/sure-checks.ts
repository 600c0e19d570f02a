import { partitionOf } from "../config/partition";
import type { Blueprint, Check } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { blockOf, literal } from "../terraform/expression";
import { noBindings, reduce } from "../terraform/reduce";
import { currentPartition } from "./scope";
import { isSureToFit } from "./size-checks";

/**
 * Whether a check is sure to pass, with what is known when a stack is built. Where the config has a Region, its
 * partition is known too, because nothing is created in any other Region.
 */
export const isSureToPass = (
  blueprint: Blueprint,
): ((check: Check, known: (expression: Expression) => Expression) => boolean) => {
  const fits = isSureToFit(blueprint);
  const partition = partitionIn(blueprint);
  return (check, known) => {
    if (check.fits !== undefined) return fits(check, known);
    const condition = reduce(known(check.condition), {
      ...noBindings,
      reference: (reference) =>
        blockOf(reference) === blockOf(currentPartition) && partition !== undefined
          ? literal(partition)
          : undefined,
    });
    return condition.kind === "literal" && condition.value === true;
  };
};

function partitionIn({ providers }: Blueprint): string | undefined {
  const region = providers.find(({ alias }) => alias === null)?.region;
  return region?.kind === "literal" && typeof region.value === "string"
    ? partitionOf(region.value)
    : undefined;
}
