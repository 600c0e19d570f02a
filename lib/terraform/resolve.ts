import type { JsonValue } from "./canonical-json";
import { canonicalJson } from "./canonical-json";
import type { Call, Expression } from "./expression";
import { printInline } from "./print-inline";
import type { Bindings } from "./reduce";
import { reduce } from "./reduce";

/**
 * Reduces an expression to a plain value. What is not known stays in the text as Terraform would interpolate it
 * (`${aws_kms_key.this.arn}`), so that who reads on can tell it from a value.
 */
export const resolve = (expression: Expression, bindings: Bindings): JsonValue =>
  shown(reduce(expression, bindings));

function shown(expression: Expression): JsonValue {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return expression.parts
        .map((part) => (typeof part === "string" ? part : `\${${printInline(part)}}`))
        .join("");
    case "list":
      return expression.items.map(shown);
    case "object":
      return Object.fromEntries(expression.entries.map(({ key, value }) => [key, shown(value)]));
    case "call":
      return shownCall(expression) ?? `\${${printInline(expression)}}`;
    default:
      return `\${${printInline(expression)}}`;
  }
}

function shownCall({ function: name, args }: Call): JsonValue | undefined {
  const [first] = args;
  if (name === "jsonencode" && first) return canonicalJson(shown(first));
  const lists = args.map((arg) => (arg.kind === "list" ? arg.items : undefined));
  // A repetition among what is not known changes nothing of what the set means.
  return name === "setunion" && lists.every((list) => list !== undefined)
    ? lists.flatMap((list) => list.map(shown))
    : undefined;
}
