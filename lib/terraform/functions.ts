import { byBytes, canonicalJson } from "./canonical-json";
import type { JsonValue } from "./canonical-json";

/**
 * The functions of Terraform that a blueprint may call, over values that are known. One row a function; both
 * emitters print a call by its name.
 * https://developer.hashicorp.com/terraform/language/functions
 */
const table = {
  alltrue: (values) => listOf(values).every((value) => value === true),
  /** What follows the last slash of a path. */
  basename: (path) => textOf(path).split("/").at(-1) ?? "",
  base64encode: (text) => Buffer.from(textOf(text)).toString("base64"),
  /** The first that is neither null nor the empty text. */
  coalesce: (...values) => firstOf(values),
  /** Lists one after another, whatever their elements are. It takes no sets. */
  concat: (...lists) => lists.flatMap(listOf),
  contains: (values, value) => listOf(values).includes(value),
  flatten: (list) => listOf(list).flatMap(flattened),
  floor: (value) => Math.floor(numberOf(value)),
  join: (separator, texts) => listOf(texts).map(textOf).join(textOf(separator)),
  jsondecode: (text) => JSON.parse(textOf(text)) as JsonValue,
  jsonencode: (value) => canonicalJson(value),
  keys: (map) => Object.keys(objectOf(map)).sort(byBytes),
  length: (value) => lengthOf(value),
  lower: (text) => textOf(text).toLowerCase(),
  merge: (...maps) => Object.assign({}, ...maps.map(objectOf)) as JsonValue,
  /** Every occurrence, taken literally: Terraform reads a text between slashes as a pattern. */
  replace: (text, substring, replacement) =>
    textOf(text).replaceAll(plain(textOf(substring)), () => textOf(replacement)),
  /** A set of texts, each once, in the order of their bytes. It takes sets and lists alike, which `concat` does not. */
  setunion: (...sets) => asSet(sets.flatMap(listOf)),
  split: (separator, text) => textOf(text).split(textOf(separator)),
  /** In the order of their bytes, as `setunion` has them. */
  toset: (values) => asSet(listOf(values)),
  /** What is known has not failed; see `reduce` for what has. */
  try: (value) => value,
  upper: (text) => textOf(text).toUpperCase(),
} as const satisfies Readonly<Record<string, (...args: JsonValue[]) => JsonValue>>;

export type FunctionName = keyof typeof table;

export const functions: Readonly<Record<FunctionName, (...args: JsonValue[]) => JsonValue>> = table;

/** Of a text only where its characters are bytes: what Terraform counts as one depends on its version of Unicode. */
function lengthOf(value: JsonValue): number {
  if (typeof value === "string") {
    if (/[^\x00-\x7f]|\r\n/.test(value)) throw new Error("the length of a text that is not ASCII");
    return value.length;
  }
  return Array.isArray(value) ? value.length : Object.keys(objectOf(value)).length;
}

const flattened = (value: JsonValue): readonly JsonValue[] =>
  Array.isArray(value) ? value.flatMap(flattened) : [value];

function firstOf(values: readonly JsonValue[]): JsonValue {
  const found = values.find((value) => value !== null && value !== "");
  if (found === undefined) throw new Error("no value is given");
  return found;
}

function plain(substring: string): string {
  if (/^\/.*\/$/s.test(substring)) throw new Error("a pattern in place of a text");
  return substring;
}

const asSet = (values: readonly JsonValue[]): readonly string[] =>
  [...new Set(values.map(textOf))].sort(byBytes);

function numberOf(value: JsonValue): number {
  if (typeof value !== "number") throw new Error("expected a number");
  return value;
}

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
