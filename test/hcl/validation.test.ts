import * as fc from "fast-check";
import type { Input } from "../../lib/terraform/blueprint";
import { number, setOf, string } from "../../lib/terraform/type";
import type { ValueRule, TextRule } from "../../lib/config/value-rule";
import * as rules from "../../lib/config/rules";
import { violationOf } from "../../lib/config/violation";
import { render } from "../../lib/hcl/render";
import { validationsOf } from "../../lib/hcl/validation";
import { type EvaluatedVariable, evaluateModule } from "../support/hcl-evaluator";
import type { PlainValue } from "../support/hcl-expressions";
import { sampleBlueprint } from "../support/sample-blueprint";

/** The variable of an input, read back from the emitted file. */
function variableOf(input: Input): EvaluatedVariable {
  const variable = evaluateModule(render({ ...emptyBlueprint, inputs: [input] })).variables[input.name];
  if (variable === undefined) throw new Error("the input has no variable");
  return variable;
}

const emptyBlueprint = {
  ...sampleBlueprint,
  ...{ inputs: [], locals: [], blocks: [], outputs: [], policies: [], moves: [], removals: [] },
};

const name: TextRule = {
  kind: "text",
  what: "a bucket name",
  expected: "3 to 5 letters",
  minLength: 3,
  maxLength: 5,
  patterns: [{ pattern: "^[a-z.]*$", says: "contain only lowercase letters and dots" }],
  forbidden: [{ pattern: "[.][.]", says: "have two dots together" }],
  example: "logs",
};

const inputOf = (rule: ValueRule): Input => ({
  name: "value",
  description: "A value.",
  type: rule.kind === "number" ? number(rule) : string(rule),
  value: rule.example,
});

describe("the validation of a text", () => {
  const { violations } = variableOf(inputOf(name));

  it.each([
    ["logs", []],
    ["a", ["value must have 3 to 5 characters."]],
    ["abcdef", ["value must have 3 to 5 characters."]],
    ["ABC", ["value must contain only lowercase letters and dots (example: logs)."]],
    ["a..b", ["value must not have two dots together (example: logs)."]],
  ])("of %j says %j", (value, messages) => {
    expect(violations(value)).toEqual(messages);
  });
});

describe("the validation of a set", () => {
  const set = (minItems: number): Input => ({
    name: "names",
    description: "Names.",
    type: setOf(name, minItems),
    value: ["logs"],
  });

  it("refuses an element that is null by its own sentences", () => {
    expect(variableOf(set(1)).violations(["logs", null])).toEqual([
      "Each element of names must have 3 to 5 characters.",
      "Each element of names must contain only lowercase letters and dots (example: logs).",
    ]);
  });

  it("looks at every element", () => {
    expect(variableOf(set(1)).violations(["logs", "a..b"])).toEqual([
      "Each element of names must not have two dots together (example: logs).",
    ]);
  });

  it("counts the elements", () => {
    expect(variableOf(set(1)).violations([])).toEqual(["names must have at least one element."]);
    expect(variableOf(set(2)).violations(["logs"])).toEqual(["names must have at least 2 elements."]);
    expect(variableOf(set(0)).violations([])).toEqual([]);
  });
});

describe("the validation of a map", () => {
  const map: Input = {
    name: "tags",
    description: "Tags.",
    type: { kind: "map", of: string(name), keys: name },
    value: {},
  };

  it("looks at every key and every value", () => {
    expect(variableOf(map).violations({ logs: "logs" })).toEqual([]);
    expect(variableOf(map).violations({ "k..k": "logs" })).toEqual([
      "Each key of tags must not have two dots together (example: logs).",
    ]);
    expect(variableOf(map).violations({ logs: "v..v" })).toEqual([
      "Each value of tags must not have two dots together (example: logs).",
    ]);
  });

  it("looks at every member of an object, and into it", () => {
    const roles: Input = {
      name: "roles",
      description: "Roles.",
      type: { kind: "map", of: { kind: "object", members: { ids: setOf(name, 1), label: string(name) } } },
      value: {},
    };
    const { violations } = variableOf(roles);
    expect(violations({ one: { ids: ["logs"], label: "logs" } })).toEqual([]);
    expect(violations({ one: { ids: [], label: "l..l" } })).toEqual([
      "ids in roles must have at least one element.",
      "label in roles must not have two dots together (example: logs).",
    ]);
    expect(
      violations({ one: { ids: ["logs"], label: "logs" }, two: { ids: ["i..i"], label: "logs" } }),
    ).toEqual(["Each element of ids in roles must not have two dots together (example: logs)."]);
  });
});

