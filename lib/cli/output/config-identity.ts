import { basename, dirname, join, relative } from "node:path";
import type { FileSystem } from "../file-system";
import type { ConfigIdentity } from "./manifest";
import { manifestName, parseManifest } from "./manifest";
import type { ModuleDirectory } from "./module";

/** @param file The config's file, absolute. */
export function configIdentity(
  files: FileSystem,
  { root }: ModuleDirectory,
  { name }: { readonly name: string },
  file: string,
): ConfigIdentity {
  const isFile = files.kindOf(file) !== null;
  const way = isFile ? relative(root, join(files.realPath(dirname(file)), basename(file))) : "";
  return { name, file: /^(?:\.\.\/)*[^/]+$/.test(way) ? way : null };
}

/** A module of a config under its former name. */
export interface LeftBehind {
  /** Absolute. */
  readonly path: string;
  /** The name that the config had. */
  readonly name: string;
}

/**
 * The directories beside modules that hold one of the same config under another name. A directory that holds thousands of
 * modules is looked through once.
 */
export function leftBehind(
  files: FileSystem,
  written: readonly { readonly root: string; readonly config: ConfigIdentity }[],
): readonly LeftBehind[] {
  const ours = new Set(written.map(({ root }) => root));
  const namesOf = new Map<string, Map<string, string>>();
  for (const {
    root,
    config: { name, file },
  } of written) {
    if (file === null) continue;
    const beside = namesOf.get(dirname(root)) ?? new Map<string, string>();
    namesOf.set(dirname(root), beside.set(file, name));
  }
  return [...namesOf].flatMap(([beside, names]) =>
    namesIn(files, beside).flatMap((entry): readonly LeftBehind[] => {
      const path = join(beside, entry);
      const config = ours.has(path) ? null : configOfModule(files, path);
      const now = config?.file == null ? undefined : names.get(config.file);
      return config === null || now === undefined || now === config.name ? [] : [{ path, name: config.name }];
    }),
  );
}

/** What cannot be read tells nothing, and is no reason to fail once the module is written. */
const namesIn = (files: FileSystem, directory: string): readonly string[] => {
  try {
    return files.list(directory);
  } catch {
    return [];
  }
};

/** The config that the module in a directory is of; `null` where there is none, or no manifest that says it. */
function configOfModule(files: FileSystem, directory: string): ConfigIdentity | null {
  const manifest = join(directory, manifestName);
  try {
    if (files.kindOf(manifest) !== "file") return null;
    return parseManifest(files.read(manifest).toString(), manifest).config;
  } catch {
    return null;
  }
}
