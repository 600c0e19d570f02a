import type { Block, Blueprint } from "../../lib/terraform/blueprint";
import { blockAddress } from "../../lib/terraform/blueprint";
import { configBindings } from "../../lib/terraform/config-bindings";
import { policyOf } from "../../lib/terraform/policy-of";
import { reduce } from "../../lib/terraform/reduce";
import { plainValue } from "../../lib/terraform/value-expression";
import type { JsonValue } from "../../lib/terraform/canonical-json";

/** Looks in a blueprint for what satisfies a requirement: addresses of resources and names of policies, none where nothing does. */
export type Evidence = (blueprint: Blueprint) => readonly string[];

/** The resources of a type of which all these arguments, `block.argument` for one in a block, are as said. */
export const resource =
  (
    type: string,
    expected: Readonly<Record<string, (value: JsonValue | undefined) => boolean>> = {},
  ): Evidence =>
  (blueprint) =>
    blueprint.blocks
      .filter((block) => block.mode === "resource" && block.type === type)
      .filter((block) =>
        Object.entries(expected).every(([path, holds]) => holds(argumentIn(blueprint, block, path))),
      )
      .map((block) => `\`${blockAddress(block)}\``);

/** The same, where it holds for every resource of the type that there is. */
export const every =
  (type: string, expected: Parameters<typeof resource>[1]): Evidence =>
  (blueprint) => {
    const [found, there] = [resource(type, expected)(blueprint), resource(type)(blueprint)];
    return found.length === there.length ? found : [];
  };

/** The resources of a type that set this argument, to whatever. */
export const setting =
  (type: string, name: string): Evidence =>
  (blueprint) =>
    blueprint.blocks
      .filter((block) => block.type === type && block.args.some((arg) => arg.name === name))
      .map((block) => `\`${blockAddress(block)}\``);

/** Every one of them must be there. */
export const all =
  (...parts: readonly Evidence[]): Evidence =>
  (blueprint) => {
    const found = parts.map((part) => part(blueprint));
    return found.some((addresses) => addresses.length === 0) ? [] : [...new Set(found.flat())];
  };

/** The evidence, where the blueprint has no block of this name in a resource of the type. */
export const withoutBlock =
  (type: string, name: string, evidence: Evidence): Evidence =>
  (blueprint) =>
    blueprint.blocks.some(
      (block) => block.type === type && block.args.some((arg) => arg.kind === "block" && arg.name === name),
    )
      ? []
      : evidence(blueprint);

/** The policies whose name begins so, if there are any and all their statements that allow are as said. */
export const policies =
  (prefix: string, holds: (statement: Statement) => boolean): Evidence =>
  (blueprint) => {
    const found = blueprint.policies.filter(({ name }) => name.startsWith(prefix));
    const statements = found.flatMap(({ name }) => statementsOf(policyOf(blueprint, name, {})));
    return statements.filter(({ Effect }) => Effect === "Allow").every(holds)
      ? found.map(({ name }) => `the policy \`${name}\``)
      : [];
  };

export interface Statement {
  readonly Effect: string;
  readonly Principal?: JsonValue;
  readonly Action?: JsonValue;
  readonly Resource?: JsonValue;
  readonly Condition?: JsonValue;
}

const statementsOf = (policy: JsonValue | undefined): readonly Statement[] =>
  ((policy ?? {}) as unknown as { readonly Statement?: readonly Statement[] }).Statement ?? [];

/** An argument as the config sets it. `undefined`: it is not set, or only Terraform knows it. */
function argumentIn(
  blueprint: Blueprint,
  { args }: Pick<Block, "args">,
  path: string,
): JsonValue | undefined {
  const [name, ...rest] = path.split(".");
  for (const arg of args.filter((candidate) => candidate.name === name)) {
    if (arg.kind === "attribute") return plainValue(reduce(arg.value, configBindings(blueprint)));
    const inside = argumentIn(blueprint, arg, rest.join("."));
    if (inside !== undefined) return inside;
  }
  return undefined;
}

export const is =
  (expected: JsonValue) =>
  (value: JsonValue | undefined): boolean =>
    value === expected;
