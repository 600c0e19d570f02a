import { readJson } from "../../lib/config/read-json";

test("places in a text of over a megabyte are found as in a short one", () => {
  const places = (padding: string): unknown => {
    const text = `{ // why\n  "pad": "${padding}",\n  "list": [1,\n    {"name": 2}]\n}`;
    const source = readJson(text, { comments: true });
    if (!source.ok) return source.faults;
    return [
      source.locate(["list", 1, "name"], "key"),
      source.locate(["list", 1, "name"], "value"),
      source.locate(["list", 5], "value"),
      source.locate([], "value"),
    ];
  };
  expect(places("x".repeat(1_100_000))).toEqual(places("x"));
  expect(places("x")).toContainEqual({ line: 4, column: 14 });
});
