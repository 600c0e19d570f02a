import type { Concat, Each, Expression, List, ObjectExpression } from "../terraform/expression";
import { align } from "./alignment";
import { commentLines, lineWidth } from "./comment";
import { printInline, type Self } from "./inline";
import { objectKey, quote } from "./quoted-string";

/** Where an expression is printed. */
export interface Place {
  /** Indentation of the line that it begins on, in levels of two spaces. */
  readonly level: number;
  /** Characters of that line that stand before it, indentation left out. */
  readonly used: number;
  readonly self?: Self;
}

const indentation = (level: number): string => "  ".repeat(level);

/**
 * An expression as `terraform fmt` would leave it. What is simple and fits goes on one line; everything else
 * takes a line for each element, and closes at the indentation of the line that it begins on.
 */
export function printExpression(expression: Expression, place: Place): string {
  const inline = printInline(expression, place.self);
  const fits = 2 * place.level + place.used + inline.length <= lineWidth;
  return fits && isSimple(expression) ? inline : printBroken(expression, place, inline);
}

/** Whether an expression reads well on one line: a single entry or scalars, and no comment. */
function isSimple(expression: Expression): boolean {
  switch (expression.kind) {
    case "list":
      return expression.items.every((item) => item.kind !== "object" && isSimple(item));
    case "object":
      return (
        expression.comment === undefined &&
        expression.entries.length <= 1 &&
        expression.entries.every(({ value }) => value.kind !== "object" && isSimple(value))
      );
    case "each":
      return isSimple(expression.body);
    case "concat":
      return expression.lists.every(isSimple);
    case "distinct":
      return isSimple(expression.list);
    case "json":
      return isSimple(expression.value);
    default:
      return true;
  }
}

function printBroken(expression: Expression, place: Place, inline: string): string {
  switch (expression.kind) {
    case "list":
      return expression.items.length === 0 ? inline : printList(expression, place);
    case "object":
      return expression.entries.length === 0 ? inline : printObject(expression, place);
    case "each":
      return printEach(expression, place);
    case "concat":
      return expression.lists.length === 0 ? inline : printConcat(expression, place);
    case "distinct":
      return printWrapped("distinct(", expression.list, ")", place);
    case "json":
      return printWrapped("jsonencode(", expression.value, ")", place);
    case "segment":
      return printWrapped(
        `split(${quote(expression.separator)}, `,
        expression.of,
        `)[${expression.index}]`,
        place,
      );
    default:
      return inline;
  }
}

/** A sole argument hugs its parentheses: `jsonencode({`, lines, `})`. */
const printWrapped = (before: string, inner: Expression, after: string, place: Place): string =>
  before + printExpression(inner, { ...place, used: place.used + before.length }) + after;

/** The comment of an element, each line ended, at the element's level. */
function commentAbove(element: Expression, level: number): string {
  const comment = element.kind === "object" ? element.comment : undefined;
  return commentLines(comment, 2 * level)
    .map((line) => `${indentation(level)}# ${line}\n`)
    .join("");
}

const printElement = (element: Expression, { level, self }: Place): string =>
  commentAbove(element, level) + indentation(level) + printExpression(element, { level, used: 0, self });

function printList({ items }: List, place: Place): string {
  const inner = { ...place, level: place.level + 1 };
  const lines = items.map((item) => `${printElement(item, inner)},\n`);
  return `[\n${lines.join("")}${indentation(place.level)}]`;
}

function printConcat({ lists }: Concat, place: Place): string {
  const inner = { ...place, level: place.level + 1 };
  const lines = lists.map((list) => printElement(list, inner));
  return `concat(\n${lines.join(",\n")}\n${indentation(place.level)})`;
}

function printObject({ entries }: ObjectExpression, { level, self }: Place): string {
  const lines = align(
    entries.map(({ key, value }) => {
      const name = objectKey(key);
      return { name, value: printExpression(value, { level: level + 1, used: name.length + 3, self }) };
    }),
  ).map(({ name, value }) => `${indentation(level + 1)}${name} = ${value}\n`);
  return `{\n${lines.join("")}${indentation(level)}}`;
}

function printEach({ item, over, body }: Each, place: Place): string {
  const head = `for ${item} in ${printInline(over, place.self)} : `;
  const commented = body.kind === "object" && body.comment !== undefined;
  const hugged = printExpression(body, { ...place, used: place.used + 1 + head.length });
  if (!commented && hugged.includes("\n")) return `[${head}${hugged}]`;
  const inner = { level: place.level + 1, used: head.length, self: place.self };
  const line = `${indentation(inner.level)}${head}${printExpression(body, inner)}\n`;
  return `[\n${commentAbove(body, inner.level)}${line}${indentation(place.level)}]`;
}