describe("the validation of a number", () => {
  const { violations } = variableOf(inputOf(rules.deletionWindowRule));

  it.each([7, 30])("takes %d", (value) => {
    expect(violations(value)).toEqual([]);
  });

  it.each([6, 31, 7.5])("refuses %d", (value) => {
    expect(violations(value)).toEqual(["value must be a whole number of days from 7 to 30."]);
  });
});

const allRules = Object.entries(rules).flatMap(([rule, value]): (readonly [string, ValueRule])[] =>
  typeof value === "object" ? [[rule, value]] : [],
);

describe.each(allRules)("%s", (_, rule) => {
  const input = inputOf(rule);
  const variable = variableOf(input);

  it("holds for its own example", () => {
    expect(variable.violations(rule.example)).toEqual([]);
  });

  it("refuses in Terraform what it refuses in the config", () => {
    const near =
      rule.kind === "number"
        ? fc.oneof(
            fc.integer({ min: rule.minimum - 2, max: rule.maximum + 2 }),
            fc.constant(rule.example + 0.5),
          )
        : editsOf(rule.example);
    fc.assert(
      fc.property(near, (value) => {
        expect(variable.violations(value).length > 0).toBe(violationOf(rule, value) !== undefined);
      }),
    );
  });

  it("names no variable but its own, which Terraform before 1.9 demands", () => {
    for (const { condition, message } of validationsOf(input)) {
      expect(`${condition} ${message}`).not.toMatch(/var\.(?!value\b)|\b(local|data)\./);
      expect(message).toMatch(/^"value must .*\."$/);
    }
  });
});

/** A right value with something put in, taken out or repeated. */
function editsOf(example: string): fc.Arbitrary<string> {
  const inserted = fc.oneof(
    fc.constantFrom("", ".", "-", "/", ":", "_", "A", "0", " ", "aws:", "é", "*"),
    fc.string(),
  );
  const cuts = fc.tuple(fc.nat(example.length), fc.nat(3), inserted, fc.integer({ min: 0, max: 3 }));
  return cuts.map(
    ([at, removed, text, times]) => example.slice(0, at) + text.repeat(times) + example.slice(at + removed),
  );
}

it("takes null where that is the default, and judges any other value", () => {
  const variable = variableOf({ ...inputOf(name), default: null });
  expect(variable.nullable).toBe(true);
  expect(variable.violations(null)).toEqual([]);
  expect(variable.violations("logs")).toEqual([]);
  expect(variable.violations("a..b")).toEqual(["value must not have two dots together (example: logs)."]);
});

it("takes a list of objects, however unlike, that each have the member, and nothing else", () => {
  const variable = variableOf({
    name: "value",
    description: "A value.",
    type: { kind: "any", listOf: { member: "Effect", values: ["Allow", "Deny"] } },
    value: [],
    default: [],
  });
  expect(variable.nullable).toBe(false);
  const unlike: PlainValue = [{ Effect: "Deny", Sid: "A" }, { Effect: "Allow" }];
  for (const right of [[], [{ Effect: "Allow" }], unlike]) {
    expect(variable.violations(right)).toEqual([]);
  }
  const refused = "value must be a list of objects, each with Effect: Allow or Deny.";
  for (const wrong of [
    "Allow",
    { Effect: "Allow" },
    [{ Sid: "A" }],
    [{ Effect: "allow" }],
    ["Allow"],
    [null],
  ]) {
    expect(variable.violations(wrong)).toEqual([refused]);
  }
});
