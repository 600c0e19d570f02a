import type { JsonSchema } from "./json-schema";
import type { Path } from "./problem";

/** A schema with the alternatives that it gives. */
export const alternativesOf = (schema: JsonSchema): readonly JsonSchema[] => [
  schema,
  ...(schema.anyOf ?? []),
  ...(schema.oneOf ?? []),
];

/** What may stand at a path. */
export function schemasAt(schema: JsonSchema, [step, ...rest]: Path): readonly JsonSchema[] {
  const alternatives = alternativesOf(schema);
  if (step === undefined) return alternatives;
  return alternatives.flatMap(({ items, properties, additionalProperties }) => {
    const next = typeof step === "number" ? items : (properties?.[step] ?? additionalProperties);
    return typeof next === "object" ? schemasAt(next, rest) : [];
  });
}

/** The names of the options that may stand at a path. */
export const optionsAt = (schema: JsonSchema, path: Path): readonly string[] =>
  schemasAt(schema, path).flatMap(({ properties }) => Object.keys(properties ?? {}));

/** The path of every option that is not part of a list. */
export function optionPaths(schema: JsonSchema): readonly Path[] {
  return alternativesOf(schema).flatMap(({ properties }) =>
    Object.entries(properties ?? {}).flatMap(([name, option]) => [
      [name],
      ...optionPaths(option).map((path) => [name, ...path]),
    ]),
  );
}
