import type { Block, Blueprint } from "./blueprint";
import { blockAddress } from "./blueprint";
import type { Expression } from "./expression";
import { addressOf, blockOf, literal } from "./expression";
import type { Bindings } from "./reduce";
import { reduce } from "./reduce";
import { valueExpression } from "./value-expression";

/** Values of attributes that Terraform would find out, by address: `data.aws_region.current.id`. */
export type KnownAttributes = Readonly<Record<string, string>>;

/** What a blueprint's names stand for in the config that it was made from. */
export function configBindings(blueprint: Blueprint, known: KnownAttributes = {}): Bindings {
  const inputs = new Map(blueprint.inputs.map(({ name, value }) => [name, valueExpression(value)]));
  const locals = new Map(blueprint.locals.map(({ name, value }) => [name, value]));
  const policies = new Map(blueprint.policies.map(({ name, document }) => [name, document]));
  const blocks = new Map(
    blueprint.blocks.filter(({ forEach }) => forEach).map((block) => [blockAddress(block), block]),
  );
  const bindings: Bindings = {
    input: (name) => inputs.get(name),
    local: (name) => locals.get(name),
    policy: (name) => policies.get(name),
    reference: (reference) => {
      const value = known[addressOf(reference)];
      if (value !== undefined) return literal(value);
      const block = reference.attribute === null ? blocks.get(blockOf(reference)) : undefined;
      const instances = block?.forEach && instancesOf(block, bindings);
      return (
        instances &&
        asObject(instances.map((one) => [one.key ?? "", asObject(Object.entries(one.arguments))]))
      );
    },
  };
  return bindings;
}

/** What they stand for where a caller of the module sets nothing. An input that the caller must set is not known. */
export const defaultBindings = (blueprint: Blueprint): Bindings =>
  configBindings({
    ...blueprint,
    inputs: blueprint.inputs.flatMap((input) =>
      input.default === undefined ? [] : [{ ...input, value: input.default }],
    ),
  });

/** A resource as it is created: the only one of its block, or one of its `for_each`. */
export interface Instance {
  /** `null`: the block has no `for_each`. */
  readonly key: string | null;
  /** By name, nested blocks left out. */
  readonly arguments: Readonly<Record<string, Expression>>;
}

/** The instances of a block; undefined where which there are is not known. */
export function instancesOf(block: Block, bindings: Bindings): readonly Instance[] | undefined {
  if (block.forEach === undefined) return [{ key: null, arguments: argumentsOf(block, bindings) }];
  const members = reduce(block.forEach, bindings);
  if (members.kind !== "object") return undefined;
  return members.entries.map(({ key, value }) => ({
    key,
    arguments: argumentsOf(block, bindings, asObject(Object.entries({ key: literal(key), value }))),
  }));
}

function argumentsOf({ args }: Block, bindings: Bindings, each?: Expression): Instance["arguments"] {
  const items = new Map(each ? [["each", each]] : []);
  return Object.fromEntries(
    args.flatMap((arg) => (arg.kind === "block" ? [] : [[arg.name, reduce(arg.value, bindings, items)]])),
  );
}

const asObject = (entries: readonly (readonly [string, Expression])[]): Expression => ({
  kind: "object",
  entries: entries.map(([key, value]) => ({ key, value })),
});
