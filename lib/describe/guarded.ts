import type { Block, Blueprint, Check } from "../terraform/blueprint";
import { blockAddress, expressionsOf } from "../terraform/blueprint";
import { nameFinder } from "../terraform/names-used";

/**
 * The blueprint with checks on every resource of a provider that nothing else guards: one that refers to, or waits
 * for, a guarded resource is not created before the check has passed. What another provider creates guards nothing
 * of this one: its checks say nothing of where this one is signed in. Nor does a resource with `for_each` guard others,
 * because it may have no instance; only what has one for each of its instances.
 *
 * The checks stand on the resources and not on the data sources that they read: where a caller's `depends_on`
 * puts off reading these, only what waits for them is sure to come after.
 *
 * @param alias the provider that the checks are about. `null`: the one without an alias
 */
export function guarded(
  blueprint: Blueprint,
  checks: readonly Check[],
  alias: string | null = null,
): Blueprint {
  if (checks.length === 0) return blueprint;
  const isOfProvider = ({ mode, provider }: Block): boolean =>
    mode === "resource" && (provider ?? null) === alias;
  const namesUsed = nameFinder(blueprint);
  const waitsFor = ancestors(blueprint, namesUsed);
  const own = blueprint.blocks.filter(isOfProvider);
  const always = new Set(own.filter(({ forEach }) => !forEach).map(blockAddress));
  const everyOwn = new Set(own.map(blockAddress));
  const hasAncestor = (block: Block): boolean =>
    [...waitsFor(blockAddress(block))].some((address) => always.has(address)) ||
    (block.forEach !== undefined && [...namesUsed([block.forEach])].some((name) => everyOwn.has(name)));
  return {
    ...blueprint,
    blocks: blueprint.blocks.map((block) =>
      isOfProvider(block) && !hasAncestor(block) ? withChecks(block, checks) : block,
    ),
  };
}

/** The resources that one refers to or waits for, and those that these do, by address. */
export function ancestors(
  { blocks }: Blueprint,
  namesUsed: ReturnType<typeof nameFinder>,
): (address: string) => ReadonlySet<string> {
  const resources = new Map(
    blocks.filter(({ mode }) => mode === "resource").map((block) => [blockAddress(block), block] as const),
  );
  const known = new Map<string, ReadonlySet<string>>();
  const of = (address: string): ReadonlySet<string> => {
    const found = known.get(address);
    if (found !== undefined) return found;
    const block = resources.get(address);
    const named = block ? [...namesUsed(expressionsOf(block)), ...(block.dependsOn ?? [])] : [];
    const direct = named.filter((name) => name !== address && resources.has(name));
    const all = new Set(direct.flatMap((name) => [name, ...of(name)]));
    known.set(address, all);
    return all;
  };
  return of;
}

const withChecks = (block: Block, checks: readonly Check[]): Block => ({
  ...block,
  lifecycle: {
    ...block.lifecycle,
    preconditions: [...(block.lifecycle?.preconditions ?? []), ...checks],
  },
});
