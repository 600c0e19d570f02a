import type { Glob } from "./glob";
import { anyText, codePointsOf, covers, isUncertain, oneCharacter, unknownText } from "./glob";
import type { Gap } from "./request-value";
import type { Truth } from "./truth";

/** Whether a pattern covers a text with a gap, whatever stands in it. */
export function coversGap(glob: Glob, gap: Gap): Truth {
  if (!mayCover(glob, gap)) return false;
  return !isUncertain(glob) && coversAlways(glob, gap) ? true : "unknown";
}

/** Whether something in the gap makes the pattern cover the text. */
function mayCover(glob: Glob, gap: Gap): boolean {
  const before = codePointsOf(gap.before);
  const after = codePointsOf(gap.after).reverse();
  const fits = (wanted: number | undefined, code: number | undefined): boolean =>
    wanted === code || wanted === oneCharacter;
  const first = glob.findIndex(isAnyText);
  const last = glob.findLastIndex(isAnyText);
  if (first === -1 && glob.length <= before.length + after.length) return false;
  const known = first === -1 ? glob.length : first;
  const knownAtEnd = glob.length - 1 - last;
  return (
    before.slice(0, known).every((code, index) => fits(glob[index], code)) &&
    after.slice(0, knownAtEnd).every((code, index) => fits(glob.at(-1 - index), code))
  );
}

const isAnyText = (code: number): boolean => code === anyText || code === unknownText;

/**
 * Whether nothing in the gap keeps the pattern from covering the text. A character that the pattern does not name
 * stands for any: `?` or `*` must take it. With more of them than there are `?`, a `*` takes some, and so takes more.
 */
function coversAlways(glob: Glob, { before, after }: Gap): boolean {
  const named = new Set(glob);
  let other = 0xe000;
  while (named.has(other)) other++;
  const single = glob.filter((code) => code === oneCharacter).length;
  for (let length = 1; length <= Math.min(single, longestGap) + 1; length++) {
    if (!covers(glob, before + String.fromCodePoint(other).repeat(length) + after)) return false;
  }
  return true;
}

/** A path of an IAM identity has at most 512 characters, its unique ID 128. */
const longestGap = 512;
