import type { Blueprint, Local, NamedPolicy } from "./blueprint";
import { blockAddress, expressionsOf } from "./blueprint";
import type { Expression } from "./expression";
import { nameFinder } from "./names-used";
import { noBindings, reduce } from "./reduce";
import { usedProviders } from "./used-providers";

/** The blueprint without the inputs, locals, data sources and providers that nothing in it needs. */
export function withoutUnused(blueprint: Blueprint): Blueprint {
  const { inputs, locals, blocks, outputs } = blueprint;
  const resources = blocks.filter(({ mode }) => mode === "resource");
  const needed = [...resources.flatMap(expressionsOf), ...outputs.map(({ value }) => value)];
  const namesUsed = nameFinder(blueprint);
  const used = new Set([...namesUsed(needed), ...resources.flatMap(({ dependsOn = [] }) => dependsOn)]);
  const isUsed = ({ name }: Local): boolean => used.has(`local.${name}`);
  const left: Blueprint = {
    ...blueprint,
    inputs: inputs.filter(({ name }) => used.has(`var.${name}`)),
    locals: locals.filter(isUsed),
    blocks: blocks.filter((block) => block.mode === "resource" || used.has(blockAddress(block))),
    policies: policiesWithout(
      blueprint,
      locals.filter((one) => !isUsed(one)),
      namesUsed,
    ),
  };
  return { ...left, providers: usedProviders(left) };
}

/** A policy that nothing which is built contains states by itself what a dropped local holds. */
function policiesWithout(
  { policies }: Blueprint,
  dropped: readonly Local[],
  namesUsed: ReturnType<typeof nameFinder>,
): readonly NamedPolicy[] {
  if (dropped.length === 0) return policies;
  const values = new Map(dropped.map(({ name, value }) => [name, value]));
  const inPlace = (expression: Expression): Expression =>
    [...namesUsed([expression])].some((name) => values.has(name.replace(/^local\./, "")))
      ? reduce(expression, { ...noBindings, local: (name) => values.get(name) })
      : expression;
  return policies.map((policy) => ({
    ...policy,
    document: inPlace(policy.document),
    owner: inPlace(policy.owner),
  }));
}
