import type { Blueprint } from "./blueprint";
import { blockAddress, expressionsOf } from "./blueprint";
import { namesUsed } from "./names-used";
import { usedProviders } from "./used-providers";

/** The blueprint without the inputs, locals, data sources and providers that nothing in it needs. */
export function withoutUnused(blueprint: Blueprint): Blueprint {
  const { inputs, locals, blocks, outputs } = blueprint;
  const resources = blocks.filter(({ mode }) => mode === "resource");
  const needed = [...resources.flatMap(expressionsOf), ...outputs.map(({ value }) => value)];
  const used = new Set([
    ...namesUsed(blueprint, needed),
    ...resources.flatMap(({ dependsOn = [] }) => dependsOn),
  ]);
  const left: Blueprint = {
    ...blueprint,
    inputs: inputs.filter(({ name }) => used.has(`var.${name}`)),
    locals: locals.filter(({ name }) => used.has(`local.${name}`)),
    blocks: blocks.filter((block) => block.mode === "resource" || used.has(blockAddress(block))),
  };
  return { ...left, providers: usedProviders(left) };
}
