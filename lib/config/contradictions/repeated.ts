import type { PlacedMistake, Path } from "../problem";
import { pathText } from "../problem";
import type { NamedEntry } from "../problem-codes";

/** One thing that a list names; two entries of one identity mean the same. */
export interface Named extends NamedEntry {
  readonly path: Path;
  readonly identity: string;
}

/** Entries that name what an entry before them named already. */
export function repeated(entries: readonly Named[]): readonly PlacedMistake[] {
  return entries.flatMap(({ path, identity, kind, name }, index) => {
    const first = entries.slice(0, index).find((earlier) => earlier.identity === identity);
    return first === undefined
      ? []
      : [{ path, code: "listed-twice", args: { kind, name, first: pathText(first.path) } }];
  });
}
