import type { Blueprint } from "./blueprint";
import type { JsonValue } from "./canonical-json";
import type { KnownAttributes } from "./config-bindings";
import { configBindings } from "./config-bindings";
import { resolve } from "./resolve";

/**
 * A policy of the blueprint as plain JSON, or undefined where it has none of that name. An attribute that is
 * not known stays in the text as Terraform would interpolate it.
 */
export function policyOf(blueprint: Blueprint, name: string, known: KnownAttributes): JsonValue | undefined {
  const policy = blueprint.policies.find((candidate) => candidate.name === name);
  return policy && resolve(policy.document, configBindings(blueprint, known));
}
