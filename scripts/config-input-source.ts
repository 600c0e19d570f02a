import type { JsonSchema } from "../lib/config/json-schema";

const header = `// Generated from the JSON Schema of the config by scripts/generate-config-input.ts. Do not edit.\n`;

/** The source of lib/config/config-input.ts: one interface for the config and one for each of its sections. */
export function configInputSource(schema: JsonSchema): string {
  return [header, interfaceOf("ConfigInput", schema, schema.description), ...sectionsIn(schema)].join("\n");
}

/** The interfaces of the sections of an object, each followed by those in it. */
const sectionsIn = ({ properties = {} }: JsonSchema): readonly string[] =>
  Object.entries(properties).flatMap(([name, option]) => {
    const section = sectionOf(option);
    return section === undefined
      ? []
      : [interfaceOf(inputName(name), section, option.description), ...sectionsIn(section)];
  });

/** The section of options that an option is, beside which it may be `false`. */
const sectionOf = (option: JsonSchema): JsonSchema | undefined =>
  [option, ...(option.anyOf ?? [])].find(({ properties }) => properties !== undefined);

const inputName = (option: string): string => `${option.charAt(0).toUpperCase()}${option.slice(1)}Input`;

function interfaceOf(name: string, section: JsonSchema, description: string | undefined): string {
  const members = Object.entries(section.properties ?? {}).map(([option, schema]) => {
    const needed = section.required?.includes(option) === true;
    return `${docstring(schema, "  ", needed)}  readonly ${option}${needed ? "" : "?"}: ${optionType(option, schema)};\n`;
  });
  return `/** ${splitDefault(description ?? "").text} */\nexport interface ${name} {\n${members.join("")}}\n`;
}

function docstring(schema: JsonSchema, indent: string, needed: boolean): string {
  const { text, follows } = splitDefault(schema.description ?? "");
  const value = follows ?? (schema.default === undefined ? undefined : JSON.stringify(schema.default));
  if (needed || value === undefined) return `${indent}/** ${text} */\n`;
  return `${indent}/**\n${indent} * ${text}\n${indent} * @default ${value}\n${indent} */\n`;
}

/** A default that follows from other options stands at the end of the description. */
function splitDefault(description: string): { readonly text: string; readonly follows: string | undefined } {
  const [text = "", follows] = description.split(" Default: ");
  return { text, follows: follows?.replace(/[.]$/, "") };
}

/** A section has an interface of its own, unless it is an entry of a list. */
function optionType(option: string, schema: JsonSchema): string {
  if (sectionOf(schema) === undefined) return typeOf(schema);
  if (schema.anyOf === undefined) return inputName(option);
  const isSwitch = schema.anyOf.some(({ type, const: only }) => type === "boolean" && only === undefined);
  return `${isSwitch ? "boolean" : "false"} | ${inputName(option)}`;
}

function typeOf(schema: JsonSchema): string {
  const alternatives = schema.oneOf ?? (schema.type === undefined ? schema.anyOf : undefined);
  if (alternatives !== undefined) return alternatives.map(typeOf).join(" | ");
  // A number may be a token of CDKTF, so the type does not list those that there are.
  if (schema.enum !== undefined && schema.type !== "integer")
    return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  switch (schema.type) {
    case "array": {
      const item = typeOf(schema.items ?? {});
      return `readonly ${/ [|] /.test(item) ? `(${item})` : item}[]`;
    }
    case "object":
      return objectType(schema);
    case "integer":
      return "number";
    default:
      return schema.type ?? "unknown";
  }
}

function objectType({ properties, required, additionalProperties }: JsonSchema): string {
  if (properties === undefined) {
    return `Readonly<Record<string, ${typeOf(typeof additionalProperties === "object" ? additionalProperties : {})}>>`;
  }
  const members = Object.entries(properties).map(
    ([name, option]) => `readonly ${name}${required?.includes(name) === true ? "" : "?"}: ${typeOf(option)}`,
  );
  return `{ ${members.join("; ")} }`;
}
