import { dirname, join } from "node:path";
import { UserError } from "../../report/problem";
import type { FileSystem } from "../file-system";
import { hashOf, isPathBelow, isRecord, parseJson } from "./manifest";
import type { ModuleDirectory } from "./survey";
import { obstacleFinder } from "./survey";

/** A file to write over what stands there, to create or, with `wanted` null, to remove. */
export interface Change {
  readonly path: string;
  readonly current: Uint8Array | null;
  readonly wanted: string | null;
}

/** What the journal keeps of a change: the SHA-256 of the file before and after, `null` where there is none. */
interface JournalEntry {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Holds the new files, copies of the old ones and the journal while a commit is under way. */
export const workName = ".trailkey.work";
const journalName = "journal.json";

const workPath = (directory: ModuleDirectory, ...parts: readonly string[]): string =>
  join(directory.root, workName, ...parts);

/**
 * Makes all changes or none. The caller holds the lock and has called {@link recover}.
 *
 * New files and copies of the old ones are staged first; then the journal says what is about to happen, and
 * from there to its removal the changes are renames. A run killed before the journal stood has changed
 * nothing, a run killed later is rolled back by the next one. Nothing is synced to the disk: that guards
 * against a loss of power alone, costs more than the whole run, and what is lost can be generated again.
 */
export function commit(files: FileSystem, directory: ModuleDirectory, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  try {
    stage(files, directory, changes);
    apply(files, directory, changes);
    files.remove(workPath(directory, journalName));
  } catch (error) {
    recoverIfPossible(files, directory);
    throw error;
  }
  files.removeTree(workPath(directory));
}

function stage(files: FileSystem, directory: ModuleDirectory, changes: readonly Change[]): void {
  const made = new Set<string>();
  const makeParent = (path: string): void => {
    const parent = dirname(path);
    if (!made.has(parent)) files.makeDirectory(parent);
    made.add(parent);
  };
  for (const { path, current, wanted } of changes) {
    if (wanted !== null) {
      makeParent(workPath(directory, "new", path));
      files.create(workPath(directory, "new", path), wanted);
    }
    if (current !== null) {
      makeParent(workPath(directory, "old", path));
      files.copy(join(directory.root, path), workPath(directory, "old", path));
    }
  }
  const journal = changes.map(({ path, current, wanted }): JournalEntry => ({
    path,
    before: current === null ? null : hashOf(current),
    after: wanted === null ? null : hashOf(wanted),
  }));
  // Renamed into place, so that a journal is whole or not there.
  files.create(workPath(directory, `${journalName}.new`), JSON.stringify(journal));
  files.rename(workPath(directory, `${journalName}.new`), workPath(directory, journalName));
}

function apply(files: FileSystem, directory: ModuleDirectory, changes: readonly Change[]): void {
  for (const { path, current, wanted } of changes) {
    const target = join(directory.root, path);
    if (current === null) files.makeDirectory(dirname(target));
    if (wanted !== null) files.rename(workPath(directory, "new", path), target);
    else {
      files.remove(target);
      removeEmptyParents(files, directory.root, path);
    }
  }
}

/** Whether a run was cut short between two renames, so that {@link recover} would change the module. */
export const isCutShort = (files: FileSystem, directory: ModuleDirectory): boolean =>
  files.kindOf(workPath(directory)) === "directory" &&
  files.kindOf(workPath(directory, journalName)) !== null;

/** Takes back what a run that was cut short has done, and clears away what it left. */
export function recover(files: FileSystem, directory: ModuleDirectory): void {
  const kind = files.kindOf(workPath(directory));
  if (kind === null) return;
  if (kind !== "directory") throw unreadable(directory);
  if (isCutShort(files, directory)) {
    for (const entry of readJournal(files, directory)) rollBack(files, directory, entry);
    files.remove(workPath(directory, journalName));
  }
  files.removeTree(workPath(directory));
}

/** A disk that refuses to write may refuse this too; the next run then does it. */
function recoverIfPossible(files: FileSystem, directory: ModuleDirectory): void {
  try {
    recover(files, directory);
  } catch {
    // What went wrong first is what the user must hear of.
  }
}

/** Touches a file only where it is as the run left it: what somebody did to it since stays. */
function rollBack(
  files: FileSystem,
  directory: ModuleDirectory,
  { path, before, after }: JournalEntry,
): void {
  if (obstacleFinder(files, directory.root)(path) !== null) return;
  const target = join(directory.root, path);
  const current = files.kindOf(target) === null ? null : hashOf(files.read(target));
  if (current === after && before !== null) {
    files.makeDirectory(dirname(target));
    files.rename(workPath(directory, "old", path), target);
  }
  if (current === after && before === null) files.remove(target);
  // Made for a file that is not there any more, or did not come to be.
  if (before === null) removeEmptyParents(files, directory.root, path);
}

function readJournal(files: FileSystem, directory: ModuleDirectory): readonly JournalEntry[] {
  const journal = parseJson(files.read(workPath(directory, journalName)).toString());
  if (!Array.isArray(journal) || !journal.every(isJournalEntry)) throw unreadable(directory);
  return journal;
}

const isJournalEntry = (value: unknown): value is JournalEntry =>
  isRecord(value) &&
  typeof value.path === "string" &&
  isPathBelow(value.path) &&
  [value.before, value.after].every((hash) => hash === null || typeof hash === "string");

const unreadable = (directory: ModuleDirectory): UserError =>
  UserError.of("is not as trailkey left it; see that the module is whole, then remove it", {
    file: directory.shown(workName),
  });

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
