import type { Argument, Block, Blueprint } from "./blueprint";
import { blockAddress } from "./blueprint";
import type { JsonValue } from "./canonical-json";
import type { Expression, Reference } from "./expression";
import { addressOf, blockOf, literal } from "./expression";
import type { Bindings } from "./reduce";
import { reduce } from "./reduce";
import { resolve } from "./resolve";
import { valueExpression } from "./value-expression";

/** Values of attributes that Terraform would find out, by address: `data.aws_region.current.id`. */
export type KnownAttributes = Readonly<Record<string, string>>;

/**
 * A policy of the blueprint as plain JSON, or undefined where it has none of that name. An attribute that is
 * not known stays in the text as Terraform would interpolate it.
 */
export function policyOf(blueprint: Blueprint, name: string, known: KnownAttributes): JsonValue | undefined {
  const policy = blueprint.policies.find((candidate) => candidate.name === name);
  return policy && resolve(policy.document, configBindings(blueprint, known));
}

/** What a blueprint's names stand for in the config that it was made from. */
export function configBindings(blueprint: Blueprint, known: KnownAttributes): Bindings {
  const inputs = new Map(blueprint.inputs.map(({ name, value }) => [name, valueExpression(value)]));
  const locals = new Map(blueprint.locals.map(({ name, value }) => [name, value]));
  const policies = new Map(blueprint.policies.map(({ name, document }) => [name, document]));
  const blocks = new Map(blueprint.blocks.map((block) => [blockAddress(block), block]));
  const bindings: Bindings = {
    input: (name) => inputs.get(name),
    local: (name) => locals.get(name),
    policy: (name) => policies.get(name),
    reference: (reference) => {
      const value = known[addressOf(reference)];
      return value === undefined
        ? instancesOf(blocks.get(blockOf(reference)), reference, bindings)
        : literal(value);
    },
  };
  return bindings;
}

/** The instances of a block with `for_each`, each with the arguments that it is given. */
function instancesOf(
  block: Block | undefined,
  { attribute }: Reference,
  bindings: Bindings,
): Expression | undefined {
  if (block?.forEach === undefined || attribute !== null) return undefined;
  const members = reduce(block.forEach, bindings);
  if (members.kind !== "object") return undefined;
  return {
    kind: "object",
    entries: members.entries.map(({ key, value }) => ({
      key,
      value: { kind: "object", entries: block.args.flatMap((arg) => argumentOf(arg, key, value, bindings)) },
    })),
  };
}

function argumentOf(
  arg: Argument,
  key: string,
  value: Expression,
  bindings: Bindings,
): readonly { readonly key: string; readonly value: Expression }[] {
  if (arg.kind === "block") return [];
  const each: Expression = {
    kind: "object",
    entries: [
      { key: "key", value: literal(key) },
      { key: "value", value },
    ],
  };
  return [{ key: arg.name, value: reduce(arg.value, bindings, new Map([["each", each]])) }];
}
