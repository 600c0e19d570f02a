import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { createColors } from "picocolors";

/** A file as it is and as it would be; `null` where there is none. */
export interface FileDifference {
  readonly path: string;
  readonly current: string | null;
  readonly wanted: string | null;
}

/** One unified diff of all files, as `git apply` and `patch -p1` take it. */
export function moduleDiff(differences: readonly FileDifference[], colour: boolean): string {
  const diff = differences.map(fileDiff).join("");
  return colour ? diff.split("\n").map(coloured).join("\n") : diff;
}

const fileDiff = ({ path, current, wanted }: FileDifference): string =>
  createTwoFilesPatch(
    current === null ? "/dev/null" : `a/${path}`,
    wanted === null ? "/dev/null" : `b/${path}`,
    current ?? "",
    wanted ?? "",
    undefined,
    undefined,
    { context: 3, headerOptions: FILE_HEADERS_ONLY },
  );

const { bold, cyan, green, red } = createColors(true);

function coloured(line: string): string {
  if (line.startsWith("--- ") || line.startsWith("+++ ")) return bold(line);
  if (line.startsWith("@@")) return cyan(line);
  if (line.startsWith("+")) return green(line);
  return line.startsWith("-") ? red(line) : line;
}
