import type { Expression } from "./expression";

/** An expression and every expression inside it, the outermost first. */
export function* walk(expression: Expression): Generator<Expression> {
  // A stack: generators that call themselves pass on every part once for each level that it is deep.
  const left = [expression];
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    yield part;
    const inside = children(part);
    for (let position = inside.length - 1; position >= 0; position -= 1) {
      const child = inside[position];
      if (child !== undefined) left.push(child);
    }
  }
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "opaque":
    case "reference":
    case "input":
    case "local":
    case "item":
    case "policy":
      return [];
    case "template":
      return expression.parts.filter((part) => typeof part !== "string");
    case "list":
      return expression.items;
    case "object":
      return expression.entries.map(({ value }) => value);
    case "each":
      return [expression.over, expression.body, ...(expression.where ? [expression.where] : [])];
    case "if":
      return [expression.condition, expression.then, expression.otherwise];
    case "operator":
      return [expression.left, expression.right];
    case "member":
    case "index":
      return [expression.of];
    case "call":
      return expression.args;
  }
}
