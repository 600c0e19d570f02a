import { sizeLimits, sizeOf } from "../../lib/policy/policy-size";

test.each([
  ["key", "é😀", 6],
  ["resource", "é😀", 6],
  ["identity", "é😀", 2],
  ["trust", "é😀", 2],
  ["key", "", 0],
] as const)("the size of a %s policy of %j is %d", (kind, text, size) => {
  expect(sizeOf(text, sizeLimits[kind])).toBe(size);
});
