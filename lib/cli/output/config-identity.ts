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

/** The directories beside a module that hold one of the same config under another name. Absolute paths. */
export function leftBehind(
  files: FileSystem,
  { root }: ModuleDirectory,
  { name, file }: ConfigIdentity,
): readonly { readonly path: string; readonly name: string }[] {
  if (file === null) return [];
  const beside = dirname(root);
  return namesIn(files, beside).flatMap((entry) => {
    const path = join(beside, entry);
    const config = path === root ? null : configOfModule(files, path);
    return config?.file !== file || config.name === name ? [] : [{ path, name: config.name }];
  });
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
