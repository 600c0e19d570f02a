import { stringify } from "yaml";
import type { JsonSchema } from "../config/json-schema";
import { configJsonSchema } from "../config/json-schema";
import { alternativesOf } from "../config/option-tree";

/** What `trailkey init` writes: every option of the schema; those that may be left out are commented out. */
export function starterConfig(): string {
  const schema = configJsonSchema();
  const { required = [], properties = {} } = schema;
  // A trail needs a bucket, and that a name, which the schema says of some configs alone.
  const bucket = { ...properties.bucket, required: ["name"] };
  const options = optionsOf(
    { ...schema, required: [...required, "bucket"], properties: { ...properties, bucket } },
    false,
  );
  return `${[intro, ...options.map((lines) => lines.join("\n"))].join("\n\n")}\n`;
}

const intro = `# A trailkey config. The options that are not commented out are required.
# The others show their default, or an example if they have none.`;

type Lines = readonly string[];

/** @param all Whether nothing is commented out. */
const optionsOf = ({ properties = {}, required = [] }: JsonSchema, all: boolean): readonly Lines[] =>
  Object.entries(properties)
    // `$schema` is for JSON; in YAML, editors read it from a comment.
    .filter(([name]) => !name.startsWith("$"))
    .map(([name, option]) =>
      optionLines(name, option, all, required.includes(name) || (all && isShown(option))),
    );

/** An option that has only choices, and no default, stays commented out in its section: nothing says that it goes with the rest. */
const isShown = (option: JsonSchema): boolean => option.enum === undefined || option.default !== undefined;

function optionLines(name: string, option: JsonSchema, all: boolean, stands: boolean): Lines {
  const nested = nestedLines(option, all || !stands);
  const lines =
    nested === undefined ? [`${name}: ${yamlOf(valueOf(option))}`] : [`${name}:`, ...nested.map(indented)];
  return [`# ${option.description ?? ""}`, ...(stands ? lines : lines.map((line) => `# ${line}`))];
}

/** What stands below an option, or undefined where its value stands beside it. */
function nestedLines(option: JsonSchema, all: boolean): Lines | undefined {
  const section = alternativesOf(option).find(({ properties }) => properties !== undefined);
  if (section !== undefined) {
    const options = optionsOf(section, all);
    // Where a description and an option that is commented out stand together, a blank line tells them apart.
    return all ? options.flat() : options.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
  }
  if (option.items !== undefined) return entryLines(option.items);
  const { propertyNames, additionalProperties } = option;
  if (propertyNames === undefined || typeof additionalProperties !== "object") return undefined;
  return [`${yamlOf(valueOf(propertyNames))}: ${yamlOf(valueOf(additionalProperties))}`];
}

/** An entry of each kind. A text that says the same as an entry with a key is left to the description. */
function entryLines(items: JsonSchema): Lines {
  const sections = alternativesOf(items).filter(({ properties }) => properties !== undefined);
  // What must go together is shown by an example.
  const [example] = items.examples ?? [];
  if (example !== undefined) return itemLines(yamlOf(example));
  if (sections.length === 0) return itemLines(yamlOf(valueOf(items)));
  return sections.flatMap((section) => {
    const { properties = {} } = section;
    // An entry is shown whole.
    const whole = { ...section, required: Object.keys(properties) };
    const [description = "", first = "", ...rest] = optionsOf(whole, true).flat();
    return [description, `- ${first}`, ...rest.map(indented)];
  });
}

/** An entry of a list, which may take several lines. */
function itemLines(yaml: string): Lines {
  const [first = "", ...rest] = yaml.split("\n");
  return [`- ${first}`, ...rest.map(indented)];
}

const indented = (line: string): string => (line === "" ? "" : `  ${line}`);

const yamlOf = (value: unknown): string => stringify(value).trim();

/** The default, or an example where that is nothing. */
const valueOf = (option: JsonSchema): unknown =>
  option.default ??
  alternativesOf(option).flatMap(({ examples = [], enum: choices = [] }) => [...examples, ...choices])[0];
