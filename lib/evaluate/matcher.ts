import type { Glob } from "./glob";
import { anyText, covers, isUncertain, splitAtColons } from "./glob";
import type { PolicyText, Reading } from "./policy-text";
import { policyText } from "./policy-text";
import type { RequestContext } from "./request-context";
import type { Truth } from "./truth";

/** Whether a text of the policy covers one of the request. */
export type Matcher = (actual: string, context: RequestContext) => Truth;

type TextTest = (actual: string) => Truth;

/** Compares whole texts; wildcards cross colons and slashes. */
export function textMatcher(text: string, reading: Reading): Matcher {
  const match = isPlain(text, reading)
    ? equals(text, reading)
    : matcherOf(policyText(text, reading), coverTest);
  return reading.ignoreCase ? (actual, context) => match(actual.toLowerCase(), context) : match;
}

/** Most texts are compared as they are. */
const isPlain = (text: string, { wildcards }: Reading): boolean =>
  !text.includes("${") && !(wildcards && /[*?]/.test(text));

function equals(text: string, { ignoreCase }: Reading): Matcher {
  const expected = ignoreCase ? text.toLowerCase() : text;
  return (actual) => actual === expected;
}

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
    return (actual) =>
      partsCover([...parts, ...Array<Glob>(arnParts - parts.length).fill([anyText])], actual);
  }
  return (actual) => partsCover(parts, actual);
}

/** Where unknown parts would have to fit, it is not known whether they do. */
function coverTest(glob: Glob): TextTest {
  const certainty = isUncertain(glob) ? "unknown" : true;
  return (actual) => covers(glob, actual) && certainty;
}

const arnParts = 6;

function partsCover(parts: readonly Glob[], actual: string): boolean {
  let start = 0;
  for (let index = 0; index < arnParts; index++) {
    const last = index === arnParts - 1;
    const end = last ? actual.length : actual.indexOf(":", start);
    const part = parts[index];
    if (end === -1 || !part || !covers(part, actual, start, end)) return false;
    start = end + 1;
  }
  return true;
}
