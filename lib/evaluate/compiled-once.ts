import { parsePolicy } from "../policy/parse-policy";
import type { CompiledPolicy } from "./compile-policy";
import { compilePolicy } from "./compile-policy";
import { copyOfJson, isLike } from "./json-copy";

/** Prepares a policy from its JSON, parsed. Its faults are in every decision. */
export function compileJson(json: unknown): CompiledPolicy {
  const { policy, faults } = parsePolicy(json);
  return compilePolicy(policy, faults);
}

/**
 * The same, prepared once for each object. Who holds the object may change it between two calls, so it is compared
 * with a copy each time, which costs a fraction of preparing it.
 */
export function compiledOnce(json: unknown): CompiledPolicy {
  if (typeof json !== "object" || json === null) return compileJson(json);
  const before = known.get(json);
  if (before && isLike(json, before.copy)) return before.compiled;
  const copy = copyOfJson(json);
  if (copy === undefined) return compileJson(json);
  // Made from the copy, so that the two cannot differ.
  const compiled = compileJson(copy);
  known.set(json, { copy, compiled });
  return compiled;
}

const known = new WeakMap<object, { readonly copy: unknown; readonly compiled: CompiledPolicy }>();
