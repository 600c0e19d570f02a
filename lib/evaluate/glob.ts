/** A pattern as code units, with wildcards as numbers that no code unit has. */
export type Glob = readonly number[];

/** `*`: any text, also none. */
export const anyText = -1;
/** `?`: one character. */
export const oneCharacter = -2;
/** A part of the pattern that is not known: it may be any text. */
export const unknownText = -3;

/**
 * Whether a pattern covers a text from `start` up to `end`, an unknown part taken to be whatever would fit.
 * A mismatch goes back to the last wildcard alone, so the cost is at most the product of the two lengths.
 */
export function covers(glob: Glob, text: string, start = 0, end = text.length): boolean {
  let at = start;
  let position = 0;
  let afterWildcard = -1;
  let resumeAt = start;
  while (at < end) {
    const wanted = glob[position];
    if (wanted === anyText || wanted === unknownText) {
      afterWildcard = ++position;
      resumeAt = at;
    } else if (wanted === oneCharacter) {
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      position++;
    } else if (wanted === text.charCodeAt(at)) {
      at++;
      position++;
    } else if (afterWildcard === -1) {
      return false;
    } else {
      position = afterWildcard;
      at = ++resumeAt;
    }
  }
  while (glob[position] === anyText || glob[position] === unknownText) position++;
  return position === glob.length;
}

/** The code units of a text; `*` and `?` in it are wildcards where `wildcards` says so. */
export function globOf(text: string, wildcards: boolean): Glob {
  const glob: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    glob.push(wildcards && code === 42 ? anyText : wildcards && code === 63 ? oneCharacter : code);
  }
  return glob;
}

export const isUncertain = (glob: Glob): boolean => glob.includes(unknownText);

/** The text that a pattern stands for, or null where it has wildcards or unknown parts. */
export const literalOf = (glob: Glob): string | null =>
  glob.some((code) => code < 0) ? null : glob.map((code) => String.fromCharCode(code)).join("");

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
