import type { ModuleInterface, ModuleVariable } from "../../scripts/module-interface";
import { breaksBetween, isMajor, newestRelease, nextRecord } from "../../scripts/module-interface";

const variable = (type: string, options: Partial<ModuleVariable> = {}): ModuleVariable => ({
  type,
  required: false,
  nullable: false,
  ...options,
});
const taking = (type: string, options?: Partial<ModuleVariable>): ModuleInterface => ({
  variables: { it: variable(type, options) },
  outputs: ["arn"],
});
const object = (members: string) => `map(object({ ${members} }))`;

test.each<[string, ModuleInterface, ModuleInterface]>([
  ["nothing changes", taking("string"), taking("string")],
  ["a required variable gets a default", taking("string", { required: true }), taking("string")],
  ["null is accepted from now on", taking("string"), taking("string", { nullable: true })],
  ["any value is accepted from now on", taking("set(string)"), taking("any")],
  [
    "an optional variable and an output are added",
    taking("string"),
    { variables: { it: variable("string"), other: variable("number") }, outputs: ["arn", "name"] },
  ],
  [
    "an object gains a member that can be left out",
    taking(object("ids = set(string) path = optional(string)")),
    taking(object('ids = set(string) path = optional(string, "/") more = optional(map(string), {})')),
  ],
  [
    "a member of an object can be left out from now on",
    taking(object("ids = set(string)")),
    taking(object("ids = optional(set(string), [])")),
  ],
])("no caller is broken: %s", (_, before, after) => {
  expect(breaksBetween(before, after)).toEqual([]);
});

test.each<[string, ModuleInterface, ModuleInterface]>([
  ["the variable it is gone", taking("string"), { variables: {}, outputs: ["arn"] }],
  ["the output arn is gone", taking("string"), { ...taking("string"), outputs: [] }],
  ["the variable it becomes required", taking("string"), taking("string", { required: true })],
  ["the variable it no longer accepts null", taking("string", { nullable: true }), taking("string")],
  [
    "the new variable other is required",
    taking("string"),
    {
      variables: { it: variable("string"), other: variable("string", { required: true }) },
      outputs: ["arn"],
    },
  ],
  ["the variable it changes its type from string to number", taking("string"), taking("number")],
  [
    "the variable it changes its type from set(string) to list(string)",
    taking("set(string)"),
    taking("list(string)"),
  ],
  ["the variable it changes its type from any to string", taking("any"), taking("string")],
  [
    "the variable it changes its type from set(string) to set(number)",
    taking("set(string)"),
    taking("set(number)"),
  ],
  ...[
    ["ids = set(string) path = optional(string)", "ids = set(string)"],
    ["ids = set(string)", "ids = set(string) path = string"],
    ["path = optional(string)", "path = string"],
    ["ids = set(string)", "ids = list(string)"],
  ].map(([before = "", after = ""]): [string, ModuleInterface, ModuleInterface] => [
    `the variable it changes its type from ${object(before)} to ${object(after)}`,
    taking(object(before)),
    taking(object(after)),
  ]),
])("a caller is broken: %s", (message, before, after) => {
  expect(breaksBetween(before, after)).toEqual([message]);
});

test.each([
  ["## Unreleased\n## 0.1.0\n", "0.1.0"],
  ["## Unreleased (0.2.0)\n## 0.1.0\n", "0.2.0"],
  ["## 0.9.0\n## 0.10.0\ntext ## 3.0.0\n### 2.0.0\n", "0.10.0"],
  ["## Unreleased\n", undefined],
])("the newest release of %j is %s", (changelog, release) => {
  expect(newestRelease(changelog)).toBe(release);
});

test.each([
  ["0.1.0", "0.1.1", false],
  ["0.1.0", "0.2.0", true],
  ["0.9.0", "0.10.0", true],
  ["0.2.0", "0.1.0", false],
  ["0.2.0", "1.0.0", true],
  ["1.0.0", "1.1.0", false],
  ["1.9.0", "2.0.0", true],
])("after %s, %s may break: %s", (from, to, may) => {
  expect(isMajor(from, to)).toBe(may);
});

describe("a record", () => {
  const recorded = { release: "0.1.0", ...taking("string") };
  const broken = taking("number");

  test("is made anew where there is none, for the newest release", () => {
    expect(nextRecord(undefined, taking("string"), "0.2.0", false)).toEqual({
      record: { release: "0.2.0", ...taking("string") },
    });
  });

  test("takes what no caller is broken by, and stays of its release", () => {
    const more = { ...taking("string"), outputs: ["arn", "name"] };
    expect(nextRecord(recorded, more, "0.2.0", false)).toEqual({ record: { release: "0.1.0", ...more } });
  });

  test.each([
    ["nobody allowed it", "0.2.0", false],
    ["no major release declares it", "0.1.9", true],
  ])("does not take a break where %s", (_, newest, allowed) => {
    const refused = ["the variable it changes its type from string to number"];
    expect(nextRecord(recorded, broken, newest, allowed)).toEqual({ refused });
  });

  test("takes a break that a major release declares, and is of that release", () => {
    expect(nextRecord(recorded, broken, "0.2.0", true)).toEqual({ record: { release: "0.2.0", ...broken } });
  });
});
