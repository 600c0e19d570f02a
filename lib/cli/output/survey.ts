import { join } from "node:path";
import type { FileFinding, Obstacle } from "../../report/file-finding";
import { UserError } from "../../report/problem";
import type { FileSystem } from "../file-system";
import { emptyManifest, hashOf, manifestName, manifestOf, manifestText, parseManifest } from "./manifest";
import type { Manifest } from "./manifest";

export interface ModuleFile {
  /** Below the module's directory, with `/`. */
  readonly path: string;
  readonly content: string;
}

/** A module's directory on disk. */
export interface ModuleDirectory {
  /** Absolute. */
  readonly root: string;
  /** How the user names a path below it. */
  readonly shown: (path: string) => string;
}

export type FileState = "unchanged" | "missing" | "changed" | "edited" | "foreign" | "extra" | "keptExtra";

/** A file as it is and as the config gives it; `null` where there is none. */
export interface SurveyedFile {
  readonly path: string;
  readonly state: FileState;
  readonly current: Buffer | null;
  readonly wanted: string | null;
}

export interface Survey {
  readonly files: readonly SurveyedFile[];
  readonly manifest: SurveyedFile;
  /** What stands in the way, whatever the user forces. */
  readonly obstacles: readonly FileFinding<Obstacle>[];
}

/** Compares a module on disk with the one that the config gives. Writes nothing. */
export function survey(
  files: FileSystem,
  directory: ModuleDirectory,
  wanted: readonly ModuleFile[],
  options: { readonly ignoreBadManifest: boolean },
): Survey {
  const findObstacle = obstacleFinder(files, directory.root);
  const wantedByPath = new Map(wanted.map((file) => [file.path, file.content]));
  const manifestObstacle = findObstacle(manifestName);
  const manifestBytes = manifestObstacle ? null : readIfThere(files, join(directory.root, manifestName));
  const manifest = readManifest(manifestBytes, directory.shown(manifestName), options.ignoreBadManifest);
  const paths = [...new Set([...wantedByPath.keys(), ...manifest.files.keys()])].sort();
  const obstacles = [manifestObstacle, ...paths.map(findObstacle)].filter((found) => found !== null);
  const blocked = obstacles.length > 0;
  return {
    files: (blocked ? [] : paths)
      .map((path) => surveyFile(files, directory.root, path, wantedByPath.get(path), manifest))
      .filter((file) => file.current !== null || file.wanted !== null),
    manifest: manifestFile(manifestBytes, manifestText(manifestOf(wanted))),
    obstacles: [...new Map(obstacles.map((found) => [found.path, found])).values()],
  };
}

function surveyFile(
  files: FileSystem,
  root: string,
  path: string,
  wanted: string | undefined,
  manifest: Manifest,
): SurveyedFile {
  const current = readIfThere(files, join(root, path));
  return { path, state: stateOf(current, wanted, manifest.files.get(path)), current, wanted: wanted ?? null };
}

function stateOf(current: Buffer | null, wanted: string | undefined, written: string | undefined): FileState {
  if (current === null) return wanted === undefined ? "unchanged" : "missing";
  const currentHash = hashOf(current);
  if (wanted === undefined) return currentHash === written ? "extra" : "keptExtra";
  if (currentHash === hashOf(wanted)) return "unchanged";
  if (written === undefined) return "foreign";
  return currentHash === written ? "changed" : "edited";
}

function manifestFile(current: Buffer | null, wanted: string): SurveyedFile {
  const state = current === null ? "missing" : current.toString() === wanted ? "unchanged" : "changed";
  return { path: manifestName, state, current, wanted };
}

function readManifest(bytes: Buffer | null, shown: string, ignoreBad: boolean): Manifest {
  if (bytes === null) return emptyManifest;
  try {
    return parseManifest(bytes.toString(), shown);
  } catch (error) {
    if (ignoreBad && error instanceof UserError) return emptyManifest;
    throw error;
  }
}

const readIfThere = (files: FileSystem, path: string): Buffer | null =>
  files.kindOf(path) === null ? null : files.read(path);

/** Says for a path below the root what stands in its way: the first link, or what is not of the right kind. */
export function obstacleFinder(
  files: FileSystem,
  root: string,
): (path: string) => FileFinding<Obstacle> | null {
  return (path) => {
    const parts = path.split("/");
    for (let length = 1; length <= parts.length; length++) {
      const above = parts.slice(0, length).join("/");
      const kind = files.kindOf(join(root, above));
      if (kind === null) return null;
      const code = obstacleOf(kind, length === parts.length);
      if (code !== null) return { code, path: above };
    }
    return null;
  };
}

function obstacleOf(kind: "file" | "directory" | "link" | "special", isLast: boolean): Obstacle | null {
  if (kind === "link" || kind === "special") return kind;
  if (kind === "directory") return isLast ? "directory" : null;
  return isLast ? null : "notDirectory";
}
