import { evaluateModule } from "./hcl-evaluator";

const evaluate = (value: string, more = ""): unknown =>
  evaluateModule([
    { path: "main.tf", content: `output "it" {\n  description = ""\n  value = ${value}\n}\n${more}` },
  ]).outputs.it?.value;

describe("the HCL evaluator of the tests", () => {
  it.each([
    ['"a\\"b\\\\c\\n\\u0041\\U0001f600"', 'a"b\\c\nA😀'],
    ['"$${x} %%{y} $$${z} $ %"', "${x} %{y} $${z} $ %"],
    ['[for x in ["a", "b"] : "${x}!"]', ["a!", "b!"]],
    ['setunion(["b"], ["a", "b"])', ["a", "b"]],
    ['split(":", "a:b:c")[1]', "b"],
    ["{ for name, one in { b = { x = 1 }, a = { x = 2 } } : name => one.x }", { a: 2, b: 1 }],
    ["[for one in [1, null] : one if one != null]", [1]],
    ['length(["a"]) == 0 ? "none" : "some"', "some"],
    ['"a" == "a"', true],
    ["1 >= 2 || !(1 >= 2) && true", true],
    ['can(regex("^a+$", "aab"))', false],
    ['try([for one in "a" : one], false)', false],
    ["try(1, false)", 1],
    ['coalesce(null, "", "a", "b")', "a"],
    ['concat([1], [], ["a", { b = true }])', [1, "a", { b: true }]],
    ['try({ a = 1 }.b, { a = [1] }.a[1], "neither")', "neither"],
    ['[for one in [{ a = 1 }, {}] : try(one.a, "none")]', [1, "none"]],
    ['jsondecode("{\\"a\\":[1,\\"b\\"]}").a', [1, "b"]],
    ['flatten([["a", ["b"]], "c"])', ["a", "b", "c"]],
    // As Terraform does: keys in byte order, five characters escaped.
    [
      'jsonencode({ b = "<>&\\u2028\\u2029", a = [1, null] })',
      '{"a":[1,null],"b":"\\u003c\\u003e\\u0026\\u2028\\u2029"}',
    ],
  ])("evaluates %s", (source, value) => {
    expect(evaluate(source)).toEqual(value);
  });

  it("leaves what only Terraform knows in a normal form", () => {
    const region = 'data "aws_region" "current" {}\n';
    expect(evaluate("data.aws_region.current.id", region)).toBe("${data.aws_region.current.id}");
    expect(evaluate('"in ${data.aws_region.current.id}"', region)).toBe("in ${data.aws_region.current.id}");
    expect(evaluate('split("-", data.aws_region.current.id)[0]', region)).toBe(
      '${split("-", data.aws_region.current.id)[0]}',
    );
    expect(evaluate("coalesce(null, data.aws_region.current.id)", region)).toBe(
      "${data.aws_region.current.id}",
    );
    expect(evaluate('coalesce(null, data.aws_region.current.id, "a")', region)).toBe(
      '${coalesce(data.aws_region.current.id, "a")}',
    );
    expect(evaluate('coalesce("a", data.aws_region.current.id)', region)).toBe("a");
  });

  it.each([
    ["a name that nothing bears", '"${cost}"'],
    ["a resource that is not there", "aws_kms_key.this.arn"],
    ["a function that no emitted module calls", 'file("/etc/passwd")'],
    ["a directive", '"%{ if true }x%{ endif }"'],
    ["an escape that HCL does not have", '"\\b"'],
    ["a text that goes on in the next line", '"a\nb"'],
    ["two values in a line", '"a" "b"'],
    ["a key that is there twice", "{ a = 1, a = 2 }"],
    ["a list without its end", '["a"'],
  ])("refuses %s", (_, source) => {
    expect(() => evaluate(source)).toThrow();
  });
});
