import { normalizedJson, notJsonIn } from "../../lib/config/json-value";

const wrong = (value: unknown): readonly string[] =>
  notJsonIn(value, (text) => text === "${token}").map(
    ({ mistake, path }) => `${path.join(".")} ${mistake.code} ${JSON.stringify(mistake.args)}`,
  );

test("JSON is taken, and so is what only Terraform knows", () => {
  expect(wrong({ Sid: "A", Condition: { Bool: { key: [true, 1, null] } }, token: "${token}" })).toEqual([]);
});

test.each([
  ["a function", { Action: () => "kms:*" }, 'Action not-json {"holds":"function"}'],
  ["nothing", { Action: ["kms:*", undefined] }, 'Action.1 not-json {"holds":"undefined"}'],
  ["a date", { Condition: new Date(0) }, 'Condition not-json {"holds":"date"}'],
  ["a number that JSON lacks", { Action: NaN }, 'Action not-json {"holds":"NaN"}'],
  ["half a character", { Sid: "\ud800" }, 'Sid half-character {"value":"\\ud800"}'],
  ["one name in two spellings", { "\u00e9": 1, "e\u0301": 2 }, ' key-written-twice {"key":"\u00e9"}'],
])("%s is none, in its place", (_, value, expected) => {
  expect(wrong(value)).toEqual([expected]);
});

test("what holds itself, or more than a policy can, ends with one mistake", () => {
  const itself: Record<string, unknown> = {};
  itself.again = itself;
  expect(wrong(itself)).toEqual([expect.stringContaining("nested too deep")]);
  expect(wrong({ Action: Array.from({ length: 30_000 }, () => "kms:*") })).toEqual([
    ' not-json {"holds":"more than a policy can hold"}',
  ]);
});

test("texts and names are in Unicode's normal form, and their order stays", () => {
  expect(JSON.stringify(normalizedJson({ b: ["e\u0301"], "e\u0301": 1, a: null }))).toBe(
    '{"b":["\u00e9"],"\u00e9":1,"a":null}',
  );
});
