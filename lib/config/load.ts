import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { parseConfig } from "./parse";
import type { ParseOptions, ParseResult } from "./parse";
import type { Problem } from "./problem";
import { readJson } from "./read-json";
import { readTypescript } from "./read-typescript";
import { readYaml } from "./read-yaml";
import type { Fault, Source } from "./source";

/** The names that a config is found by. */
export const configNames = ["trailkey.yaml", "trailkey.yml", "trailkey.json", "trailkey.ts"] as const;

/**
 * Reads a config from a `.yaml`, `.yml`, `.json` or `.ts` file. Whatever is wrong with the file or with what
 * it says comes back as problems, with line and column except for `.ts`, and nothing is thrown.
 */
export function loadConfig(file: string, options: Pick<ParseOptions, "opaque"> = {}): ParseResult {
  const source = read(file);
  if (!source.ok) return { ok: false, problems: source.faults.map(problemOfFile) };
  if (typeof source.input !== "object" || source.input === null || Array.isArray(source.input)) {
    return { ok: false, problems: [problemOfFile(notASection(source.input))] };
  }
  return parseConfig(source.input, { ...options, locate: source.locate });
}

export type FindResult =
  | { readonly ok: true; readonly file: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Looks for a config in a folder, then in each folder above it. Two in one folder are an error. */
export function findConfig(startDir: string): FindResult {
  const folder = resolve(startDir);
  const found = configNames.filter((name) => existsSync(join(folder, name)));
  const [only, second] = found;
  if (only !== undefined && second === undefined) return { ok: true, file: join(folder, only) };
  if (only !== undefined) {
    const message = `${folder} holds ${found.join(" and ")}: name the one that is meant, or remove the others`;
    return { ok: false, problems: [problemOfFile({ message })] };
  }
  if (dirname(folder) !== folder) return findConfig(dirname(folder));
  const message = `there is no ${configNames.join(", ")} here or in any folder above: write one, or name your config file`;
  return { ok: false, problems: [problemOfFile({ message })] };
}

function read(file: string): Source {
  const path = resolve(file);
  const reader = readers[extname(path)];
  if (reader === undefined) return fault("is of no known kind: a config is a .yaml, .yml, .json or .ts file");
  try {
    if (statSync(path).isDirectory()) return fault("is a folder: name the file in it");
    return reader(path);
  } catch (error) {
    return fault(reasonOf(error));
  }
}

const readers: Readonly<Record<string, (path: string) => Source>> = {
  ".yaml": (path) => fromText(path, readYaml),
  ".yml": (path) => fromText(path, readYaml),
  ".json": (path) => fromText(path, readJson),
  ".ts": readTypescript,
};

function fromText(path: string, readText: (text: string) => Source): Source {
  const text = textOf(readFileSync(path));
  if (text === undefined) return fault("is not UTF-8 text: save it as UTF-8");
  return text.trim() === "" ? fault("is empty: a config has at least a name and a bucket") : readText(text);
}

/** Without a byte order mark. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return "does not exist";
  if (code === "EACCES" || code === "EPERM") return "may not be read by you";
  if (typeof code === "string") return `cannot be read (${code})`;
  throw error;
}

function notASection(input: unknown): Fault {
  const what =
    input === null || input === undefined ? "nothing" : Array.isArray(input) ? "a list" : `a ${typeof input}`;
  return { message: `holds ${what} where a config's options should be: start with name: …` };
}

const fault = (message: string): Source => ({ ok: false, faults: [{ message }] });

const problemOfFile = (found: Fault): Problem => ({ path: "", ...found, severity: "error" });
