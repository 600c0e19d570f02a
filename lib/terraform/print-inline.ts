import type { Each, Expression, Operation } from "./expression";
import { addressOf } from "./expression";
import { escapeBeforeInterpolation, escapeQuoted, objectKey, quote } from "./quoted-string";
import { joined } from "./reduce";

/** Prints what only the emitter knows how to: a token, or a reference under the emitter's own address. */
export type PrintLeaf = (expression: Expression) => string | undefined;

const asAddressed: PrintLeaf = () => undefined;

/**
 * An expression in Terraform's native syntax on one line, however long. Comments have no place there and are
 * left out.
 *
 * @param printLeaf Asked first for every expression; undefined leaves it to this function.
 */
export function printInline(expression: Expression, printLeaf: PrintLeaf = asAddressed): string {
  const print = (inner: Expression): string => printInline(inner, printLeaf);
  const leaf = printLeaf(expression);
  if (leaf !== undefined) return leaf;
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? quote(expression.value) : String(expression.value);
    case "opaque":
      throw new Error("only the emitter that made it can print it");
    case "policy":
      throw new Error(`the policy ${expression.name} is printed where it is attached`);
    case "reference":
      return addressOf(expression);
    case "input":
      return `var.${expression.name}`;
    case "local":
      return `local.${expression.name}`;
    case "item":
      return expression.name;
    case "template":
      return printTemplate(expression, print);
    case "list":
      return `[${expression.items.map(print).join(", ")}]`;
    case "object": {
      const entries = expression.entries.map(({ key, value }) => `${objectKey(key)} = ${print(value)}`);
      return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
    case "each": {
      const { open, head, tail, close } = partsOfEach(expression, print);
      return `${open}${head}${print(expression.body)}${tail}${close}`;
    }
    case "if":
      return `${printOperand(expression.condition, 1, print)} ? ${print(expression.then)} : ${print(expression.otherwise)}`;
    case "operator":
      return printOperation(expression, print);
    case "member":
      return `${print(expression.of)}.${expression.name}`;
    case "index":
      return `${print(expression.of)}[${typeof expression.key === "number" ? expression.key : quote(expression.key)}]`;
    case "call":
      return `${expression.function}(${expression.args.map(print).join(", ")})`;
  }
}

/** What stands around the body of a `for` expression. */
export function partsOfEach(
  { item, key, over, where }: Each,
  print: (expression: Expression) => string,
): { readonly open: string; readonly head: string; readonly tail: string; readonly close: string } {
  const condition = where ? ` if ${print(where)}` : "";
  return key === undefined
    ? { open: "[", head: `for ${item} in ${print(over)} : `, tail: condition, close: "]" }
    : {
        open: "{ ",
        head: `for ${key}, ${item} in ${print(over)} : ${key} => `,
        tail: condition,
        close: " }",
      };
}

/** How tightly an operator binds. */
const precedence = { "||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, "<=": 4, "*": 5, "/": 5 } as const;

function printOperation({ operator, left, right }: Operation, print: (inner: Expression) => string): string {
  const binds = precedence[operator];
  return `${printOperand(left, binds, print)} ${operator} ${printOperand(right, binds + 1, print)}`;
}

/** In parentheses where it binds less tightly than what it stands in. */
function printOperand(operand: Expression, least: number, print: (inner: Expression) => string): string {
  const binds =
    operand.kind === "operator" ? precedence[operand.operator] : operand.kind === "if" ? 0 : least;
  return binds < least ? `(${print(operand)})` : print(operand);
}

function printTemplate(template: Expression, print: (inner: Expression) => string): string {
  const whole = template.kind === "template" ? joined(template.parts) : template;
  if (whole.kind !== "template") return print(whole);
  const printed = whole.parts.map((part, position) => {
    if (typeof part !== "string") return `\${${print(part)}}`;
    return position === whole.parts.length - 1 ? escapeQuoted(part) : escapeBeforeInterpolation(part);
  });
  return `"${printed.join("")}"`;
}
