import { dirname } from "node:path";
import type { FileFinding, Obstacle } from "../../report/file-finding";
import { obstacleProblem } from "../../report/file-finding";
import { UserError } from "../../report/problem";
import type { FileSystem } from "../file-system";
import type { Io } from "../io";
import { lockName, withLock } from "./lock";
import type { ModuleDirectory, ModuleFile, Survey, SurveyedFile } from "./survey";
import { survey } from "./survey";
import { commit, isCutShort, recover, workName } from "./transaction";

/** What a run does to a module's directory, by path below it. */
export interface WritePlan {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** No longer needed, but edited by hand: left where they are, and from now on the user's. */
  readonly kept: readonly string[];
}

/**
 * Brings a directory to what the config gives: all files or none. Files that trailkey did not write, or that
 * were edited since, are overwritten only by force, and removed never. Synchronous from the first look to the
 * last rename, so that a signal comes before it or after it.
 *
 * @throws UserError with every obstacle at once.
 */
export function writeModule(
  io: Io,
  directory: ModuleDirectory,
  wanted: readonly ModuleFile[],
  force: boolean,
): WritePlan {
  const look = (): Survey => survey(io.files, directory, wanted, { ignoreBadManifest: force });
  const isAtRest = [lockName, workName].every(
    (name) => io.files.kindOf(`${directory.root}/${name}`) === null,
  );
  if (isAtRest) {
    // Before anything is made on disk; and a module that is up to date needs no right to write.
    const found = look();
    refuseObstacles(directory, found, force);
    if (changesOf(found).length === 0) return planOf(found);
  }
  return withDirectory(io.files, directory.root, () =>
    withLock(io.files, io.run, directory, () => {
      recover(io.files, directory);
      const found = look();
      refuseObstacles(directory, found, force);
      commit(io.files, directory, changesOf(found));
      return planOf(found);
    }),
  );
}

/** What {@link writeModule} would do. Writes nothing. */
export function planModule(
  io: Io,
  directory: ModuleDirectory,
  wanted: readonly ModuleFile[],
  force: boolean,
): WritePlan {
  const found = surveyAtRest(io, directory, wanted, force);
  refuseObstacles(directory, found, force);
  return planOf(found);
}

/** The comparison that the commands which write nothing start from. */
export function surveyAtRest(
  io: Io,
  directory: ModuleDirectory,
  wanted: readonly ModuleFile[],
  force: boolean,
): Survey {
  if (isCutShort(io.files, directory)) {
    throw UserError.of(
      "an earlier run was cut short here; run `trailkey generate`, which takes it back first",
      {
        file: directory.shown("."),
      },
    );
  }
  const found = survey(io.files, directory, wanted, { ignoreBadManifest: force });
  refuse(directory, found.obstacles);
  return found;
}

function refuseObstacles(directory: ModuleDirectory, found: Survey, force: boolean): void {
  const byHand = found.files.flatMap(({ path, state }): readonly FileFinding<Obstacle>[] =>
    !force && (state === "edited" || state === "foreign") ? [{ code: state, path }] : [],
  );
  refuse(directory, [...found.obstacles, ...byHand]);
}

function refuse(directory: ModuleDirectory, obstacles: readonly FileFinding<Obstacle>[]): void {
  if (obstacles.length === 0) return;
  throw new UserError(obstacles.map((found) => obstacleProblem(found, directory.shown)));
}

const isWritten = ({ state }: SurveyedFile): boolean =>
  state === "missing" || state === "changed" || state === "edited" || state === "foreign";

/** The manifest comes last. */
const changesOf = (found: Survey): readonly SurveyedFile[] =>
  [...found.files, found.manifest].filter((file) => isWritten(file) || file.state === "extra");

function planOf({ files }: Survey): WritePlan {
  const paths = (matches: (file: SurveyedFile) => boolean): readonly string[] =>
    files.filter(matches).map(({ path }) => path);
  return {
    written: paths(isWritten),
    removed: paths(({ state }) => state === "extra"),
    unchanged: paths(({ state }) => state === "unchanged"),
    kept: paths(({ state }) => state === "keptExtra"),
  };
}

/** Makes the directory, and unmakes it when the work fails. */
function withDirectory<T>(files: FileSystem, root: string, work: () => T): T {
  const firstMade = files.makeDirectory(root);
  try {
    return work();
  } catch (error) {
    if (firstMade !== null) removeMade(files, root, firstMade);
    throw error;
  }
}

function removeMade(files: FileSystem, root: string, firstMade: string): void {
  try {
    for (let path = root; path.length >= firstMade.length; path = dirname(path)) files.removeDirectory(path);
  } catch {
    // Something stands in it by now, or the disk refuses: an empty directory is no harm.
  }
}
