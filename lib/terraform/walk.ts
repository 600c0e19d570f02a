import type { Expression } from "./expression";

/** An expression and every expression inside it, the outermost first. */
export function* walk(expression: Expression): Generator<Expression> {
  yield expression;
  for (const child of children(expression)) yield* walk(child);
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
