import fc from "fast-check";
import { findSegment } from "../../lib/evaluate/find-segment";
import { coversGap } from "../../lib/evaluate/gap-cover";
import { codePointsOf, covers, globOf, oneCharacter } from "../../lib/evaluate/glob";

/** A pattern as a regular expression says it. */
const regexOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/\*+/g, "*").replace(/[*?]/g, (one) => (one === "*" ? ".*" : "."))}$`, "su");

const textOf = (characters: readonly string[], maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...characters), { maxLength }).map((list) => list.join(""));
const texts = textOf(["a", "b", "😀"], 12);
const patterns = textOf(["a", "b", "😀", "*", "?", "*"], 8);

test("a pattern covers what a regular expression of it does", () => {
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      expect(covers(globOf(pattern, true), text)).toBe(regexOf(pattern).test(text));
    }),
    { numRuns: 5000 },
  );
});

test("a part of a text is covered as it would be alone", () => {
  fc.assert(
    fc.property(patterns, texts, texts, texts, (pattern, before, text, after) => {
      const whole = before + text + after;
      const part = covers(globOf(pattern, true), whole, before.length, before.length + text.length);

      expect(part).toBe(covers(globOf(pattern, true), text));
    }),
    { numRuns: 2000 },
  );
});

test("after much that was in vain, a pattern still covers what a regular expression of it does", () => {
  // The padding wears out the patience of the first way of searching.
  const padding = "a".repeat(300);
  const ends = [`*${padding}c*`, `*${padding}?c*`];
  fc.assert(
    fc.property(fc.constantFrom(...ends), patterns, texts, texts, (start, pattern, middle, end) => {
      const glob = globOf(start + pattern, true);
      const text = `${"a".repeat(2000)}${middle}c${end}`;

      expect(covers(glob, text)).toBe(regexOf(start + pattern).test(text));
    }),
    { numRuns: 500 },
  );
});

test("a segment is found where it first stands", () => {
  const segments = textOf(["a", "b", "?"], 5);
  fc.assert(
    fc.property(segments, fc.nat(3), textOf(["a", "b"], 40), fc.nat(5), (base, times, text, from) => {
      const segment = globOf(base.repeat(times * 4 + 1), true);
      const starts = Array.from({ length: text.length + 1 }, (_, at) => at).filter(
        (at) =>
          at >= from &&
          at + segment.length <= text.length &&
          segment.every((code, index) => code === oneCharacter || code === text.charCodeAt(at + index)),
      );
      fc.pre(segment.length > 0);

      expect(findSegment(segment, codePointsOf(text), from)).toBe(starts[0] ?? -1);
    }),
    { numRuns: 3000 },
  );
});

test("a text with a gap is covered for certain, perhaps or never, as all fillings say", () => {
  // A pattern of at most five characters asks for no more of a filling than these have.
  const longer = (list: readonly string[]): readonly string[] =>
    list.flatMap((text) => ["a", "b", "c"].map((character) => text + character));
  const lengths = [2, 3, 4, 5].reduce<readonly (readonly string[])[]>(
    (lists) => [...lists, longer(lists.at(-1) ?? [])],
    [["a", "b", "c"]],
  );
  const fillings = [...lengths.flat(), "ccccccccc"];
  const ends = textOf(["a", "b"], 3);
  fc.assert(
    fc.property(textOf(["a", "b", "*", "?"], 5), ends, ends, (pattern, before, after) => {
      const glob = globOf(pattern, true);
      const truths = fillings.map((filling) => covers(glob, before + filling + after));
      const truth = coversGap(glob, { before, after });
      const expected = truths.every((one) => one) ? true : truths.some((one) => one) ? "unknown" : false;

      expect([pattern, before, after, truth]).toEqual([pattern, before, after, expected]);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["many letters and another", `*${"a".repeat(20_000)}b*`],
  ["another letter and many", `*b${"a".repeat(20_000)}*`],
  ["many letters at the end", `*${"a".repeat(20_000)}b`],
  ["many single characters", `*${"a?".repeat(1000)}b*`],
  ["many wildcards", `${"*a".repeat(500)}b`],
])("a long text is not slow under %s, for which trying every place anew would take minutes", (_, pattern) => {
  expect(covers(globOf(pattern, true), "a".repeat(300_000))).toBe(false);
});
