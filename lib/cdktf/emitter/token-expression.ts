import { Token } from "cdktf";
import type { JsonValue } from "../../terraform/canonical-json";
import type { Expression, Opaque } from "../../terraform/expression";
import { call, list, literal } from "../../terraform/expression";
import { joined } from "../../terraform/reduce";
import { splitTokens } from "./terraform-text";

/** The value of an input as an expression, in which every token of CDKTF, of whatever kind, is opaque. */
export function tokenExpression(value: JsonValue): Expression {
  if (typeof value === "string") return joined(piecesOf(value));
  if (Token.isUnresolved(value)) return opaque(value);
  if (typeof value !== "object" || value === null) return literal(value);
  if (Array.isArray(value)) {
    return listExpression(value as readonly JsonValue[]);
  }
  return {
    kind: "object",
    entries: Object.entries(value).map(([key, inner]) => ({ key, value: tokenExpression(inner) })),
  };
}

/** Elements that stand for whole lists, beside others: such a list is a set, whose parts Terraform joins. */
function listExpression(items: readonly JsonValue[]): Expression {
  const lists = items.filter((item) => Token.isUnresolved([item]));
  const plain = items.filter((item) => !lists.includes(item)).map(tokenExpression);
  return lists.length === 0
    ? { kind: "list", items: plain }
    : call(
        "setunion",
        ...(plain.length === 0 ? [] : [list(...plain)]),
        ...lists.map((item) => opaque([item])),
      );
}

const piecesOf = (text: string): readonly (string | Expression)[] =>
  splitTokens(text).map((piece) => (piece.isToken ? opaque(piece.text) : piece.text));

const opaque = (value: unknown): Opaque => ({ kind: "opaque", value });

/** The same expression, in which the tokens of what is written in it, such as a statement of the user's, are opaque. */
export function withTokens(expression: Expression): Expression {
  switch (expression.kind) {
    case "literal":
      return tokenExpression(expression.value);
    case "list": {
      const values = expression.items.map((item) => (item.kind === "literal" ? item.value : undefined));
      return Token.isUnresolved(values)
        ? opaque(values)
        : { ...expression, items: expression.items.map(withTokens) };
    }
    case "template":
      return joined(
        expression.parts.flatMap((part) => (typeof part === "string" ? piecesOf(part) : [withTokens(part)])),
      );
    case "object":
      return {
        ...expression,
        entries: expression.entries.map(({ key, value }) => ({ key, value: withTokens(value) })),
      };
    default:
      return expression;
  }
}
