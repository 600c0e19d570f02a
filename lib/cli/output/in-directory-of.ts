import { basename, isAbsolute, join } from "node:path";
import { thrownCode } from "../../config/thrown";
import type { FileSystem } from "../file-system";

/**
 * Does work on a file of a module from within the file's directory, which is made where it is missing. It is reached
 * step by step through no link, so the work stays below the root even where another process swaps a directory for a link.
 *
 * @param path Below the root, with `/`.
 * @param work Gets the file's name, which is relative to the directory.
 */
export function inDirectoryOf(
  files: FileSystem,
  root: string,
  path: string,
  work: (name: string) => void,
): void {
  for (let tries = 1; ; tries++) {
    try {
      files.makeDirectory(root);
      enterAndDo(files, root, path, work);
      return;
    } catch (error) {
      // Another run removed a directory when it was empty.
      if (thrownCode(error) === "ENOENT" && tries < 3) continue;
      throw withPath(error, join(root, path));
    }
  }
}

function enterAndDo(files: FileSystem, root: string, path: string, work: (name: string) => void): void {
  const back = files.enter(root);
  try {
    for (const directory of path.split("/").slice(0, -1)) {
      files.makeDirectory(directory);
      files.enter(directory);
    }
    work(basename(path));
  } finally {
    back();
  }
}

/** A relative path says nothing to the user. */
const withPath = (error: unknown, path: string): unknown =>
  error instanceof Error && !("path" in error && isAbsolute(String(error.path)))
    ? Object.assign(error, { path })
    : error;
