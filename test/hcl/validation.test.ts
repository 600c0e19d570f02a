import * as fc from "fast-check";
import type { Input } from "../../lib/terraform/blueprint";
import type { ValueRule, TextRule } from "../../lib/config/value-rule";
import * as rules from "../../lib/config/rules";
import { violationOf } from "../../lib/config/violation";
import { render } from "../../lib/hcl/render";
import { validationsOf } from "../../lib/hcl/validation";
import { type EvaluatedVariable, evaluateModule } from "../support/hcl-evaluator";
import { sampleBlueprint } from "../support/sample-blueprint";

/** The variable of an input, read back from the emitted file. */
function variableOf(input: Input): EvaluatedVariable {
  const variable = evaluateModule(render({ ...emptyBlueprint, inputs: [input] })).variables[input.name];
  if (variable === undefined) throw new Error("the input has no variable");
  return variable;
}

const emptyBlueprint = { ...sampleBlueprint, inputs: [], locals: [], data: [], resources: [], outputs: [] };

const name: TextRule = {
  kind: "text",
  what: "a bucket's name",
  expected: "3 to 5 letters",
  minLength: 3,
  maxLength: 5,
  patterns: [{ pattern: "^[a-z.]*$", says: "hold only lowercase letters and dots" }],
  forbidden: [{ pattern: "[.][.]", says: "have two dots together" }],
  example: "logs",
};

const inputOf = (rule: ValueRule): Input =>
  rule.kind === "number"
    ? { name: "value", description: "A value.", type: "number", value: rule.example, rule }
    : { name: "value", description: "A value.", type: "string", value: rule.example, rule };

describe("the validation of a text", () => {
  const { violations } = variableOf(inputOf(name));

  it.each([
    ["logs", []],
    ["a", ["A bucket's name must have 3 to 5 characters."]],
    ["abcdef", ["A bucket's name must have 3 to 5 characters."]],
    ["ABC", ["A bucket's name must hold only lowercase letters and dots (example: logs)."]],
    ["a..b", ["A bucket's name must not have two dots together (example: logs)."]],
  ])("of %j says %j", (value, messages) => {
    expect(violations(value)).toEqual(messages);
  });
});

describe("the validation of a list", () => {
  const list: Input = {
    name: "names",
    description: "Names.",
    type: "list(string)",
    value: ["logs"],
    rule: name,
    minItems: 1,
  };

  it("looks at every element", () => {
    expect(variableOf(list).violations(["logs", "a..b"])).toEqual([
      "Every element, a bucket's name, must not have two dots together (example: logs).",
    ]);
  });

  it("counts the elements", () => {
    expect(variableOf(list).violations([])).toEqual(["The value of names must have at least one element."]);
    expect(variableOf({ ...list, minItems: 2 }).violations(["logs"])).toEqual([
      "The value of names must have at least 2 elements.",
    ]);
  });
});

describe("the validation of a map", () => {
  const key = { ...name, what: "a tag's key" };
  const map: Input = {
    name: "tags",
    description: "Tags.",
    type: "map(string)",
    value: {},
    rule: name,
    keyRule: key,
  };

  it("looks at every key and every value", () => {
    expect(variableOf(map).violations({ logs: "logs" })).toEqual([]);
    expect(variableOf(map).violations({ "k..k": "logs" })).toEqual([
      "Every key, a tag's key, must not have two dots together (example: logs).",
    ]);
    expect(variableOf(map).violations({ logs: "v..v" })).toEqual([
      "Every value, a bucket's name, must not have two dots together (example: logs).",
    ]);
  });
});

describe("the validation of a number", () => {
  const { violations } = variableOf(inputOf(rules.deletionWindowRule));

  it.each([7, 30])("takes %d", (value) => {
    expect(violations(value)).toEqual([]);
  });

  it.each([6, 31, 7.5])("refuses %d", (value) => {
    expect(violations(value)).toEqual([
      "The waiting period before a key is deleted must be a whole number of days from 7 to 30.",
    ]);
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
      expect(message).toMatch(/^"[A-Z].*\."$/);
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
