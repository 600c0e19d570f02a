import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { foreignOwner } from "./foreign-owner";
import { parseConfig } from "./parse";
import type { ParseOptions, ParseResult } from "./parse";
import type { ConfigProblem, LocateOption } from "./problem";
import type { ConfigSource, FileFault, ReadingOptions } from "./read-config-file";
import { readConfigFile, readConfigText } from "./read-config-file";

/** The names that a config is found by. */
export const configNames = ["trailkey.yaml", "trailkey.yml", "trailkey.json", "trailkey.ts"] as const;

/**
 * Reads a config from a `.yaml`, `.yml`, `.json` or `.ts` file. Whatever is wrong with the file or with what
 * it says comes back as problems, with line and column except for `.ts`, and nothing is thrown. What it takes over
 * by `extends` is read too, and a problem there names its file.
 */
export function loadConfig(file: string, options: LoadOptions = {}): LoadResult {
  return resultOf(readConfigFile(file, options), options);
}

/**
 * The same of a config that is in no file, such as one on stdin: YAML, of which JSON is a subset.
 *
 * @param file Where it counts as a file: what it extends is found from there. Absolute.
 */
export const loadConfigText = (bytes: Uint8Array, file: string, options: ParsingOptions = {}): LoadResult =>
  resultOf(readConfigText(bytes, file), options);

type ParsingOptions = Pick<ParseOptions, "opaque" | "deployment">;
type LoadOptions = ParsingOptions & ReadingOptions;

function resultOf(source: ConfigSource, options: ParsingOptions): LoadResult {
  if (!source.ok) return { ok: false, problems: source.faults.map(problemOfFile) };
  const { input, locate } = source.layer;
  const parsed = parseConfig(input, { ...options, locate });
  return parsed.ok ? { ...parsed, locate, extended: source.extended } : parsed;
}

/** The config, where each of its options stands in its file, and the files that it extends, absolute. */
export type LoadResult =
  | (Extract<ParseResult, { readonly ok: true }> & {
      readonly locate: LocateOption;
      readonly extended: readonly string[];
    })
  | Extract<ParseResult, { readonly ok: false }>;

export type FindResult =
  | { readonly ok: true; readonly file: string }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Looks for a config in a folder, then in each folder above it, up to the root of the repository (the folder that has
 * `.git`) or the home directory: what lies above these is another's. Two in one folder are an error, and so is a `.ts`
 * that belongs to another user than this one or root, because a config in TypeScript is run.
 */
export function findConfig(startDir: string): FindResult {
  const folder = resolve(startDir);
  const found = configNames.filter((name) => existsSync(join(folder, name)));
  const [only, second] = found;
  if (only !== undefined && second === undefined) return trusted(join(folder, only));
  if (only !== undefined) return notFound({ code: "several-configs", args: { folder, names: found } });
  if (dirname(folder) !== folder && !isBorder(folder)) return findConfig(dirname(folder));
  return notFound({ code: "no-config", args: { names: configNames, last: folder } });
}

const isBorder = (folder: string): boolean => existsSync(join(folder, ".git")) || isHome(folder);

function isHome(folder: string): boolean {
  try {
    return realpathSync(homedir()) === realpathSync(folder);
  } catch {
    // There is no home directory, or none that can be read.
    return false;
  }
}

function trusted(file: string): FindResult {
  if (extname(file) !== ".ts") return { ok: true, file };
  const owner = foreignOwner(file);
  return owner === undefined
    ? { ok: true, file }
    : notFound({ code: "config-of-other-user", args: { file, owner } });
}

const notFound = (fault: FileFault): FindResult => ({ ok: false, problems: [problemOfFile(fault)] });

const problemOfFile = ({ path = "", ...fault }: FileFault): ConfigProblem => ({
  ...fault,
  path,
  severity: "error",
});
