import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { parseConfig } from "./parse";
import type { ParseOptions, ParseResult } from "./parse";
import type { ConfigProblem, Locate } from "./problem";
import type { FileCodes, ReadingCodes } from "./problem-codes";
import { readJson } from "./read-json";
import { readTypescript } from "./read-typescript";
import { readYaml } from "./read-yaml";
import type { Fault, Source } from "./source";
import { thrownCode } from "./thrown";
import { decodeUtf8 } from "./utf8";

/** The names that a config is found by. */
export const configNames = ["trailkey.yaml", "trailkey.yml", "trailkey.json", "trailkey.ts"] as const;

/**
 * Reads a config from a `.yaml`, `.yml`, `.json` or `.ts` file. Whatever is wrong with the file or with what
 * it says comes back as problems, with line and column except for `.ts`, and nothing is thrown.
 */
export function loadConfig(file: string, options: LoadOptions = {}): LoadResult {
  return resultOf(read(file), options);
}

/** The same of a config that is in no file, such as one on stdin: YAML, of which JSON is a subset. */
export const loadConfigText = (bytes: Uint8Array, options: LoadOptions = {}): LoadResult =>
  resultOf(textSource(bytes, readYaml), options);

type LoadOptions = Pick<ParseOptions, "opaque" | "deployment">;

function resultOf(source: FileSource, options: LoadOptions): LoadResult {
  if (!source.ok) return { ok: false, problems: source.faults.map(problemOfFile) };
  if (typeof source.input !== "object" || source.input === null || Array.isArray(source.input)) {
    return { ok: false, problems: [problemOfFile(notOptions(source.input))] };
  }
  const parsed = parseConfig(source.input, { ...options, locate: source.locate });
  return parsed.ok ? { ...parsed, locate: source.locate } : parsed;
}

/** The config, and where each of its options stands in its file. */
export type LoadResult =
  | (Extract<ParseResult, { readonly ok: true }> & { readonly locate: Locate })
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
  // Of a link, whoever made it chose what runs, and whoever owns its target can change it.
  const owner = [lstatSync(file).uid, statSync(file).uid].find(
    (uid) => uid !== 0 && uid !== process.getuid?.(),
  );
  return owner === undefined
    ? { ok: true, file }
    : notFound({ code: "config-of-other-user", args: { file, owner } });
}

const notFound = (fault: FileFault): FindResult => ({ ok: false, problems: [problemOfFile(fault)] });

type FileFault = Fault<ReadingCodes & FileCodes>;
type FileSource = Source<ReadingCodes & FileCodes>;

function read(file: string): FileSource {
  const path = resolve(file);
  const reader = readers[extname(path)];
  if (reader === undefined) return refused({ code: "file-kind", args: {} });
  try {
    if (statSync(path).isDirectory()) return refused({ code: "file-is-folder", args: {} });
    return reader(path);
  } catch (error) {
    return refused(notReadable(error));
  }
}

const readers: Readonly<Record<string, (path: string) => FileSource>> = {
  ".yaml": (path) => fromText(path, readYaml),
  ".yml": (path) => fromText(path, readYaml),
  ".json": (path) => fromText(path, readJson),
  ".ts": readTypescript,
};

function fromText(path: string, readText: (text: string) => Source): FileSource {
  return textSource(readFileSync(path), readText);
}

function textSource(bytes: Uint8Array, readText: (text: string) => Source): FileSource {
  const text = decodeUtf8(bytes);
  if (text === undefined) return refused({ code: "not-utf8", args: {} });
  return text.trim() === "" ? refused({ code: "file-empty", args: {} }) : readText(text);
}

function notReadable(error: unknown): FileFault {
  const code = thrownCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return { code: "file-missing", args: {} };
  if (code === "EACCES" || code === "EPERM") return { code: "file-forbidden", args: {} };
  if (code !== undefined) return { code: "file-unreadable", args: { error: code } };
  throw error;
}

function notOptions(input: unknown): FileFault {
  const holds =
    input === null || input === undefined ? "nothing" : Array.isArray(input) ? "list" : typeof input;
  return { code: "not-options", args: { holds } };
}

const refused = (fault: FileFault): FileSource => ({ ok: false, faults: [fault] });

const problemOfFile = (fault: FileFault): ConfigProblem => ({ ...fault, path: "", severity: "error" });
