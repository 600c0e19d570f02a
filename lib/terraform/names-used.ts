import type { Blueprint } from "./blueprint";
import type { Expression } from "./expression";
import { blockOf } from "./expression";
import { walk } from "./walk";

/**
 * Every name that expressions reach, be it through a local or a policy: `var.NAME`, `local.NAME`, and the
 * addresses of blocks.
 */
export function namesUsed(
  { locals, policies }: Pick<Blueprint, "locals" | "policies">,
  expressions: readonly Expression[],
): ReadonlySet<string> {
  const named = new Map<string, Expression>([
    ...locals.map(({ name, value }) => [`local.${name}`, value] as const),
    ...policies.map(({ name, document }) => [`policy ${name}`, document] as const),
  ]);
  const used = new Set<string>();
  const visit = (expression: Expression): void => {
    for (const part of walk(expression)) {
      const name = nameOf(part);
      if (name === undefined || used.has(name)) continue;
      used.add(name);
      const value = named.get(name);
      if (value) visit(value);
    }
  };
  expressions.forEach(visit);
  return used;
}

function nameOf(expression: Expression): string | undefined {
  switch (expression.kind) {
    case "input":
      return `var.${expression.name}`;
    case "local":
      return `local.${expression.name}`;
    case "policy":
      return `policy ${expression.name}`;
    case "reference":
      return blockOf(expression);
    default:
      return undefined;
  }
}
