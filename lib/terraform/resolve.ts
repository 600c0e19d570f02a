import type { JsonValue } from "./canonical-json";
import { canonicalJson } from "./canonical-json";
import type { Expression } from "./expression";
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
    case "call": {
      const [first] = expression.args;
      if (expression.function === "jsonencode" && first) return canonicalJson(shown(first));
      // A repetition in it changes nothing of what the list means.
      const isSet = expression.function === "toset" || expression.function === "distinct";
      return isSet && first?.kind === "list" ? shown(first) : `\${${printInline(expression)}}`;
    }
    default:
      return `\${${printInline(expression)}}`;
  }
}
