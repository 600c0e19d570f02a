import type {
  Call,
  Conditional,
  Each,
  Expression,
  List,
  ObjectExpression,
  Operation,
} from "../terraform/expression";
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
  // Most of what is not simple is never printed on one line, and that is its every part over again.
  if (!isSimple(expression)) return printBroken(expression, position, () => printInline(expression));
  const inline = printInline(expression);
  const fits = 2 * position.level + position.used + inline.length <= lineWidth;
  return fits ? inline : printBroken(expression, position, () => inline);
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

function printBroken(expression: Expression, position: Position, inline: () => string): string {
  switch (expression.kind) {
    case "list":
      return expression.items.length === 0 ? inline() : printList(expression, position);
    case "object":
      return expression.entries.length === 0 ? inline() : printObject(expression, position);
    case "each":
      return printEach(expression, position);
    case "if":
      return printConditional(expression, position);
    case "call":
      return printCall(expression, position, inline);
    case "operator":
      return printComparison(expression, position, inline);
    case "index":
      return printWrapped("", expression.of, `[${String(expression.key)}]`, position);
    default:
      return inline();
  }
}

/** The last argument hugs its parentheses where the others are short: `jsonencode({`, lines, `})`. */
function printCall({ function: name, args }: Call, position: Position, inline: () => string): string {
  const last = args.at(-1);
  if (last === undefined) return inline();
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

/** Two calls that are compared: each may take several lines. */
function printComparison(
  { operator, left, right }: Operation,
  position: Position,
  inline: () => string,
): string {
  if (operator !== "==" || left.kind !== "call") return inline();
  const printed = printExpression(left, position);
  const lastLine = printed.slice(printed.lastIndexOf("\n") + 1).trimStart();
  const used = printed === lastLine ? position.used + printed.length : lastLine.length;
  const other = printExpression(right, { ...position, used: used + operator.length + 2 });
  // `terraform fmt` moves a line that closes more than it opens.
  const moved = printed !== lastLine && other.includes("\n") ? "  " : "";
  const before = printed.slice(0, printed.length - lastLine.length);
  return `${before}${moved}${lastLine} ${operator} ${other}`;
}

/** What is looped over, what is made of each element and which of them count: a line each where one does not hold them. */
function eachInLines({ body, where }: Each, head: string, { level }: Position): string {
  const lines = [head.trimEnd(), printInline(body), ...(where ? [`if ${printInline(where)}`] : [])];
  const one = lines.join(" ");
  const two = [lines.slice(0, 2).join(" "), ...lines.slice(2)];
  const fit = (candidates: readonly string[]): boolean =>
    candidates.every((line) => 2 * level + line.length <= lineWidth);
  const chosen = fit([one]) ? [one] : fit(two.slice(0, 1)) ? two : lines;
  return chosen
    .flatMap((line) => (fit([line]) || !where || line !== lines[2] ? [line] : operandLines(where)))
    .map((line) => `${indentation(level)}${line}`)
    .join("\n");
}

/** A condition with a line for each of the operands that `&&` or `||` joins. */
function operandLines(where: Expression): readonly string[] {
  if (where.kind !== "operator" || !["&&", "||"].includes(where.operator))
    return [`if ${printInline(where)}`];
  const { operator } = where;
  const operands: Expression[] = [];
  let left: Expression = where;
  while (left.kind === "operator" && left.operator === operator) {
    operands.unshift(left.right);
    left = left.left;
  }
  const isLoose = (operand: Expression): boolean => operand.kind === "operator" && operand.operator === "||";
  return [left, ...operands].map((operand, position) => {
    const printed = isLoose(operand) ? `(${printInline(operand)})` : printInline(operand);
    return `${position === 0 ? "if" : operator} ${printed}`;
  });
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
  const inner = { level: position.level + 1, used: head.length };
  const closing = `\n${indentation(position.level)}${close.trimStart()}`;
  if (!commented && (body.kind === "call" || expression.where)) {
    return `${open.trimEnd()}\n${eachInLines(expression, head, inner)}${closing}`;
  }
  const hugged = printExpression(body, {
    ...position,
    used: position.used + open.length + head.length,
  });
  if (!commented && hugged.includes("\n")) return `${open}${head}${hugged}${tail}${close}`;
  const line = `${indentation(inner.level)}${head}${printExpression(body, inner)}${tail}`;
  return `${open.trimEnd()}\n${commentAbove(body, inner.level)}${line}${closing}`;
}
