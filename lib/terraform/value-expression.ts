import type { JsonValue } from "./canonical-json";
import { isList } from "./canonical-json";
import type { Expression } from "./expression";
import { literal } from "./expression";

/** A plain value as an expression. */
export function valueExpression(value: JsonValue): Expression {
  if (typeof value !== "object" || value === null) return literal(value);
  if (isList(value)) return { kind: "list", items: value.map(valueExpression) };
  return {
    kind: "object",
    entries: Object.entries(value).map(([key, inner]) => ({ key, value: valueExpression(inner) })),
  };
}

/** The plain value that an expression is, or undefined where a part of it is none. */
export function plainValue(expression: Expression): JsonValue | undefined {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "list": {
      const items = expression.items.map(plainValue);
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case "object": {
      const entries = expression.entries.map(({ key, value }) => [key, plainValue(value)] as const);
      return entries.every(([, value]) => value !== undefined)
        ? (Object.fromEntries(entries) as JsonValue)
        : undefined;
    }
    default:
      return undefined;
  }
}
