import { findSegment, segmentFitsAt } from "./find-segment";

/** A pattern as code points, with wildcards as numbers that no code point has. */
export type Glob = readonly number[];

/** `*`: any text, also none. */
export const anyText = -1;
/** `?`: one character. */
export const oneCharacter = -2;
/** A part of the pattern that is not known: it may be any text. */
export const unknownText = -3;

/**
 * Whether a pattern covers a text from `start` up to `end`, an unknown part taken to be whatever would fit.
 *
 * A mismatch goes back to the last wildcard alone. Where that has gone over too much text again, the rest is
 * searched in a way that never goes back, so the cost is at most the sum of the two lengths; where `?` stands
 * between two `*`, at most the text's length times a thirty-second of that between them.
 */
export function covers(glob: Glob, text: string, start = 0, end = text.length): boolean {
  let at = start;
  let position = 0;
  let afterWildcard = -1;
  let resumeAt = start;
  let repeated = 0;
  while (at < end) {
    const wanted = glob[position];
    if (wanted === anyText || wanted === unknownText) {
      afterWildcard = ++position;
      resumeAt = at;
      continue;
    }
    const unit = text.charCodeAt(at);
    const code = unit >= 0xd800 && unit < 0xdc00 ? (text.codePointAt(at) ?? 0) : unit;
    if (wanted === code || wanted === oneCharacter) {
      at += unitsOf(code);
      position++;
    } else if (afterWildcard === -1) {
      return false;
    } else {
      repeated += at - resumeAt;
      if (repeated > patience) return coversEnd(glob.slice(afterWildcard), text.slice(resumeAt, end));
      resumeAt += unitsOf(text.codePointAt(resumeAt) ?? 0);
      at = resumeAt;
      position = afterWildcard;
    }
  }
  while (glob[position] === anyText || glob[position] === unknownText) position++;
  return position === glob.length;
}

const patience = 10_000;

const unitsOf = (code: number): number => (code > 0xffff ? 2 : 1);

/** Whether a pattern covers some end of a text. Each part between two wildcards is best found as early as it stands. */
function coversEnd(glob: Glob, text: string): boolean {
  const codes = codePointsOf(text);
  let from = 0;
  let start = 0;
  for (let index = 0; index < glob.length; index++) {
    if (glob[index] !== anyText && glob[index] !== unknownText) continue;
    const segment = glob.slice(start, index);
    const found = findSegment(segment, codes, from);
    if (found === -1) return false;
    from = found + segment.length;
    start = index + 1;
  }
  if (start === glob.length) return true;
  const last = glob.slice(start);
  const lastFrom = codes.length - last.length;
  return lastFrom >= from && segmentFitsAt(last, codes, lastFrom);
}

/** The code points of a text; `*` and `?` in it are wildcards where `wildcards` says so. */
export function globOf(text: string, wildcards: boolean): Glob {
  const codes = codePointsOf(text);
  return wildcards ? codes.map((code) => (code === 42 ? anyText : code === 63 ? oneCharacter : code)) : codes;
}

export function codePointsOf(text: string): number[] {
  const codes: number[] = [];
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) ?? 0;
    codes.push(code);
    at += unitsOf(code);
  }
  return codes;
}

export const isUncertain = (glob: Glob): boolean => glob.includes(unknownText);

/** A pattern cut at its colons, the last of at most `limit` parts holding the rest. */
export function splitAtColons(glob: Glob, limit: number): readonly Glob[] {
  const parts: Glob[] = [];
  let start = 0;
  while (parts.length < limit - 1) {
    const colon = glob.indexOf(58, start);
    if (colon === -1) break;
    parts.push(glob.slice(start, colon));
    start = colon + 1;
  }
  return [...parts, glob.slice(start)];
}
