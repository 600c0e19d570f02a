import type { InputValue } from "../terraform/blueprint";
import { type Expression, list, literal } from "../terraform/expression";

/** The config's value of an input as an expression. */
export function inputExpression(value: InputValue): Expression {
  if (typeof value !== "object") return literal(value);
  if (isList(value)) return list(...value.map((element) => literal(element)));
  return {
    kind: "object",
    entries: Object.entries(value).map(([key, text]) => ({ key, value: literal(text) })),
  };
}

const isList = (value: InputValue): value is readonly string[] => Array.isArray(value);
