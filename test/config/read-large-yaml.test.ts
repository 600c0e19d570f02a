import * as fc from "fast-check";
import { stringify } from "yaml";
import { readLargeYaml } from "../../lib/config/read-large-yaml";
import { readYaml } from "../../lib/config/read-yaml";
import type { Source } from "../../lib/config/source";

const inputOf = (source: Source): unknown => (source.ok ? source.input : source.faults);

test("reads the same as the parser that keeps positions", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = stringify({ value });
      // As JSON, to which the two zeros are one.
      expect(JSON.stringify(inputOf(readLargeYaml(text)))).toBe(JSON.stringify(inputOf(readYaml(text))));
    }),
  );
});

test.each([
  "a: 0123",
  "a: 1_000",
  "a: yes",
  "a: 2026-01-01",
  "a: ~",
  "x: &x { b: 1 }\na: { <<: *x, c: 2 }",
  "a: 0o17",
  "a: !!str 1",
  "",
])("%j is the same to both", (text) => {
  expect(inputOf(readLargeYaml(text))).toEqual(inputOf(readYaml(text)));
});

test.each(["a: [", "a: 1\na: 2", "a: *b", "---\n---\n"])("%j is told with its place", (text) => {
  const source = readLargeYaml(text);
  expect(source).toEqual(readYaml(text));
  expect(source).toMatchObject({
    ok: false,
    faults: [expect.objectContaining({ line: expect.any(Number) as unknown })],
  });
});

test("what is read fast is found in its place", () => {
  const source = readLargeYaml("a:\n  - b: 1\n");
  expect(source.ok && source.locate(["a", 0, "b"], "value")).toEqual({ line: 2, column: 8 });
});
