import { byBytes, canonicalJson } from "./canonical-json";
import type { JsonValue } from "./canonical-json";

/**
 * The functions of Terraform that a blueprint may call, over values that are known. One row a function; both
 * emitters print a call by its name.
 * https://developer.hashicorp.com/terraform/language/functions
 */
const table = {
  alltrue: (values) => listOf(values).every((value) => value === true),
  jsonencode: (value) => canonicalJson(value),
  keys: (map) => Object.keys(objectOf(map)).sort(byBytes),
  length: (values) => (Array.isArray(values) ? values.length : Object.keys(objectOf(values)).length),
  /** A set of texts, each once, in the order of their bytes. It takes sets and lists alike, which `concat` does not. */
  setunion: (...sets) => [...new Set(sets.flatMap(listOf).map(textOf))].sort(byBytes),
  split: (separator, text) => textOf(text).split(textOf(separator)),
} as const satisfies Readonly<Record<string, (...args: JsonValue[]) => JsonValue>>;

export type FunctionName = keyof typeof table;

export const functions: Readonly<Record<FunctionName, (...args: JsonValue[]) => JsonValue>> = table;

function listOf(value: JsonValue): readonly JsonValue[] {
  if (!Array.isArray(value)) throw new Error("expected a list");
  return value as readonly JsonValue[];
}

function objectOf(value: JsonValue): Readonly<Record<string, JsonValue>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("expected a map");
  return value as Readonly<Record<string, JsonValue>>;
}

function textOf(value: JsonValue): string {
  if (typeof value === "object") throw new Error("expected a text");
  return String(value);
}
