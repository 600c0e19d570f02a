import { markdownCode, markdownText } from "../../lib/hcl/markdown";

test.each([
  ["two\n  lines", "two lines"],
  ["  edges\t", "edges"],
  ["a | b", "a \\| b"],
  ["<b>, 1 < 2", "\\<b>, 1 < 2"],
  ["`x` *y* _z_ [l] ~ & $ \\", "\\`x\\` \\*y\\* \\_z\\_ \\[l\\] \\~ \\& \\$ \\\\"],
])("%j is the same text in a cell of a table", (text, written) => {
  expect(markdownText(text)).toBe(written);
});

test.each([
  ["plain", "`plain`"],
  ["a|b||c", "`a\\|b\\|\\|c`"],
  ["one ` tick", "`` one ` tick ``"],
  ["`` then `", "``` `` then ` ```"],
])("%j is the same text in a code span, whose fence is longer than any in it", (text, written) => {
  expect(markdownCode(text)).toBe(written);
});
