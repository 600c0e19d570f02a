import { byAccount } from "./by-account";
import { coversGap } from "./gap-cover";
import type { Glob } from "./glob";
import { anyText, covers, isUncertain, splitAtColons } from "./glob";
import type { PolicyText, Reading } from "./policy-text";
import { policyText } from "./policy-text";
import type { RequestContext } from "./request-context";
import type { Gap } from "./request-value";
import type { Truth } from "./truth";
import { some } from "./truth";

/** Whether a text of the policy covers one of the request. */
export type Matcher = (actual: string | Gap, context: RequestContext) => Truth;

type TextTest = (actual: string | Gap) => Truth;

/**
 * Whether one of several texts is the whole of another; wildcards cross colons and slashes. Most texts are compared
 * as they are: those are looked up, however many there are. Of those with wildcards or
 * variables, the ones that may fit are tried one by one.
 */
export function textsMatcher(texts: readonly string[], reading: Reading): Matcher {
  const fold = (text: string): string => (reading.ignoreCase ? text.toLowerCase() : text);
  const plain = new Set(texts.filter((text) => isPlain(text, reading)).map(fold));
  const matcher = (text: string): Matcher => matcherOf(policyText(text, reading), coverTest);
  const others = texts
    .filter((text) => !isPlain(text, reading))
    .map((text) => ({ text, matches: matcher(text) }));
  const othersFor = byAccount(others);
  const hasOthers = others.length > 0;
  return (actual, context) => {
    if (typeof actual === "string") {
      const folded = fold(actual);
      return (
        plain.has(folded) || (hasOthers && some(othersFor(folded), (matches) => matches(folded, context)))
      );
    }
    const gap = { before: fold(actual.before), after: fold(actual.after) };
    return some([...[...plain].map(matcher), ...othersFor(gap)], (matches) => matches(gap, context));
  };
}

const isPlain = (text: string, { wildcards }: Reading): boolean =>
  !text.includes("${") && !(wildcards && /[*?]/.test(text));

/**
 * Compares the six parts of an ARN one by one: a wildcard stays within its part, the last of which may hold
 * colons. A text of fewer parts matches nothing.
 */
export const arnMatcher = (text: string, version: Reading["version"]): Matcher =>
  matcherOf(policyText(text, { version, wildcards: true, ignoreCase: false }), (glob) =>
    arnTest(glob, false),
  );

/** Compares as {@link arnMatcher}; `*` matches all, and an ARN that breaks off in `*` has `*` for what is missing. */
export const resourceMatcher = (text: string, version: Reading["version"]): Matcher =>
  matcherOf(policyText(text, { version, wildcards: true, ignoreCase: false }), (glob) => arnTest(glob, true));

function matcherOf(text: PolicyText, testOf: (glob: Glob) => TextTest): Matcher {
  if (text.kind === "fixed") return testOf(text.glob);
  return (actual, context) => {
    const glob = text.globFor(context);
    return glob !== null && testOf(glob)(actual);
  };
}

function arnTest(glob: Glob, completed: boolean): TextTest {
  // What is not known may hold colons, so the parts cannot be told apart.
  if (isUncertain(glob)) return coverTest(glob);
  const parts = splitAtColons(glob, arnParts);
  if (completed && glob.length > 0 && glob.every((code) => code === anyText)) return () => true;
  if (parts.length < arnParts) {
    if (!completed || glob.at(-1) !== anyText) return () => false;
    return partsTest([...parts, ...Array<Glob>(arnParts - parts.length).fill([anyText])]);
  }
  return partsTest(parts);
}

/** Where unknown parts would have to fit, it is not known whether they do. */
function coverTest(glob: Glob): TextTest {
  const certainty = isUncertain(glob) ? "unknown" : true;
  return (actual) =>
    typeof actual === "string" ? covers(glob, actual) && certainty : coversGap(glob, actual);
}

const arnParts = 6;

function partsTest(parts: readonly Glob[]): TextTest {
  const [first, last = []] = [parts.slice(0, -1), parts.at(-1)];
  return (actual) => {
    const text = typeof actual === "string" ? actual : actual.before;
    let start = 0;
    for (const part of first) {
      const end = text.indexOf(":", start);
      if (end === -1 || !covers(part, text, start, end)) return false;
      start = end + 1;
    }
    return typeof actual === "string"
      ? covers(last, text, start)
      : coversGap(last, { before: text.slice(start), after: actual.after });
  };
}
