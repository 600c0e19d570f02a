import type { FileFinding } from "../../report/file-finding";
import type { ObstacleCodes } from "../../report/module-codes";
import type { FileKind } from "../file-system";

export type Obstacle = FileFinding<keyof ObstacleCodes>;

/** What stands at a path below a directory, links not followed; `.` is the directory. */
export type KindBelow = (path: string) => FileKind | null;

/** What stands in the way of a path below the root: the first link, or what is not of the right kind. */
export function obstacleAt(kindBelow: KindBelow, path: string): Obstacle | null {
  const parts = path.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const above = parts.slice(0, length).join("/");
    const kind = kindBelow(above);
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
