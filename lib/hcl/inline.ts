import type { Expression, Reference, Template } from "../terraform/expression";
import { addressOf } from "../terraform/expression";
import { escapeBeforeInterpolation, escapeQuoted, objectKey, quote } from "./quoted-string";

/** The block that an expression stands in, where its own attributes go by `self`. */
export type Self = Pick<Reference, "type" | "name" | "data">;

/** An expression on one line, however long. Comments have no place there and are left out. */
export function printInline(expression: Expression, self?: Self): string {
  const print = (inner: Expression): string => printInline(inner, self);
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? quote(expression.value) : String(expression.value);
    case "reference":
      return printReference(expression, self);
    case "input":
      return `var.${expression.name}`;
    case "local":
      return `local.${expression.name}`;
    case "item":
      return expression.name;
    case "template":
      return printTemplate(expression, self);
    case "list":
      return `[${expression.items.map(print).join(", ")}]`;
    case "object": {
      const entries = expression.entries.map(({ key, value }) => `${objectKey(key)} = ${print(value)}`);
      return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
    case "each":
      return `[for ${expression.item} in ${print(expression.over)} : ${print(expression.body)}]`;
    case "concat":
      return `concat(${expression.lists.map(print).join(", ")})`;
    case "distinct":
      return `distinct(${print(expression.list)})`;
    case "segment":
      return `split(${quote(expression.separator)}, ${print(expression.of)})[${expression.index}]`;
    case "equals":
      return [expression.left, expression.right].map((side) => printOperand(side, self)).join(" == ");
    case "json":
      return `jsonencode(${print(expression.value)})`;
  }
}

function printReference(reference: Reference, self: Self | undefined): string {
  const isSelf =
    reference.type === self?.type && reference.name === self.name && reference.data === self.data;
  return isSelf ? `self.${reference.attribute}` : addressOf(reference);
}

const printOperand = (operand: Expression, self: Self | undefined): string =>
  operand.kind === "equals" ? `(${printInline(operand, self)})` : printInline(operand, self);

/** A part of a template: text, or an expression to interpolate. */
type Part = string | Exclude<Expression, Template>;

/** The parts of a template without templates inside it, neighbouring texts as one. */
function flatten(template: Template): readonly Part[] {
  const parts: Part[] = [];
  const add = (part: Part): void => {
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else parts.push(part);
  };
  for (const part of template.parts) {
    if (typeof part === "string") add(part);
    else if (part.kind === "template") flatten(part).forEach(add);
    else if (part.kind === "literal") add(String(part.value));
    else add(part);
  }
  return parts.filter((part) => part !== "");
}

function printTemplate(template: Template, self: Self | undefined): string {
  const parts = flatten(template);
  const [first] = parts;
  if (parts.length === 1 && first !== undefined && typeof first !== "string") return printInline(first, self);
  const printed = parts.map((part, index) => {
    if (typeof part !== "string") return `\${${printInline(part, self)}}`;
    return index === parts.length - 1 ? escapeQuoted(part) : escapeBeforeInterpolation(part);
  });
  return `"${printed.join("")}"`;
}
