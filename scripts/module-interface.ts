import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import { splitType } from "./split-type";

/** What a caller of a module relies on. */
export interface ModuleInterface {
  readonly variables: Readonly<Record<string, ModuleVariable>>;
  readonly outputs: readonly string[];
}

export interface ModuleVariable {
  /** As Terraform writes it, on one line. */
  readonly type: string;
  readonly required: boolean;
  readonly nullable: boolean;
}

/** An interface, with the release that first had it or broke the one before. */
export interface RecordedInterface extends ModuleInterface {
  readonly release: string;
}

interface ParsedFile {
  readonly variable?: Readonly<Record<string, readonly ParsedVariable[]>>;
  readonly output?: Readonly<Record<string, unknown>>;
}

interface ParsedVariable {
  readonly type?: string;
  readonly default?: unknown;
  readonly nullable?: boolean;
}

/** The variables and outputs of the module in a directory, sorted by name. */
export async function interfaceOf(directory: string): Promise<ModuleInterface> {
  const files = await Promise.all(
    readdirSync(directory)
      .filter((file) => file.endsWith(".tf"))
      .map(async (file) => (await parse(file, readFileSync(join(directory, file), "utf8"))) as ParsedFile),
  );
  const variables = files.flatMap(({ variable = {} }) => Object.entries(variable)).sort(byName);
  return {
    variables: Object.fromEntries(
      variables.flatMap(([name, [first]]) => (first === undefined ? [] : [[name, variableOf(first)]])),
    ),
    outputs: files.flatMap(({ output = {} }) => Object.keys(output)).sort(),
  };
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const variableOf = (parsed: ParsedVariable): ModuleVariable => ({
  type: (parsed.type ?? "any").replace(/^\$\{([^]*)\}$/, "$1").replace(/\s+/g, " "),
  required: !("default" in parsed),
  nullable: parsed.nullable ?? true,
});

/** What of an interface no longer works for a caller of the one before. Empty: nothing does. */
export const breaksBetween = (before: ModuleInterface, after: ModuleInterface): readonly string[] => [
  ...Object.entries(before.variables).flatMap(([name, old]): readonly string[] => {
    const now = after.variables[name];
    if (now === undefined) return [`the variable ${name} is gone`];
    return [
      ...(accepts(now.type, old.type)
        ? []
        : [`the variable ${name} changes its type from ${old.type} to ${now.type}`]),
      ...(now.required && !old.required ? [`the variable ${name} becomes required`] : []),
      ...(old.nullable && !now.nullable ? [`the variable ${name} no longer accepts null`] : []),
    ];
  }),
  ...Object.entries(after.variables).flatMap(([name, { required }]) =>
    required && before.variables[name] === undefined ? [`the new variable ${name} is required`] : [],
  ),
  ...before.outputs.flatMap((name) => (after.outputs.includes(name) ? [] : [`the output ${name} is gone`])),
];

/** Whether whatever fits the old type fits the new one. An object may gain members that can be left out. */
function accepts(now: string, old: string): boolean {
  if (now === old || now === "any") return true;
  const [after, before] = [splitType(now), splitType(old)];
  if (after.name !== before.name) return false;
  if (after.members === undefined || before.members === undefined)
    return after.of !== undefined && before.of !== undefined && accepts(after.of, before.of);
  const { members } = after;
  return (
    Object.entries(before.members).every(([name, member]) => {
      const same = members[name];
      return same !== undefined && accepts(same.type, member.type) && (same.optional || !member.optional);
    }) && Object.entries(members).every(([name, { optional }]) => optional || before.members?.[name])
  );
}

/** The greatest version that the headings of a changelog name: `## 1.0.0`, or `## Unreleased (1.0.0)`. */
export function newestRelease(changelog: string): string | undefined {
  const versions = [...changelog.matchAll(/^## (?:Unreleased \()?(\d+\.\d+\.\d+)\b/gm)].map(
    ([, version = ""]) => version,
  );
  return versions.sort(byVersion).at(-1);
}

const byVersion = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

/** Whether a release may break what an earlier one had. Before 1.0.0, the minor version says so. */
export function isMajor(from: string, to: string): boolean {
  const [[major = 0, minor = 0], [nextMajor = 0, nextMinor = 0]] = [numbersOf(from), numbersOf(to)];
  return nextMajor > major || (major === 0 && nextMajor === 0 && nextMinor > minor);
}

const numbersOf = (version: string): readonly number[] => version.split(".").map(Number);

/**
 * The record that takes the place of the one before, or what keeps it from that: breaks that nobody allowed, or that no
 * greater major release declares.
 */
export function nextRecord(
  before: RecordedInterface | undefined,
  now: ModuleInterface,
  newest: string,
  allowBreaks: boolean,
): { readonly record: RecordedInterface } | { readonly refused: readonly string[] } {
  if (before === undefined) return { record: { release: newest, ...now } };
  const refused = breaksBetween(before, now);
  if (refused.length === 0) return { record: { release: before.release, ...now } };
  return allowBreaks && isMajor(before.release, newest)
    ? { record: { release: newest, ...now } }
    : { refused };
}
