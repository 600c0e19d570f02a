import type { Finding, Path } from "../problem";
import { pathText } from "../problem";

/** One thing that a list names; two entries of one identity mean the same. */
export interface Named {
  readonly path: Path;
  readonly identity: string;
  readonly shown: string;
}

/** Entries that name what an entry before them named already. */
export function repeated(entries: readonly Named[]): readonly Finding[] {
  return entries.flatMap(({ path, identity, shown }, index) => {
    const first = entries.slice(0, index).find((earlier) => earlier.identity === identity);
    return first === undefined
      ? []
      : [{ path, message: `${shown} is listed twice, first in ${pathText(first.path)}: leave one out` }];
  });
}
