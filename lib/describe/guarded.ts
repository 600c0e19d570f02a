import type { Block, Blueprint, Check } from "../terraform/blueprint";
import { blockAddress, expressionsOf } from "../terraform/blueprint";
import { namesUsed } from "../terraform/names-used";

/**
 * The blueprint with checks on every resource that nothing else guards: one that refers to, or waits for, a
 * guarded resource is not created before the check has passed.
 *
 * The checks stand on the resources and not on the data sources that they read: where a caller's `depends_on`
 * puts off reading these, only what waits for them is sure to come after.
 */
export function guarded(blueprint: Blueprint, checks: readonly Check[]): Blueprint {
  if (checks.length === 0) return blueprint;
  const resources = blueprint.blocks.filter(({ mode }) => mode === "resource");
  const addresses = new Set(resources.map(blockAddress));
  const hasAncestor = (block: Block): boolean =>
    [...namesUsed(blueprint, expressionsOf(block)), ...(block.dependsOn ?? [])].some(
      (name) => addresses.has(name) && name !== blockAddress(block),
    );
  return {
    ...blueprint,
    blocks: blueprint.blocks.map((block) =>
      block.mode === "data" || hasAncestor(block) ? block : withChecks(block, checks),
    ),
  };
}

const withChecks = (block: Block, checks: readonly Check[]): Block => ({
  ...block,
  lifecycle: {
    ...block.lifecycle,
    preconditions: [...(block.lifecycle?.preconditions ?? []), ...checks],
  },
});
