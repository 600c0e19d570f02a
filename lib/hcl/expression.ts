import type { Call, Conditional, Each, Expression, List, ObjectExpression } from "../terraform/expression";
import { printInline, partsOfEach } from "../terraform/print-inline";
import { objectKey } from "../terraform/quoted-string";
import { align } from "./alignment";
import { commentLines, lineWidth } from "./comment";

/** Where an expression is printed. */
export interface Position {
  /** Indentation of the line that it begins on, in levels of two spaces. */
  readonly level: number;
  /** Characters of that line that stand before it, indentation left out. */
  readonly used: number;
}

const indentation = (level: number): string => "  ".repeat(level);

/**
 * An expression as `terraform fmt` would leave it. What is simple and fits goes on one line; everything else
 * takes a line for each element, and closes at the indentation of the line that it begins on.
 */
export function printExpression(expression: Expression, position: Position): string {
  const inline = printInline(expression);
  const fits = 2 * position.level + position.used + inline.length <= lineWidth;
  return fits && isSimple(expression) ? inline : printBroken(expression, position, inline);
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
      return isSimple(expression.over) && isSimple(expression.body);
    case "if":
      return isSimple(expression.then) && isSimple(expression.otherwise);
    case "call":
      return expression.args.every(isSimple);
    default:
      return true;
  }
}

function printBroken(expression: Expression, position: Position, inline: string): string {
  switch (expression.kind) {
    case "list":
      return expression.items.length === 0 ? inline : printList(expression, position);
    case "object":
      return expression.entries.length === 0 ? inline : printObject(expression, position);
    case "each":
      return printEach(expression, position);
    case "if":
      return printConditional(expression, position);
    case "call":
      return printCall(expression, position, inline);
    case "index":
      return printWrapped("", expression.of, `[${String(expression.key)}]`, position);
    default:
      return inline;
  }
}

/** The last argument hugs its parentheses where the others are short: `jsonencode({`, lines, `})`. */
function printCall({ function: name, args }: Call, position: Position, inline: string): string {
  const last = args.at(-1);
  if (last === undefined) return inline;
  if (args.length === 1) return printWrapped(`${name}(`, last, ")", position);
  const inner = { ...position, level: position.level + 1 };
  const lines = args.map((arg) => printElement(arg, inner));
  return `${name}(\n${lines.join(",\n")}\n${indentation(position.level)})`;
}

const printWrapped = (before: string, inner: Expression, after: string, position: Position): string =>
  before + printExpression(inner, { ...position, used: position.used + before.length }) + after;

/** The comment of an element, each line ended, at the element's level. */
function commentAbove(element: Expression, level: number): string {
  const { comment, page } = commentOf(element);
  // An address is not broken, so it has a line of its own.
  return [...commentLines(comment, 2 * level), ...commentLines(page, 2 * level)]
    .map((line) => `${indentation(level)}# ${line}\n`)
    .join("");
}

/** An object's comment stands above it, be it one of two values. */
function commentOf(element: Expression): Pick<ObjectExpression, "comment" | "page"> {
  if (element.kind === "object") return element;
  if (element.kind !== "if") return {};
  const first = commentOf(element.then);
  return first.comment === undefined ? commentOf(element.otherwise) : first;
}

const printElement = (element: Expression, { level }: Position): string =>
  commentAbove(element, level) + indentation(level) + printExpression(element, { level, used: 0 });

function printList({ items }: List, position: Position): string {
  const inner = { ...position, level: position.level + 1 };
  const lines = items.map((item) => `${printElement(item, inner)},\n`);
  return `[\n${lines.join("")}${indentation(position.level)}]`;
}

function printObject({ entries }: ObjectExpression, { level }: Position): string {
  const lines = align(
    entries.map(({ key, value }) => {
      const name = objectKey(key);
      return { name, value: printExpression(value, { level: level + 1, used: name.length + 3 }) };
    }),
  ).map(({ name, value }) => `${indentation(level + 1)}${name} = ${value}\n`);
  return `{\n${lines.join("")}${indentation(level)}}`;
}

/** `CONDITION ? THEN : OTHERWISE`; only the last value may take several lines, as `terraform fmt` would have it. */
function printConditional({ condition, then, otherwise }: Conditional, position: Position): string {
  const head = `${printInline(condition)} ? ${printInline(then)} : `;
  return head + printExpression(otherwise, { ...position, used: position.used + head.length });
}

function printEach(expression: Each, position: Position): string {
  const { over, body } = expression;
  // Elements of its own, of which some are left out, take a line each.
  const hugs = over.kind === "list" && body.kind === "item";
  const print = (inner: Expression): string =>
    inner === over && hugs
      ? printExpression(over, { ...position, used: position.used + 1 })
      : printInline(inner);
  const { open, head, tail, close } = partsOfEach(expression, print);
  if (hugs) return `${open}${head}${printInline(body)}${tail}${close}`;
  const commented = commentOf(body).comment !== undefined;
  const hugged = printExpression(body, {
    ...position,
    used: position.used + open.length + head.length,
  });
  if (!commented && hugged.includes("\n")) return `${open}${head}${hugged}${tail}${close}`;
  const inner = { level: position.level + 1, used: head.length };
  const line = `${indentation(inner.level)}${head}${printExpression(body, inner)}${tail}\n`;
  return `${open.trimEnd()}\n${commentAbove(body, inner.level)}${line}${indentation(position.level)}${close.trimStart()}`;
}
