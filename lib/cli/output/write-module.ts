import { basename, dirname, join } from "node:path";
import { reported, UserError } from "../../report/problem";
import { systemErrorProblem } from "../../report/system-error";
import type { FileSystem } from "../file-system";
import type { Io } from "../io";
import { replaceFile } from "../replace-file";
import { shownPath } from "../shown-path";
import { hashesOf } from "./file-hashes";
import { inDirectoryOf } from "./in-directory-of";
import type { SurveyedFile } from "./file-state";
import type { Manifest } from "./manifest";
import { manifestName, manifestText } from "./manifest";
import type { Module, ModuleDirectory } from "./module";
import type { Permissions } from "./permissions";
import { surveyAllowed } from "./permissions";
import type { Survey } from "./survey";
import type { WritePlan } from "./write-plan";
import { changesOf, planOf } from "./write-plan";

/**
 * Brings a directory to what the config gives, or refuses before it writes anything. Files that trailkey did
 * not write, or that were edited since, are overwritten only by force; so is the module of another config.
 *
 * Each file is replaced in one step. Before the first, the manifest is told of every file as it is and as it
 * will be; so what a run leaves that was cut short counts as ours, and the next one goes on from there. After
 * the last, all is looked at again, since another run may have written here too.
 *
 * @throws UserError with every reason to refuse at once.
 */
export function writeModule(
  io: Io,
  directory: ModuleDirectory,
  module: Module,
  allowed: Permissions,
): WritePlan {
  const look = (): Survey => surveyAllowed(io, directory, module, allowed);
  const write = (manifest: Manifest): void => {
    inDirectoryOf(io.files, directory.root, ".", [manifestName], (name) => {
      replaceFile(io, name, manifestText(manifest, module.trailkey));
    });
  };
  const settled = afterRun(module);
  const first = look();
  first.staged.forEach(io.files.remove);
  let found = first;
  for (let pass = 1; changesOf(found).length > 0; pass++) {
    if (pass > 3)
      throw UserError.of({ code: "files-keep-changing", args: {} }, { file: directory.shown(".") });
    write(duringRun(found, module, settled));
    found = sayingPartly(io, directory, () => {
      for (const [below, changes] of byDirectory(changesOf(found))) {
        makeChanges(io, directory.root, below, changes);
      }
      return look();
    });
  }
  if (manifestText(found.manifest, "") !== manifestText(settled, "")) write(settled);
  return planOf(first);
}

/**
 * What the module makes and where is as before: nobody applies a part. The config is the new one, which the next
 * run need not force again.
 */
const duringRun = (
  { files, resources, manifest }: Survey,
  { config }: Module,
  settled: Manifest,
): Manifest => ({
  files: new Map(
    files.map(({ path, state, current }) => [
      path,
      [
        ...(current === null || state === "unchanged" ? [] : hashesOf(current)),
        ...(settled.files.get(path) ?? []),
      ],
    ]),
  ),
  resources,
  home: manifest.home,
  config,
  unfinished: true,
});

const afterRun = ({ files, resources, home, config }: Module): Manifest => ({
  files: new Map(files.map(({ path, content }) => [path, hashesOf(content)])),
  resources,
  home,
  config,
  unfinished: false,
});

/** What is to change, in the same order, as far as it follows one another in one directory. */
function byDirectory(
  changes: readonly SurveyedFile[],
): readonly (readonly [directory: string, changes: readonly SurveyedFile[]])[] {
  const groups: [string, SurveyedFile[]][] = [];
  for (const change of changes) {
    const directory = dirname(change.path);
    const last = groups.at(-1);
    if (last?.[0] === directory) last[1].push(change);
    else groups.push([directory, [change]]);
  }
  return groups;
}

function makeChanges(io: Io, root: string, directory: string, changes: readonly SurveyedFile[]): void {
  const wantedOf = new Map(changes.map(({ path, wanted }) => [basename(path), wanted]));
  inDirectoryOf(io.files, root, directory, [...wantedOf.keys()], (name) => {
    const wanted = wantedOf.get(name) ?? null;
    if (wanted === null) io.files.remove(name);
    else replaceFile(io, name, wanted);
  });
  for (const { path, wanted } of changes) {
    if (wanted === null) removeEmptyParents(io.files, root, path);
  }
}

/** Removes the directories above a file of the module that are empty, innermost first. */
function removeEmptyParents(files: FileSystem, root: string, path: string): void {
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    try {
      files.removeDirectory(join(root, parent));
    } catch {
      return;
    }
  }
}

/** Adds to an error of the disk that the module is not whole. */
function sayingPartly<T>(io: Io, directory: ModuleDirectory, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const problem = systemErrorProblem(error, (path) => shownPath(io, path));
    throw problem === null
      ? error
      : new UserError([problem, reported({ file: directory.shown("."), code: "written-in-part", args: {} })]);
  }
}
