import { dirname, join } from "node:path";
import { thrownCode } from "../../config/thrown";
import type { Identities } from "../../describe/identities";
import type { Loss } from "../../describe/losses";
import { lossesBetween } from "../../describe/losses";
import type { ReportedProblem } from "../../report/problem";
import { reported, UserError } from "../../report/problem";
import type { FileKind, FileSystem } from "../file-system";
import { stagedIn } from "../replace-file";
import type { SurveyedFile } from "./file-state";
import { stateOf } from "./file-state";
import type { Manifest } from "./manifest";
import { anywhere, emptyManifest, manifestName, parseManifest } from "./manifest";
import type { Module, ModuleDirectory } from "./module";
import type { KindBelow, Obstacle } from "./obstacle";
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

/** What no force overcomes: links, and what is not of the right kind; and a manifest that cannot be read. */
export interface Obstacles {
  readonly paths: readonly ReportedProblem[];
  readonly manifest: readonly ReportedProblem[];
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
  const { obstacles, ...found } = surveyDespite(files, directory, module, force);
  const problems = [...obstacles.manifest, ...obstacles.paths];
  if (problems.length > 0) throw new UserError(problems);
  return found;
}

/** The same as if nothing stood in the way, beside all that does. */
export function surveyDespite(
  files: FileSystem,
  directory: ModuleDirectory,
  module: Module,
  force: boolean,
): Survey & { readonly obstacles: Obstacles } {
  const { root } = directory;
  const kindBelow = kindsBelow(files, root);
  const { manifest, problems } = readManifest(files, directory, kindBelow, force);
  const goals = new Map(module.files.map(({ path, content }) => [path, content]));
  const paths = [...new Set([...goals.keys(), ...manifest.files.keys()])].sort();
  const blocked = new Set<string>();
  const inTheWay = new Map<string, ReportedProblem>();
  for (const path of paths) {
    const obstacle = obstacleAt(kindBelow, path);
    if (obstacle === null) continue;
    blocked.add(path);
    inTheWay.set(obstacle.path, obstacleProblem(directory, obstacle));
  }
  const surveyed = paths
    .map((path): SurveyedFile => {
      const current = blocked.has(path) ? null : readIfThere(files, root, path, kindBelow);
      const wanted = goals.get(path) ?? null;
      return { path, current, wanted, state: stateOf(current, wanted, manifest.files.get(path)) };
    })
    .filter(({ current, wanted }) => current !== null || wanted !== null);
  const resources = manifest.resources ?? resourcesInFiles(surveyed, manifest);
  const free = paths.filter((path) => !blocked.has(path));
  const directories = new Set([".", ...free.map((path) => dirname(path))]);
  return {
    files: surveyed,
    manifest,
    resources,
    staged: [...directories].flatMap((path) =>
      kindBelow(path) === null ? [] : stagedIn(files, join(root, path)),
    ),
    losses: lossesBetween({ resources, home: manifest.home ?? anywhere }, module),
    obstacles: { paths: [...inTheWay.values()], manifest: problems },
  };
}

const obstacleProblem = (directory: ModuleDirectory, { code, path }: Obstacle): ReportedProblem =>
  reported({ file: directory.shown(path), code, args: {} });

interface ReadManifest {
  readonly manifest: Manifest;
  /** Why it cannot be read; an empty one then stands for it. */
  readonly problems: readonly ReportedProblem[];
}

function readManifest(
  files: FileSystem,
  directory: ModuleDirectory,
  kindBelow: KindBelow,
  ignoreBad: boolean,
): ReadManifest {
  const obstacle = obstacleAt(kindBelow, manifestName);
  if (obstacle !== null) {
    return { manifest: emptyManifest, problems: [obstacleProblem(directory, obstacle)] };
  }
  const bytes = readIfThere(files, directory.root, manifestName, kindBelow);
  if (bytes === null) return { manifest: emptyManifest, problems: [] };
  try {
    return { manifest: parseManifest(bytes.toString(), directory.shown(manifestName)), problems: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { manifest: emptyManifest, problems: ignoreBad ? [] : error.problems };
  }
}

/** What stands below a directory. One survey asks it of each path once, and of none below what is not there. */
function kindsBelow(files: FileSystem, root: string): KindBelow {
  const kinds = new Map<string, FileKind | null>();
  return function kindBelow(path: string): FileKind | null {
    const known = kinds.get(path);
    if (known !== undefined) return known;
    const isFree = path !== "." && kindBelow(dirname(path)) === null;
    const kind = isFree ? null : files.kindOf(join(root, path));
    kinds.set(path, kind);
    return kind;
  };
}

function readIfThere(files: FileSystem, root: string, path: string, kindBelow: KindBelow): Buffer | null {
  if (kindBelow(path) === null) return null;
  try {
    return files.read(join(root, path));
  } catch (error) {
    if (thrownCode(error) === "ENOENT") return null;
    throw error;
  }
}
