import type { JsonValue } from "./resolve";
import { resolve } from "./resolve";
import { addressOf } from "./expression";
import type { Blueprint } from "./blueprint";

/** Values of attributes that Terraform would find out, by address: `data.aws_region.current.id`. */
export type KnownAttributes = Readonly<Record<string, string>>;

/**
 * A policy of the blueprint as plain JSON, or undefined where it has none of that name. An attribute that is
 * not known stays in the text as Terraform would interpolate it.
 */
export function policyOf(blueprint: Blueprint, name: string, known: KnownAttributes): JsonValue | undefined {
  const policy = blueprint.policies.find((candidate) => candidate.name === name);
  if (!policy) return undefined;
  const inputs = new Map(blueprint.inputs.map((input) => [input.name, input.value]));
  const locals = new Map(blueprint.locals.map((local) => [local.name, local.value]));
  return resolve(policy.document, {
    input: (input) => required(inputs.get(input), `input ${input}`),
    local: (local) => required(locals.get(local), `local ${local}`),
    reference: (reference) => known[addressOf(reference)],
  });
}

function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the blueprint has no ${what}`);
  return value;
}
