import type { JsonSchema } from "../lib/config/json-schema";
import { configJsonSchema } from "../lib/config/json-schema";

/** Every option of the config as a table in Markdown, from the schema. */
export function configTable(): string {
  const rows = rowsOf(configJsonSchema(), "").filter(([name]) => !name.startsWith("$"));
  const head = ["option", "type", "default", "what it is"];
  return [head, head.map(() => "---"), ...rows.map(cells)].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

type Row = readonly [name: string, schema: JsonSchema];

/** An option, then the options under it. */
function rowsOf(schema: JsonSchema, prefix: string): readonly Row[] {
  return alternatives(schema).flatMap(({ properties, items }) => [
    ...Object.entries(properties ?? {}).flatMap(([name, option]): readonly Row[] => {
      const path = prefix === "" ? name : `${prefix}.${name}`;
      return [[path, option], ...rowsOf(option, path)];
    }),
    ...(items ? rowsOf(items, `${prefix}[]`) : []),
  ]);
}

const alternatives = (schema: JsonSchema): readonly JsonSchema[] => [
  schema,
  ...(schema.anyOf ?? []),
  ...(schema.oneOf ?? []),
];

function cells([name, schema]: Row): readonly string[] {
  return [`\`${name}\``, typeOf(schema), defaultOf(schema), schema.description ?? ""].map((cell) =>
    cell.replaceAll("|", "\\|"),
  );
}

function typeOf(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  const options = schema.anyOf ?? schema.oneOf;
  if (options && schema.type === undefined) return [...new Set(options.map(typeOf))].join(" or ");
  if (schema.type === "array") return `list of ${schema.items ? typeOf(schema.items) : "anything"}`;
  return schema.type === "string" ? "string" : (schema.type ?? "object");
}

const defaultOf = (schema: JsonSchema): string =>
  schema.default === undefined || isEmptyObject(schema.default)
    ? ""
    : `\`${JSON.stringify(schema.default)}\``;

const isEmptyObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
