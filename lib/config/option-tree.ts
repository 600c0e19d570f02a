import type { JsonSchema } from "./json-schema";
import type { Path } from "./problem";

/** What options there are, and under which. */
export type OptionTree = JsonSchema;

/** The names of the options that may stand at a path. */
export function optionsAt(tree: OptionTree, path: Path): readonly string[] {
  const [step, ...rest] = path;
  const alternatives = alternativesOf(tree);
  if (step === undefined) return alternatives.flatMap(({ properties }) => Object.keys(properties ?? {}));
  return alternatives.flatMap((schema) => {
    const next = typeof step === "number" ? schema.items : schema.properties?.[step];
    return next === undefined ? [] : optionsAt(next, rest);
  });
}

/** The path of every option that is not part of a list. */
export function optionPaths(tree: OptionTree): readonly Path[] {
  return alternativesOf(tree).flatMap(({ properties }) =>
    Object.entries(properties ?? {}).flatMap(([name, option]) => [
      [name],
      ...optionPaths(option).map((path) => [name, ...path]),
    ]),
  );
}

const alternativesOf = (schema: JsonSchema): readonly JsonSchema[] => [
  schema,
  ...(schema.anyOf ?? []),
  ...(schema.oneOf ?? []),
];
