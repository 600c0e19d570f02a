import { join } from "node:path";
import { UserError } from "../../report/problem";
import type { FileSystem } from "../file-system";
import type { RunIdentity } from "../io";
import { hasCode } from "../io";
import type { ModuleDirectory } from "./survey";

export const lockName = ".trailkey.lock";

/**
 * Runs `work` while no other trailkey run writes to the directory, which must stand. The lock of a run that
 * was killed is taken over.
 */
export function withLock<T>(
  files: FileSystem,
  run: RunIdentity,
  directory: ModuleDirectory,
  work: () => T,
): T {
  const lock = join(directory.root, lockName);
  const content = `${run.process} ${run.host}\n`;
  takeOverIfStale(files, run, directory, lock);
  try {
    files.create(lock, content);
  } catch (error) {
    if (hasCode(error, "EEXIST")) throw busy(directory, "another run");
    throw error;
  }
  try {
    return work();
  } finally {
    files.remove(lock);
  }
}

function takeOverIfStale(
  files: FileSystem,
  run: RunIdentity,
  directory: ModuleDirectory,
  lock: string,
): void {
  const kind = files.kindOf(lock);
  if (kind === null) return;
  if (kind !== "file")
    throw UserError.of("is no lock of trailkey; remove it", { file: directory.shown(lockName) });
  const content = files.read(lock).toString();
  if (holderIsAlive(content, run)) throw busy(directory, `process ${content.trim().replace(" ", " on ")}`);
  // Of two runs that find the same stale lock, the rename lets one win; who moved a fresh lock puts it back.
  const taken = `${lock}.${run.process}`;
  files.rename(lock, taken);
  if (files.read(taken).toString() !== content) {
    files.rename(taken, lock);
    throw busy(directory, "another run");
  }
  files.remove(taken);
}

function holderIsAlive(content: string, run: RunIdentity): boolean {
  const [, holder, host] = /^(\d+) (.*)\n$/.exec(content) ?? [];
  // Killed between creating the lock and filling it, which is one step for who looks from another process.
  if (holder === undefined) return false;
  // What runs on another host cannot be seen from here.
  if (host !== run.host) return true;
  return Number(holder) !== run.process && run.isAlive(Number(holder));
}

function busy(directory: ModuleDirectory, holder: string): UserError {
  return UserError.of(
    `${holder} is writing to this directory; wait for it, or remove this file when no such run is left`,
    { file: directory.shown(lockName) },
  );
}
