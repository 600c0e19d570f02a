import { join } from "node:path";
import type { FileFinding } from "../../report/file-finding";
import type { ObstacleCodes } from "../../report/module-codes";
import type { FileKind, FileSystem } from "../file-system";

export type Obstacle = FileFinding<keyof ObstacleCodes>;

/** What stands in the way of a path below the root: the first link, or what is not of the right kind. */
export function obstacleAt(files: FileSystem, root: string, path: string): Obstacle | null {
  const parts = path.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const above = parts.slice(0, length).join("/");
    const kind = files.kindOf(join(root, above));
    if (kind === null) return null;
    const code = obstacleOf(kind, length === parts.length);
    if (code !== null) return { code, path: above };
  }
  return null;
}

function obstacleOf(kind: FileKind, isLast: boolean): keyof ObstacleCodes | null {
  if (kind === "link" || kind === "special") return kind;
  if (kind === "directory") return isLast ? "directory" : null;
  return isLast ? null : "notDirectory";
}
