import * as z from "zod/mini";
import { jsonSchemaConditions } from "./json-schema-conditions";
import type { JsonSchema } from "./json-schema-type";
import { configSchema } from "./schema";

export type { JsonSchema } from "./json-schema-type";

/**
 * The JSON Schema of the config, for editors and for validators in CI.
 *
 * It is written in draft-07, the newest that editors support whole in YAML and JSON files; each keyword used
 * means the same in 2020-12. What contradicts another option it says as far as {@link jsonSchemaConditions} goes.
 */
export function configJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(configSchema(), {
    io: "input",
    target: "draft-7",
    override: ({ jsonSchema }) => {
      // Sections told apart by their key exclude each other; a value that may also be null or false is no such choice.
      if (jsonSchema.anyOf?.every(({ type }) => type === "object" || type === "string") !== true) return;
      jsonSchema.oneOf = jsonSchema.anyOf;
      delete jsonSchema.anyOf;
    },
  });
  const { $schema, ...rest } = schema as JsonSchema;
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: "trailkey",
    ...rest,
    // What is missing may be in the config that it extends, and what is written there is not known.
    allOf: [{ if: { required: ["extends"] }, else: { allOf: jsonSchemaConditions } }],
  };
}
