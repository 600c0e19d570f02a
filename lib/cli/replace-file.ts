import { basename, dirname, join } from "node:path";
import { thrownCode } from "../config/thrown";
import { UserError } from "../report/problem";
import type { FileSystem } from "./file-system";
import type { Io } from "./io";
import { shownPath } from "./shown-path";

/**
 * Replaces or creates a file in one step, so that a full disk or a kill leaves the old file or none, and never
 * a part. The new one is written beside it and renamed. Parents are made; permissions and, where the user may give
 * files away, owner and group stay. Nothing is synced to the disk: that guards against a loss of power alone. Access
 * control lists, extended attributes and further hard links of the old file are not kept.
 *
 * @param path Absolute. A link there is replaced, not followed.
 */
export function replaceFile(io: Io, path: string, content: string): void {
  replaceWhen(io, path, content, () => undefined);
}

/**
 * The same for a file that the user named: behind a link it is the link's target.
 *
 * @param expected What must still be in the file, null for no file: otherwise another program has written it since
 *   it was read, and it is refused. Of runs of trailkey at most one passes. An editor that saves between this last look
 *   and the renaming is not noticed, and neither is a writer on a network file system whose listings lag behind.
 */
export function replaceNamedFile(io: Io, path: string, content: string, expected?: string | null): void {
  const { files } = io;
  const target = files.kindOf(path) === "link" ? files.realPath(path) : path;
  const shown = shownPath(io, path);
  const kind = files.kindOf(target);
  if (kind !== null && kind !== "file") throw UserError.of({ code: "not-a-file", args: {} }, { file: shown });
  replaceWhen(io, target, content, (staged) => {
    // Whoever renames must have found no other run's file after its own was there. So of two runs that write at once
    // one loses its file, or sees what the other has written. A run that was killed leaves nothing that blocks.
    stagedFor(files, target)
      .filter((other) => other !== staged)
      .forEach(files.remove);
    if (expected !== undefined && !holds(files, target, expected)) {
      throw UserError.of({ code: "file-changed", args: {} }, { file: shown });
    }
  });
}

function holds(files: FileSystem, path: string, expected: string | null): boolean {
  if (files.kindOf(path) === null || expected === null)
    return files.kindOf(path) === null && expected === null;
  return files.read(path).equals(Buffer.from(expected));
}

/** @param mayReplace Called when the new file is complete; what it throws stops the replacement. */
function replaceWhen(io: Io, path: string, content: string, mayReplace: (staged: string) => void): void {
  const { files, run } = io;
  const staged = join(dirname(path), `${stagedPrefix(path)}${run}.new`);
  for (let tries = 1; ; tries++) {
    try {
      files.makeDirectory(dirname(path));
      files.create(staged, content, files.kindOf(path) === "file" ? files.attributesOf(path) : undefined);
      mayReplace(staged);
      files.rename(staged, path);
      return;
    } catch (error) {
      // Another run took the staged file for what a killed one left, or removed the directory when it was empty.
      if (thrownCode(error) === "ENOENT" && tries < maximumTries) continue;
      removeIfPossible(files, staged);
      if (error instanceof UserError) throw error;
      if (isContended(error))
        throw UserError.of({ code: "file-contended", args: {} }, { file: shownPath(io, path) });
      throw Object.assign(error as Error, { path });
    }
  }
}

const maximumTries = 20;

/** The staged file was there, since it was written, and is no more. */
const isContended = (error: unknown): boolean =>
  thrownCode(error) === "ENOENT" && (error as NodeJS.ErrnoException).syscall === "rename";

/** Of the target's name so much that the whole stays below the 255 bytes of a file name. */
const stagedPrefix = (path: string): string => `.trailkey.${basename(path).slice(0, 40)}.`;

/** New files that did not come to their place, of killed runs or of others that run now. */
export function stagedIn(files: FileSystem, directory: string): readonly string[] {
  if (files.kindOf(directory) !== "directory") return [];
  return files
    .list(directory)
    .filter((name) => /^\.trailkey\..+\.new$/.test(name))
    .map((name) => join(directory, name))
    .filter((path) => files.kindOf(path) === "file");
}

const stagedFor = (files: FileSystem, target: string): readonly string[] =>
  stagedIn(files, dirname(target)).filter((path) => basename(path).startsWith(stagedPrefix(target)));

function removeIfPossible(files: FileSystem, path: string): void {
  try {
    files.remove(path);
  } catch {
    // What went wrong first is what the user must hear of; the next run removes the file.
  }
}
