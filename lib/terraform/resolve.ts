import type { Expression, Reference } from "./expression";
import type { JsonValue } from "./canonical-json";
import { canonicalJson } from "./canonical-json";
import { addressOf } from "./expression";

export type { JsonValue } from "./canonical-json";

/** What the names in an expression stand for. */
export interface Bindings {
  /** The value of an input. */
  readonly input: (name: string) => JsonValue;
  /** The expression that a local names. */
  readonly local: (name: string) => Expression;
  /** The text of an attribute, or undefined where only Terraform knows it. */
  readonly reference: (reference: Reference) => string | undefined;
  /** How to compute with values. @default {@link plainFunctions} */
  readonly functions?: ValueFunctions;
}

/** What an expression computes. An emitter has its own where Terraform must compute with what only it knows. */
export interface ValueFunctions {
  readonly segment: (text: string, separator: string, index: number) => string;
  readonly distinct: (list: readonly JsonValue[]) => JsonValue;
  readonly equals: (left: JsonValue, right: JsonValue) => JsonValue;
  readonly json: (value: JsonValue) => string;
}

/** The functions of values that are known. */
export const plainFunctions: ValueFunctions = {
  segment: (text, separator, index) => text.split(separator)[index] ?? "",
  distinct: (list) => [...new Set(list)],
  equals: (left, right) => left === right,
  json: canonicalJson,
};

/**
 * Reduces an expression to a plain value. A reference that the bindings do not know stays in the text as
 * Terraform would interpolate it (`${aws_kms_key.this.arn}`), so that who reads on can tell it from a value.
 */
export function resolve(
  expression: Expression,
  bindings: Bindings,
  items: ReadonlyMap<string, JsonValue> = new Map(),
): JsonValue {
  const reduce = (inner: Expression): JsonValue => resolve(inner, bindings, items);
  const functions = bindings.functions ?? plainFunctions;
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "reference":
      return bindings.reference(expression) ?? `\${${addressOf(expression)}}`;
    case "input":
      return bindings.input(expression.name);
    case "local":
      return resolve(bindings.local(expression.name), bindings);
    case "item":
      return bound(items, expression.name);
    case "template":
      return expression.parts
        .map((part) => (typeof part === "string" ? part : asText(reduce(part))))
        .join("");
    case "list":
      return expression.items.map(reduce);
    case "object":
      return Object.fromEntries(expression.entries.map(({ key, value }) => [key, reduce(value)]));
    case "each":
      return asList(reduce(expression.over)).map((element) =>
        resolve(expression.body, bindings, new Map([...items, [expression.item, element]])),
      );
    case "concat":
      return expression.lists.flatMap((inner) => asList(reduce(inner)));
    case "distinct":
      return functions.distinct(asList(reduce(expression.list)));
    case "segment":
      return functions.segment(asText(reduce(expression.of)), expression.separator, expression.index);
    case "equals":
      return functions.equals(reduce(expression.left), reduce(expression.right));
    case "json":
      return functions.json(reduce(expression.value));
  }
}

function bound(items: ReadonlyMap<string, JsonValue>, name: string): JsonValue {
  const value = items.get(name);
  if (value === undefined) throw new Error(`no element named ${name} is in scope`);
  return value;
}

/** A value as it stands inside text. */
export function asText(value: JsonValue): string {
  if (typeof value === "object") throw new Error("a list or object cannot stand inside text");
  return String(value);
}

function asList(value: JsonValue): readonly JsonValue[] {
  if (!Array.isArray(value)) throw new Error("expected a list");
  return value as readonly JsonValue[];
}
