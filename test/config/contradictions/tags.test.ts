import { foundIn } from "./found-in";

const tags = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x"]));

test("a resource takes 50 tags and no more", () => {
  expect(foundIn({ tags: tags(50) })).toEqual([]);
  expect(foundIn({ tags: tags(51) })).toEqual(["error at the key tags"]);
});

test("keys that differ in their normal form alone are one key, reported at the second", () => {
  const [composed, decomposed] = ["caf\u00e9", "cafe\u0301"];
  expect(foundIn({ tags: { [composed]: "a", [decomposed]: "b" } })).toContain(
    `error at the key tags["${decomposed}"]`,
  );
  expect(foundIn({ tags: { cafe: "a", [composed]: "b" } })).toEqual([]);
});

test.each([
  ["aws:x", "x", ['error at the key tags["aws:x"]']],
  ["team", "x".repeat(257), ["error at tags.team"]],
  ["team", "", ["error at tags.team"]],
  ["a&b", "x", ['warning at tags["a&b"]']],
  ["team", "a&b", ["warning at tags.team"]],
  ["team", "a b_.:/=+-@\u00e91", []],
])("the key %j with the value %j", (key, value, found) => {
  expect(foundIn({ tags: { [key]: value } })).toEqual(found);
});

test.each([null, 5, "text"])("a tag named __proto__ is refused, whatever its value is: %j", (value) => {
  const tags = JSON.parse(`{ "__proto__": ${JSON.stringify(value)} }`) as Record<string, string>;
  expect(foundIn({ tags })).toEqual(["error at the key tags.__proto__"]);
});
