import { intersection, isEmpty, isIn, rangeOf, rangeText } from "../../lib/config/version-range";
import type { Version, VersionRange } from "../../lib/config/version-range";

const range = (constraint: string): VersionRange => {
  const found = rangeOf(constraint);
  if (found === undefined) throw new Error(constraint);
  return found;
};

test.each([
  [">= 6.40", ">= 6.40.0"],
  ["> 6.1.2", ">= 6.1.3"],
  ["6.40", "= 6.40.0"],
  ["= 6.40.1", "= 6.40.1"],
  ["<= 6.4", ">= 0.0.0, < 6.4.1"],
  ["~> 6", ">= 6.0.0, < 7.0.0"],
  ["~> 6.4", ">= 6.4.0, < 7.0.0"],
  ["~> 6.4.2", ">= 6.4.2, < 6.5.0"],
  [">= 5.60, < 7.0.0, != 6.1", ">= 5.60.0, != 6.1.0, < 7.0.0"],
  [">=6.2,>= 6.0, <7,< 6.9", ">= 6.2.0, < 6.9.0"],
  [">= 6.0, != 5.1, != 6.2, != 6.2.0", ">= 6.0.0, != 6.2.0"],
])("%s allows %s", (constraint, text) => {
  expect(rangeText(range(constraint))).toBe(text);
});

test.each(["", "v6", "6.0.0.0", ">= 6,", "latest", "6.0-beta1"])("%j is no constraint", (constraint) => {
  expect(rangeOf(constraint)).toBeUndefined();
});

test.each([
  [">= 7.0, < 7.0", true],
  ["~> 5.0, >= 6.0", true],
  ["= 6.40.0, != 6.40.0", true],
  [">= 6.40.0, < 6.40.2, != 6.40.0, != 6.40.1", true],
  [">= 6.40.0, < 6.40.2, != 6.40.1", false],
  [">= 6.40.9, < 6.41", false],
  ["!= 6.0", false],
])("whether %s leaves no version: %s", (constraint, empty) => {
  expect(isEmpty(range(constraint))).toBe(empty);
});

const versions = [0, 5, 6, 7].flatMap((major) =>
  [0, 1, 40].flatMap((minor) => [0, 1, 2].map((patch): Version => [major, minor, patch])),
);

test("an intersection has what both have", () => {
  const ranges = [">= 5.1, != 6.1.0", "~> 6.1", "< 6.40.1, != 6.0.2", "<= 7.0.1", "> 6.1.1"].map(range);
  for (const left of ranges) {
    for (const right of ranges) {
      const both = intersection(left, right);
      for (const version of versions)
        expect(isIn(both, version)).toBe(isIn(left, version) && isIn(right, version));
      expect(range(rangeText(both))).toEqual(both);
    }
  }
});
