import * as z from "zod/mini";
import { jsonSchemaConditions } from "./json-schema-conditions";
import { configSchema } from "./schema";

/** A JSON Schema, or a part of one, as far as the config's own uses it. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly minLength?: number;
  readonly pattern?: string;
}

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
    allOf: jsonSchemaConditions,
  };
}
