import { dirname, join } from "node:path";
import { thrownCode } from "../config/thrown";
import { UserError } from "../report/problem";
import type { FileSystem } from "./file-system";
import type { Io } from "./io";
import { shownPath } from "./shown-path";

/**
 * Replaces or creates a file in one step, so that a full disk or a kill leaves the old file or none, and never
 * a part. The new one is written beside it and renamed. Parents are made; the permissions stay. Nothing is
 * synced to the disk: that guards against a loss of power alone.
 *
 * @param path Absolute. A link there is replaced, not followed.
 */
export function replaceFile({ files, run }: Io, path: string, content: string): void {
  const staged = join(dirname(path), `.trailkey.${run}.new`);
  for (let tries = 1; ; tries++) {
    try {
      files.makeDirectory(dirname(path));
      files.create(staged, content, files.kindOf(path) === "file" ? files.modeOf(path) : undefined);
      files.rename(staged, path);
      return;
    } catch (error) {
      // Another run took the staged file for what a killed one left, or removed the directory when it was empty.
      if (thrownCode(error) === "ENOENT" && tries < 3) continue;
      removeIfPossible(files, staged);
      throw Object.assign(error as Error, { path });
    }
  }
}

/** The same for a file that the user named: behind a link it is the link's target. */
export function replaceNamedFile(io: Io, path: string, content: string): void {
  const { files } = io;
  const target = files.kindOf(path) === "link" ? files.realPath(path) : path;
  const kind = files.kindOf(target);
  if (kind !== null && kind !== "file") {
    throw UserError.of({ code: "not-a-file", args: {} }, { file: shownPath(io, path) });
  }
  stagedIn(files, dirname(target)).forEach(files.remove);
  replaceFile(io, target, content);
}

/** What killed runs left in a directory: new files that did not come to their place. */
export function stagedIn(files: FileSystem, directory: string): readonly string[] {
  if (files.kindOf(directory) !== "directory") return [];
  return files
    .list(directory)
    .filter((name) => /^\.trailkey\..+\.new$/.test(name))
    .map((name) => join(directory, name))
    .filter((path) => files.kindOf(path) === "file");
}

function removeIfPossible(files: FileSystem, path: string): void {
  try {
    files.remove(path);
  } catch {
    // What went wrong first is what the user must hear of; the next run removes the file.
  }
}
