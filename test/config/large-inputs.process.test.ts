import { parseConfig } from "../../lib/config/parse";
import { jsonDepth } from "../../lib/config/json-depth";
import { readJson } from "../../lib/config/read-json";
import { readYaml } from "../../lib/config/read-yaml";
import { readLargeYaml } from "../../lib/config/read-large-yaml";

// Each of these took between ten seconds and hours where the cost grew with the square of the input.
const many = 20_000;
const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const numbered = <Item>(item: (index: number) => Item): readonly Item[] =>
  Array.from({ length: many }, (_, index) => item(index));

test("twenty thousand readers and as many administrators are checked for repetition, each against all", () => {
  const role = (name: string): string => `arn:aws:iam::111111111111:role/${name}`;
  const parsed = parseConfig({
    ...base,
    readers: [...numbered((index) => ({ role: `R${index}` })), { role: "R7" }],
    key: { administrators: [...numbered((index) => role(`A${index}`)), role("R9")] },
  });
  expect(parsed.ok ? [] : parsed.problems.map(({ code, path }) => `${path} ${code}`)).toEqual([
    `readers[${many}].role listed-twice`,
    `key.administrators[${many}] administrator-reads`,
  ]);
});

test("twenty thousand further trails are checked against each other and their accounts", () => {
  const arn = (index: number): string => `arn:aws:cloudtrail:us-east-1:222222222222:trail/trail${index}`;
  const parsed = parseConfig({ ...base, encryptFor: [...numbered(arn), arn(3)] });
  expect(parsed.ok ? [] : parsed.problems.map(({ code }) => code)).toEqual(["listed-twice"]);
});

test("twenty thousand unknown keys of a JSON config are reported, each with its place", () => {
  const text = JSON.stringify(
    { ...base, ...Object.fromEntries(numbered((index) => [`k${index}`, 1])) },
    null,
    1,
  );
  const source = readJson(text);
  if (!source.ok) throw new Error("JSON.stringify writes JSON");
  const parsed = parseConfig(source.input, { locate: source.locate });
  const problems = parsed.ok ? [] : parsed.problems;
  expect(problems).toHaveLength(many);
  expect(problems.at(-1)).toMatchObject({ path: `k${many - 1}`, line: 7 + many, column: 2 });
});

test("twenty thousand unknown tags and aliases of YAML are reported, each with its place", () => {
  for (const item of ["!unknown text", "*nowhere"]) {
    const source = readYaml(`readers:\n${numbered(() => `  - ${item}\n`).join("")}`);
    const faults = source.ok ? [] : source.faults;
    expect(faults).toHaveLength(many);
    expect(faults.at(-1)).toMatchObject({ line: many + 1, column: 5 });
  }
});

test("twenty thousand keys of a YAML mapping are compared, and the one that is repeated is reported", () => {
  const source = readYaml(`tags:\n${numbered((index) => `  t${index}: v\n`).join("")}  t7: v\n`);
  expect(source.ok ? [] : source.faults).toEqual([
    { code: "repeated-key", args: {}, line: many + 2, column: 3 },
  ]);
});

test("a part that twenty thousand aliases repeat is found at its anchor", () => {
  const source = readLargeYaml(`cases:\n  - &one\n    name: first\n${numbered(() => "  - *one\n").join("")}`);
  if (!source.ok) throw new Error("it is YAML");
  const places = numbered((index) => source.locate(["cases", index, "name"], "value"));
  expect(new Set(places.map((place) => JSON.stringify(place)))).toEqual(new Set(['{"line":3,"column":11}']));
});

test("a text that never ends has the depth of what is before it", () => {
  expect(jsonDepth(`[["${'\\"'.repeat(1_000_000)}`)).toBe(2);
});

test("an ARN of millions of path parts is refused as any that is wrong", () => {
  const path = "a/".repeat(4_500_000);
  const parsed = parseConfig({
    ...base,
    readers: [{ role: path }, { role: `arn:aws:iam::111111111111:role/${path}` }],
  });
  expect(parsed.ok ? [] : parsed.problems.map(({ code }) => code)).toEqual(["text-length", "text-pattern"]);
});
