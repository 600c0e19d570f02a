import { createHash } from "node:crypto";
import { UserError } from "../../report/problem";

/** Which files of a directory trailkey wrote, and what it wrote. */
export interface Manifest {
  /** SHA-256 in hexadecimal by path below the directory. */
  readonly files: ReadonlyMap<string, string>;
}

export const manifestName = ".trailkey.json";

/** Of the manifest's form, not of trailkey: a release must not count as drift. */
const formatVersion = 1;

export const emptyManifest: Manifest = { files: new Map() };

export const hashOf = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex");

export function manifestOf(files: readonly { readonly path: string; readonly content: string }[]): Manifest {
  return { files: new Map(files.map(({ path, content }) => [path, hashOf(content)])) };
}

/** The same files give the same bytes: sorted, without time or machine. */
export function manifestText(manifest: Manifest): string {
  const files = Object.fromEntries([...manifest.files].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ version: formatVersion, files }, null, 2)}\n`;
}

/**
 * Reads a manifest. It may come from anywhere, a cloned repository say, so a path in it that would lead out
 * of the directory is refused.
 */
export function parseManifest(text: string, shownPath: string): Manifest {
  const refuse = (what: string): never => {
    throw UserError.of(`${what}; remove it, or ignore it with --force`, { file: shownPath });
  };
  const value = parseJson(text);
  if (!isRecord(value) || !isRecord(value.files)) return refuse("is no manifest that trailkey wrote");
  if (value.version !== formatVersion) return refuse("was written by another version of trailkey");
  const files = Object.entries(value.files).map(([path, hash]): [string, string] =>
    isPathBelow(path) && typeof hash === "string"
      ? [path, hash]
      : refuse(`lists ${JSON.stringify(path)}, which trailkey never wrote`),
  );
  return { files: new Map(files) };
}

/** Whether a path stays below the directory that it is taken from. */
export const isPathBelow = (path: string): boolean =>
  !/[\\\0:]/.test(path) && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
