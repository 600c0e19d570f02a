import { format } from "@cdktf/hcl-tools";
import { parse } from "@cdktf/hcl2json";
import * as fc from "fast-check";
import { printExpression } from "../../lib/hcl/expression";
import { addressOf, literal, type Expression } from "../../lib/terraform/expression";
import { noBindings } from "../../lib/terraform/reduce";
import { resolve } from "../../lib/terraform/resolve";
import { valueExpression } from "../../lib/terraform/value-expression";
import { arbitraryExpression, knownNames } from "../support/arbitrary-expression";
import { hostileText } from "../support/arbitrary-text";
import { evaluateModule } from "../support/hcl-evaluator";

/** A file whose only output holds the expression. */
const fileOf = (expression: Expression): string =>
  [
    'output "it" {',
    '  description = "It."',
    "",
    "  # apart, so that its = stands where it would alone",
    `  value = ${printExpression(expression, { level: 1, used: 8 })}`,
    "}",
    "",
  ].join("\n");

/** What the names in arbitrary expressions need to be there. */
const surroundings = [
  ...Object.entries(knownNames.texts).map(([name, value]) => variable(name, "string", literal(value))),
  ...Object.entries(knownNames.lists).map(([name, value]) =>
    variable(name, "list(string)", { kind: "list", items: value.map(literal) }),
  ),
  `locals {\n  ${knownNames.local.name} = "${knownNames.local.value}"\n}\n`,
  'data "aws_partition" "current" {}\n',
  'resource "aws_kms_key" "this" {}\n',
].join("\n");

function variable(name: string, type: string, value: Expression): string {
  const printed = printExpression(value, { level: 0, used: 0 });
  return `variable "${name}" {\n  description = ""\n  type = ${type}\n  nullable = false\n  default = ${printed}\n}\n`;
}

const expected = (expression: Expression): unknown =>
  resolve(expression, {
    ...noBindings,
    input: (name) => valueExpression({ ...knownNames.texts, ...knownNames.lists }[name as "hostile"]),
    local: () => literal(knownNames.local.value),
    reference: (reference) => literal(`<<${addressOf(reference)}>>`),
  });

function evaluated(expression: Expression): unknown {
  const content = fileOf(expression) + surroundings;
  return evaluateModule([{ path: "main.tf", content }], { unresolved: (text) => `<<${text}>>` }).outputs.it
    ?.value;
}

describe("any text", () => {
  it("comes back from the parsed HCL as that text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { minLength: 1, maxLength: 20 }), async (texts) => {
        const file = fileOf({ kind: "list", items: texts.map(literal) });
        const { output } = (await parse("main.tf", file)) as { output: { it: [{ value: string[] }] } };
        // hcl2json writes literal text as a template again, and HCL composes characters (NFC).
        const back = output.it[0].value.map((value) => value.replace(/([$%])\1\{/g, "$1{"));
        expect(back).toEqual(texts.map((text) => text.normalize("NFC")));
      }),
      { numRuns: 40 },
    );
  });

  it("comes back as an object's key", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (key) => {
        const file = fileOf({ kind: "object", entries: [{ key, value: literal(1) }] });
        const { output } = (await parse("main.tf", file)) as { output: { it: [{ value: object }] } };
        const back = Object.keys(output.it[0].value).map((found) => found.replace(/([$%])\1\{/g, "$1{"));
        expect(back).toEqual([key.normalize("NFC")]);
      }),
    );
  });

  it("is printed as characters that a reader can see", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(printExpression(literal(text), { level: 0, used: 0 })).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0]/u,
        );
      }),
    );
  });
});

describe("any expression", () => {
  it("is printed as terraform fmt would leave it", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryExpression, async (expression) => {
        const file = fileOf(expression);
        expect(await format(file)).toBe(file);
      }),
    );
  });

  it("is printed as HCL", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryExpression, async (expression) => {
        await expect(parse("main.tf", fileOf(expression))).resolves.toHaveProperty("output.it");
      }),
    );
  });

  it("comes to the same as it resolves to", () => {
    fc.assert(
      fc.property(arbitraryExpression, (expression) => {
        expect(evaluated(expression)).toEqual(expected(expression));
      }),
    );
  });
});
