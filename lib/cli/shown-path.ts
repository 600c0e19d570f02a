import { isAbsolute, relative, resolve } from "node:path";
import { printable } from "../report/problem";
import type { Io } from "./io";

/**
 * A path as the user would name it: relative where it is below the working directory, else absolute. To be shown, and
 * not to be opened: what a terminal would obey is escaped.
 */
export function shownPath(io: Pick<Io, "workingDirectory">, path: string): string {
  const absolute = resolve(io.workingDirectory, path);
  const way = relative(io.workingDirectory, absolute);
  if (way === "") return ".";
  return printable(way.startsWith("..") || isAbsolute(way) ? absolute : way);
}
