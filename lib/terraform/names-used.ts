import type { Blueprint } from "./blueprint";
import type { Expression } from "./expression";
import { blockOf } from "./expression";
import { walk } from "./walk";

/**
 * Every name that expressions reach, be it through a local or a policy: `var.NAME`, `local.NAME`, and the
 * addresses of blocks.
 */
export const namesUsed = (blueprint: Named, expressions: readonly Expression[]): ReadonlySet<string> =>
  nameFinder(blueprint)(expressions);

type Named = Pick<Blueprint, "locals" | "policies">;

/** `namesUsed` of one blueprint, for many expressions: what a local or a policy mentions is looked up once. */
export function nameFinder({
  locals,
  policies,
}: Named): (expressions: readonly Expression[]) => ReadonlySet<string> {
  const named = new Map<string, Expression>([
    ...locals.map(({ name, value }) => [`local.${name}`, value] as const),
    ...policies.map(({ name, document }) => [`policy ${name}`, document] as const),
  ]);
  const known = new Map<string, ReadonlySet<string>>();
  const mentionedBy = (name: string): ReadonlySet<string> => {
    const value = named.get(name);
    const mentioned = known.get(name) ?? mentionedIn(value === undefined ? [] : [value]);
    known.set(name, mentioned);
    return mentioned;
  };
  return (expressions) => {
    const used = new Set<string>();
    const use = (names: ReadonlySet<string>): void => {
      for (const name of names) {
        if (used.has(name)) continue;
        used.add(name);
        use(mentionedBy(name));
      }
    };
    use(mentionedIn(expressions));
    return used;
  };
}

function mentionedIn(expressions: readonly Expression[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const expression of expressions) {
    for (const part of walk(expression)) {
      const name = nameOf(part);
      if (name !== undefined) names.add(name);
    }
  }
  return names;
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
