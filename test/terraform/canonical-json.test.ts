import fc from "fast-check";
import { canonicalJson } from "../../lib/terraform/canonical-json";
import type { JsonValue } from "../../lib/terraform/canonical-json";

test("keys stand in the order of their bytes, at every depth, without spaces", () => {
  expect(canonicalJson({ b: 1, a: [{ d: null, c: true }], B: "x" })).toBe(
    '{"B":"x","a":[{"c":true,"d":null}],"b":1}',
  );
});

test("the order is that of UTF-8, in which an emoji comes after every character of two bytes or three", () => {
  expect(canonicalJson({ "🔑": 1, "\uff5e": 2, é: 3 })).toBe('{"é":3,"\uff5e":2,"🔑":1}');
});

test("what jsonencode escapes is escaped as it does it", () => {
  expect(canonicalJson('<a href="x">&\u2028\u2029\n')).toBe(
    '"\\u003ca href=\\"x\\"\\u003e\\u0026\\u2028\\u2029\\n"',
  );
});

test("whatever is written is read back", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value as JsonValue))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
