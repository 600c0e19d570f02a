import type { Expression } from "./expression";

/** An expression and every expression inside it, the outermost first. */
export function* walk(expression: Expression): Generator<Expression> {
  yield expression;
  for (const child of children(expression)) yield* walk(child);
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "reference":
    case "input":
    case "local":
    case "item":
      return [];
    case "template":
      return expression.parts.filter((part) => typeof part !== "string");
    case "list":
      return expression.items;
    case "object":
      return expression.entries.map(({ value }) => value);
    case "each":
      return [expression.over, expression.body];
    case "concat":
      return expression.lists;
    case "distinct":
      return [expression.list];
    case "segment":
      return [expression.of];
    case "equals":
      return [expression.left, expression.right];
    case "json":
      return [expression.value];
  }
}
