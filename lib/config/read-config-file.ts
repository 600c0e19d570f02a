import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import { configPathRule } from "./rules";
import { foreignOwner } from "./foreign-owner";
import { isRecord } from "./is-record";
import { configJsonSchema } from "./json-schema";
import type { Layer } from "./layers";
import { overlaid } from "./layers";
import type { Place } from "./problem";
import type { FileCodes, ReadingCodes } from "./problem-codes";
import { readJson } from "./read-json";
import { readTypescript } from "./read-typescript";
import { readYaml } from "./read-yaml";
import type { Fault, Source } from "./source";
import { thrownCode } from "./thrown";
import { decodeUtf8 } from "./utf8";
import { violationOf } from "./violation";

export type FileFault = Fault<ReadingCodes & FileCodes> & Pick<Place, "file"> & { readonly path?: string };
export type FileSource = Source<ReadingCodes & FileCodes>;

/** What the files of a config say together, or why they say nothing. */
export type ConfigSource =
  | { readonly ok: true; readonly layer: Layer; readonly extended: readonly string[] }
  | { readonly ok: false; readonly faults: readonly FileFault[] };

export interface ReadingOptions {
  /** Whether the config was found rather than named: then no other user's file may say what is run. @default false */
  readonly found?: boolean;
}

/** Reads a config and those that it extends. */
export const readConfigFile = (file: string, options: ReadingOptions = {}): ConfigSource =>
  chained(readFile(resolve(file)), resolve(file), options);

/** The same of a text, YAML, that counts as a file. */
export const readConfigText = (bytes: Uint8Array, file: string): ConfigSource =>
  chained(textSource(bytes, readYaml), file, {});

/** A file of the chain: the first, or one that another extends. */
interface Link {
  readonly file: string;
  /** Links in the path resolved, so that no circle hides behind them. */
  readonly real: string;
  readonly layer: Layer;
}

function chained(source: FileSource, file: string, { found = false }: ReadingOptions): ConfigSource {
  const first = linkOf(source, file, false);
  if (!first.ok) return first;
  const links = [first.link];
  for (let last = first.link; isPath(last.layer.input.extends);) {
    const from = last;
    const next = resolve(dirname(from.file), String(from.layer.input.extends));
    const refuse = (fault: Fault<FileCodes>): ConfigSource => ({
      ok: false,
      faults: [{ ...fault, path: "extends", ...from.layer.locate(["extends"], "value") }],
    });
    const real = realPathOf(next);
    const before = links.findIndex((link) => link.real === real);
    if (before >= 0) {
      const files = [...links.slice(before).map((link) => link.file), next];
      return refuse({ code: "extends-circle", args: { files } });
    }
    const other = found && extname(next) === ".ts" ? otherUsers([...links.map(realOf), next]) : undefined;
    if (other !== undefined) return refuse({ code: "extends-of-other-user", args: { file: next, ...other } });
    const read = linkOf(readFile(next), next, true);
    if (!read.ok) {
      const isMissing = read.faults.some(({ code }) => code === "file-missing");
      return isMissing ? refuse({ code: "extends-missing", args: { file: next } }) : read;
    }
    links.push(read.link);
    last = read.link;
  }
  const extended = links.slice(1).map((link) => link.file);
  if (extended.length === 0) return { ok: true, layer: first.link.layer, extended };
  return { ok: true, layer: overlaid(links.map(withoutExtends), configJsonSchema), extended };
}

/** What is no path stays in the config, for the schema to refuse. */
const isPath = (value: unknown): boolean =>
  typeof value === "string" && violationOf(configPathRule, value) === undefined;

function withoutExtends({ layer }: Link): Layer {
  if (!isPath(layer.input.extends)) return layer;
  const others = Object.entries(layer.input).filter(([option]) => option !== "extends");
  return { ...layer, input: Object.fromEntries(others) };
}

const realOf = ({ real }: Link): string => real;

function otherUsers(files: readonly string[]): { readonly of: string; readonly owner: number } | undefined {
  for (const of of files) {
    const owner = foreignOwner(of);
    if (owner !== undefined) return { of, owner };
  }
  return undefined;
}

function realPathOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    // Reading it says what is wrong.
    return file;
  }
}

/** @param isExtended Whether problems must say which file they are in. */
function linkOf(
  source: FileSource,
  file: string,
  isExtended: boolean,
):
  { readonly ok: true; readonly link: Link } | { readonly ok: false; readonly faults: readonly FileFault[] } {
  const place = isExtended ? { file } : {};
  if (!source.ok) return { ok: false, faults: source.faults.map((fault) => ({ ...fault, ...place })) };
  const { input, locate } = source;
  if (!isRecord(input)) return { ok: false, faults: [{ ...notOptions(input), ...place }] };
  const layer: Layer = isExtended
    ? { input, locate: (path, part) => ({ ...locate(path, part), file }) }
    : { input, locate };
  return { ok: true, link: { file, real: realPathOf(file), layer } };
}

function readFile(path: string): FileSource {
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

const refused = (fault: Fault<ReadingCodes & FileCodes>): FileSource => ({ ok: false, faults: [fault] });
