import type { Config } from "../../lib/config/config";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { evaluateModule } from "../support/hcl-evaluator";
import { closed, otherOpen, published } from "./support/open-module-configs";
import type { ValidationCase } from "./support/validation-cases";
import { validationCases } from "./support/validation-cases";

/** The cases of a block, those first whose variable is named most exactly. */
const casesOf = (variable: string, message: string): readonly ValidationCase[] =>
  validationCases
    .filter((one) => variable.endsWith(one.variable) && message.includes(one.says))
    .sort((one, other) => other.variable.length - one.variable.length);

const modules = { ...published, ...otherOpen, ...closed };

describe.each(Object.entries(modules))("every validation block of %s", (_, config: Config) => {
  const { variables } = evaluateModule(render(describeConfig(config)), { variables: exampleOf(config) });
  const blocks = Object.entries(variables).flatMap(([name, { rules }]) =>
    rules.map((message) => [name, textOf(message)] as const),
  );

  it.each(blocks)("of %s refuses one value and takes another: %s", (name, message) => {
    const [found] = casesOf(name, message);
    if (found === undefined) throw new Error("no case in validation-cases.ts trips it");
    const { violations } = variables[name] ?? fail();
    expect(violations(found.refused)).toEqual([message]);
    expect(violations(found.accepted)).toEqual([]);
  });
});

test("every case is of a block that there is", () => {
  const used = new Set(
    Object.values(modules).flatMap((config) =>
      Object.entries(
        evaluateModule(render(describeConfig(config)), { variables: exampleOf(config) }).variables,
      ).flatMap(([name, { rules }]) =>
        rules.flatMap((message) => casesOf(name, textOf(message)).slice(0, 1)),
      ),
    ),
  );
  const unused = validationCases.filter((one) => !used.has(one) && one.says !== "at least one element");
  expect(unused).toEqual([]);
});

function exampleOf(config: Config) {
  return Object.fromEntries(describeConfig(config).inputs.map(({ name, value }) => [name, value]));
}

function textOf(message: unknown): string {
  return typeof message === "string" ? message : fail();
}

function fail(): never {
  throw new Error("there is no such variable");
}
