import { isAbsolute, join } from "node:path";
import { thrownCode } from "../../config/thrown";
import type { FileSystem } from "../file-system";

/**
 * Does work on files of a module from within their directory, which is made where it is missing. It is reached step by
 * step through no link, so the work stays below the root even where another process swaps a directory for a link.
 *
 * @param directory Below the root, with `/`; `.` is the root.
 * @param names Of the files.
 * @param work Gets each name, which is relative to the directory.
 */
export function inDirectoryOf(
  files: FileSystem,
  root: string,
  directory: string,
  names: readonly string[],
  work: (name: string) => void,
): void {
  const left = [...names];
  for (let tries = 1; ; tries++) {
    try {
      files.makeDirectory(root);
      enterAndDo(files, root, directory, () => {
        for (let [name] = left; name !== undefined; [name] = left) {
          work(name);
          left.shift();
          tries = 1;
        }
      });
      return;
    } catch (error) {
      // Another run removed a directory when it was empty.
      if (thrownCode(error) === "ENOENT" && tries < 3) continue;
      throw withPath(error, join(root, directory, left[0] ?? ""));
    }
  }
}

function enterAndDo(files: FileSystem, root: string, directory: string, work: () => void): void {
  const back = files.enter(root);
  try {
    for (const part of directory === "." ? [] : directory.split("/")) {
      files.makeDirectory(part);
      files.enter(part);
    }
    work();
  } finally {
    back();
  }
}

/** A relative path says nothing to the user. */
const withPath = (error: unknown, path: string): unknown =>
  error instanceof Error && !("path" in error && isAbsolute(String(error.path)))
    ? Object.assign(error, { path })
    : error;
