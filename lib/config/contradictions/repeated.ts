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
  const firsts = firstOfEach(entries);
  return entries.flatMap((entry) => {
    const { path, identity, kind, name } = entry;
    const first = firsts.get(identity);
    return first === undefined || first === entry
      ? []
      : [{ path, code: "listed-twice", args: { kind, name, first: pathText(first.path) } }];
  });
}

/** The first entry of each identity. */
export function firstOfEach(entries: readonly Named[]): ReadonlyMap<string, Named> {
  const firsts = new Map<string, Named>();
  for (const entry of entries) {
    if (!firsts.has(entry.identity)) firsts.set(entry.identity, entry);
  }
  return firsts;
}
