import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { UserError } from "../../report/problem";
import type { FileSystem } from "../file-system";
import type { Io } from "../io";
import { shownPath } from "../shown-path";
import type { ModuleDirectory } from "./module";

/**
 * Finds where a module goes, which need not stand yet. Refused are a directory that is itself a link, and one
 * that looks to be below the working directory and, through a link, is not. Links further up, as of a home
 * directory, are the machine's own affair.
 *
 * @param named As the user wrote it.
 */
export function outputDirectory(io: Io, named: string): ModuleDirectory {
  const path = resolve(io.workingDirectory, named);
  const shown = shownPath(io, path);
  const kind = io.files.kindOf(path);
  if (kind === "link") throw UserError.of({ code: "output-is-link", args: {} }, { file: shown });
  const root = realPathOf(io.files, path, shown);
  const here = io.files.realPath(io.workingDirectory);
  if (isBelow(io.workingDirectory, path) && !isBelow(here, root)) {
    throw UserError.of({ code: "output-leads-out", args: { root } }, { file: shown });
  }
  return { root, shown: (file) => join(shown, file) };
}

/** Of a path whose last parts need not stand: those above it that do, resolved. */
function realPathOf(files: FileSystem, path: string, shown: string): string {
  const kind = files.kindOf(path);
  if (kind === null) {
    if (dirname(path) === path) throw UserError.of({ code: "output-missing", args: {} }, { file: shown });
    return join(realPathOf(files, dirname(path), shown), basename(path));
  }
  const real = files.realPath(path);
  if (files.kindOf(real) !== "directory") {
    throw UserError.of({ code: "output-no-directory", args: { path } }, { file: shown });
  }
  return real;
}

function isBelow(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way !== ".." && !way.startsWith("../") && !isAbsolute(way);
}
