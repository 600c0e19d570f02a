import type { Expression } from "./expression";
import { walk } from "./walk";
import type { Argument, Block, Blueprint } from "./blueprint";

/** The blueprint without the inputs, locals and data sources that nothing in it needs. */
export function withoutUnused(blueprint: Blueprint): Blueprint {
  const used = namesUsed(blueprint);
  return {
    ...blueprint,
    inputs: blueprint.inputs.filter((input) => used.has(`var.${input.name}`)),
    locals: blueprint.locals.filter((local) => used.has(`local.${local.name}`)),
    data: blueprint.data.filter((block) => used.has(`data.${block.type}.${block.name}`)),
  };
}

/** Every name that is reached from what the module builds, puts out or checks. */
function namesUsed(blueprint: Blueprint): ReadonlySet<string> {
  const locals = new Map(blueprint.locals.map((local) => [`local.${local.name}`, local.value]));
  const used = new Set<string>();
  const visit = (expression: Expression): void => {
    for (const part of walk(expression)) {
      const name = nameOf(part);
      if (name === undefined || used.has(name)) continue;
      used.add(name);
      const value = locals.get(name);
      if (value) visit(value);
    }
  };
  [...blueprint.resources.flatMap(expressionsOf), ...blueprint.outputs.map((output) => output.value)].forEach(
    visit,
  );
  blueprint.data.flatMap(checksOf).forEach(visit);
  return used;
}

function nameOf(expression: Expression): string | undefined {
  switch (expression.kind) {
    case "input":
      return `var.${expression.name}`;
    case "local":
      return `local.${expression.name}`;
    case "reference":
      return `${expression.data ? "data." : ""}${expression.type}.${expression.name}`;
    default:
      return undefined;
  }
}

const expressionsOf = (block: Block): readonly Expression[] => [
  ...block.args.flatMap(valuesOf),
  ...checksOf(block),
];

const checksOf = (block: Block): readonly Expression[] =>
  (block.postconditions ?? []).flatMap(({ condition, message }) => [condition, message]);

const valuesOf = (argument: Argument): readonly Expression[] =>
  argument.kind === "attribute" ? [argument.value] : argument.args.flatMap(valuesOf);
