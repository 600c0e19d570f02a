import { interpolations, isUnresolved } from "../../lib/policy/interpolation";

test.each<[string, readonly [kind: string, body: string][]]>([
  ["plain", []],
  ["$ { } {} $", []],
  ["${aws:username}", [["variable", "aws:username"]]],
  ["${ aws:PrincipalTag/team, 'none' }", [["variable", " aws:PrincipalTag/team, 'none' "]]],
  [
    "${*}${?}${$}",
    [
      ["escape", "*"],
      ["escape", "?"],
      ["escape", "$"],
    ],
  ],
  ["${**}", [["terraform", "**"]]],
  ["${var.x}", [["terraform", "var.x"]]],
  ["${}", [["terraform", ""]]],
  ["${:x}", [["terraform", ":x"]]],
  ["${a b:x}", [["terraform", "a b:x"]]],
  ["${!aws:x}", [["terraform", "!aws:x"]]],
  ["${my-tag.1:x}", [["variable", "my-tag.1:x"]]],
  ["${AWS:x}", [["variable", "AWS:x"]]],
  [
    "a${var.x}b${aws:y}c",
    [
      ["terraform", "var.x"],
      ["variable", "aws:y"],
    ],
  ],
  ["${var.x", []],
  ["${var.x}${var.y", [["terraform", "var.x"]]],
  ["${{ a = { b = 1 } }.a}", [["terraform", "{ a = { b = 1 } }.a"]]],
  ['${lookup({ a = "}" }, "a")}', [["terraform", 'lookup({ a = "}" }, "a")']]],
  ['${x("{")}', [["terraform", 'x("{")']]],
  ['${x("\\"}")}y}', [["terraform", 'x("\\"}")']]],
  ['${x("\\\\")}y"}', [["terraform", 'x("\\\\")']]],
  ["${a\\}b}", [["terraform", "a\\"]]],
])("the interpolations of %j", (text, expected) => {
  const found = interpolations(text);

  expect(found.map(({ kind, body }) => [kind, body])).toEqual(expected);
  for (const { start, end, body } of found) expect(text.slice(start, end)).toBe(`\${${body}}`);
});

test.each([
  ["${var.x}", true],
  ["${aws:x}${var.x}", true],
  ["${aws:x}", false],
  ["${*}", false],
  ["${var.x", false],
  ["", false],
])("%j waits for Terraform: %j", (text, expected) => {
  expect(isUnresolved(text)).toBe(expected);
});
