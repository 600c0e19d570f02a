import type { Coded } from "./coded";
import type { Locate, Location } from "./problem";
import type { ReadingCodes } from "./problem-codes";

/** What a file says, before it is judged: plain data and where each part of it stands, or why it says nothing. */
export type Source<Codes = ReadingCodes> =
  | { readonly ok: true; readonly input: unknown; readonly locate: Locate }
  | { readonly ok: false; readonly faults: readonly Fault<Codes>[] };

/** What makes a file unreadable. */
export type Fault<Codes = ReadingCodes> = Coded<Codes> & Partial<Location>;

/** The line and column of an offset in a text. */
export const locationAt = (text: string, offset: number): Location => locator(text)(offset);

/** The same for many offsets: the lines of the text are counted once. */
export function locator(text: string): (offset: number) => Location {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    let [line, after] = [0, starts.length];
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((starts[middle] ?? 0) <= offset) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}
