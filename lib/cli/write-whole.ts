import { dirname } from "node:path";
import { UserError } from "../report/problem";
import type { Io } from "./io";
import { shownPath } from "./shown-path";

/**
 * Writes a file in one step, so that a full disk or a kill leaves the old one or none, and never a half. A file
 * that is replaced keeps its permissions; behind a link it is the link's target.
 *
 * @param path Absolute.
 */
export function writeWhole(io: Io, path: string, content: string): void {
  const { files } = io;
  const target = files.kindOf(path) === "link" ? files.realPath(path) : path;
  const kind = files.kindOf(target);
  if (kind !== null && kind !== "file") {
    throw UserError.of("is there and is no file", { file: shownPath(io, path) });
  }
  const staged = `${target}.${io.run.process}.new`;
  const discard = (): void => {
    if (files.kindOf(staged) === "file") files.remove(staged);
  };
  files.makeDirectory(dirname(target));
  // A process of the same id may have been killed here.
  discard();
  try {
    files.create(staged, content, kind === "file" ? files.modeOf(target) : undefined);
    files.rename(staged, target);
  } catch (error) {
    discard();
    throw error;
  }
}
