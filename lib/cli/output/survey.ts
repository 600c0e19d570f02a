import { dirname, join } from "node:path";
import { thrownCode } from "../../config/thrown";
import type { Identities } from "../../describe/identities";
import type { Loss } from "../../describe/losses";
import { lossesBetween } from "../../describe/losses";
import { reported, UserError } from "../../report/problem";
import type { FileSystem } from "../file-system";
import { stagedIn } from "../replace-file";
import type { SurveyedFile } from "./file-state";
import { stateOf } from "./file-state";
import type { Manifest } from "./manifest";
import { anywhere, emptyManifest, manifestName, parseManifest } from "./manifest";
import type { Module, ModuleDirectory } from "./module";
import { obstacleAt } from "./obstacle";
import { resourcesInFiles } from "./resources-in-files";

export interface Survey {
  readonly files: readonly SurveyedFile[];
  readonly manifest: Manifest;
  /** What the module before makes. */
  readonly resources: Identities;
  /** What runs that were cut short left behind. Absolute paths. */
  readonly staged: readonly string[];
  /** What the module would destroy or replace of the one before. */
  readonly losses: readonly Loss[];
}

/**
 * Compares a module on disk with the one that the config gives. Writes nothing.
 *
 * @param force Ignores a manifest that cannot be read.
 * @throws UserError with everything that stands in the way, whatever the user forces.
 */
export function survey(
  files: FileSystem,
  directory: ModuleDirectory,
  module: Module,
  force: boolean,
): Survey {
  const { root } = directory;
  refuseObstacles(files, directory, [manifestName]);
  const manifest = readManifest(files, directory, force);
  const goals = new Map(module.files.map(({ path, content }) => [path, content]));
  const paths = [...new Set([...goals.keys(), ...manifest.files.keys()])].sort();
  refuseObstacles(files, directory, paths);
  const surveyed = paths
    .map((path): SurveyedFile => {
      const file = { path, current: readIfThere(files, join(root, path)), wanted: goals.get(path) ?? null };
      return { ...file, state: stateOf(file.current, file.wanted, manifest.files.get(path)) };
    })
    .filter(({ current, wanted }) => current !== null || wanted !== null);
  const resources = manifest.resources ?? resourcesInFiles(surveyed, manifest);
  const directories = new Set([root, ...paths.map((path) => dirname(join(root, path)))]);
  return {
    files: surveyed,
    manifest,
    resources,
    staged: [...directories].flatMap((path) => stagedIn(files, path)),
    losses: lossesBetween({ resources, home: manifest.home ?? anywhere }, module),
  };
}

function refuseObstacles(files: FileSystem, directory: ModuleDirectory, paths: readonly string[]): void {
  const found = paths.map((path) => obstacleAt(files, directory.root, path)).filter((each) => each !== null);
  if (found.length === 0) return;
  const byPath = new Map(
    found.map(({ code, path }) => [path, reported({ file: directory.shown(path), code, args: {} })]),
  );
  throw new UserError([...byPath.values()]);
}

function readManifest(files: FileSystem, directory: ModuleDirectory, ignoreBad: boolean): Manifest {
  const bytes = readIfThere(files, join(directory.root, manifestName));
  if (bytes === null) return emptyManifest;
  try {
    return parseManifest(bytes.toString(), directory.shown(manifestName));
  } catch (error) {
    if (ignoreBad && error instanceof UserError) return emptyManifest;
    throw error;
  }
}

function readIfThere(files: FileSystem, path: string): Buffer | null {
  try {
    return files.read(path);
  } catch (error) {
    if (thrownCode(error) === "ENOENT") return null;
    throw error;
  }
}
