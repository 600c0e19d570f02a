import type { Blueprint, Move } from "../terraform/blueprint";
import { blockAddress } from "../terraform/blueprint";

/**
 * What a root declares when the resources of a blueprint move from one module to another: one move for each resource,
 * which takes all of its instances along.
 *
 * Addresses that an earlier release gave move as they are. The `moved` blocks of the module that they move to then take
 * them on, because Terraform follows moves one after another.
 *
 * @param from the module call that they are in, such as `module.trail`. `null`: they are in the root.
 * @param to the module call that they move to. `null`: the root.
 */
export function movesBetween(blueprint: Blueprint, from: string | null, to: string | null): readonly Move[] {
  const addresses = [
    ...blueprint.blocks.filter(({ mode }) => mode === "resource").map(blockAddress),
    ...blueprint.moves.map((move) => move.from),
  ];
  return [...new Set(addresses)].map((address) => ({ from: within(from, address), to: within(to, address) }));
}

const within = (module: string | null, address: string): string =>
  module === null ? address : `${module}.${address}`;
