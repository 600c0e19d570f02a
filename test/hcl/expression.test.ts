import { printExpression } from "../../lib/hcl/expression";
import {
  accountOfArn,
  attributeOf,
  call,
  conditional,
  dataAttribute,
  each,
  type Expression,
  index,
  input,
  item,
  json,
  list,
  literal,
  local,
  member,
  object,
  operator,
  text,
  withoutNulls,
} from "../../lib/terraform/expression";

const print = (expression: Expression): string => printExpression(expression, { level: 0, used: 0 });

const lines = (...all: readonly string[]): string => all.join("\n");

const long = (letter: string): Expression => literal(letter.repeat(60));

describe("printExpression on one line", () => {
  it.each<[string, Expression]>([
    ['"a"', literal("a")],
    ["true", literal(true)],
    ["null", literal(null)],
    ["365", literal(365)],
    ["var.name", input("name")],
    ["local.arn", local("arn")],
    ["aws_kms_key.this.arn", attributeOf("aws_kms_key", "this", "arn")],
    ["data.aws_region.current.id", dataAttribute("aws_region", "current", "id")],
    ["[]", list()],
    ['["a", "b"]', list(literal("a"), literal("b"))],
    ["{}", object({})],
    ['{ Service = "cloudtrail.amazonaws.com" }', object({ Service: literal("cloudtrail.amazonaws.com") })],
    ['{ AWS = ["a", var.b] }', object({ AWS: list(literal("a"), input("b")) })],
    ['[for id in var.ids : "x${id}"]', each("id", input("ids"), (id) => text`x${id}`)],
    ['setunion(["a"], var.b)', call("setunion", list(literal("a")), input("b"))],
    ['split(":", var.arn)[4]', accountOfArn(input("arn"))],
    ['var.a == "b"', operator(input("a"), "==", literal("b"))],
    ["aws_iam_role.reader", attributeOf("aws_iam_role", "reader", null)],
    ['var.map["a b"].x', member(index(input("map"), "a b"), "x")],
    ["each.value.ids", member(member(item("each"), "value"), "ids")],
    [
      "{ for name, role in var.roles : name => role.arn }",
      { kind: "each", key: "name", item: "role", over: input("roles"), body: member(item("role"), "arn") },
    ],
    ["[for one in [var.a, null] : one if one != null]", withoutNulls("one", [input("a"), literal(null)])],
    [
      'var.a == "b" ? "x" : null',
      conditional(operator(input("a"), "==", literal("b")), literal("x"), literal(null)),
    ],
    ['var.a == "b" && var.c', operator(operator(input("a"), "==", literal("b")), "&&", input("c"))],
    ['jsonencode({ a = "b" })', json(object({ a: literal("b") }))],
  ])("%s", (expected, expression) => {
    expect(print(expression)).toBe(expected);
  });
});

describe("a template", () => {
  it("keeps its texts text and its holes code", () => {
    expect(print(text`a"${input("x")}\${y}`)).toBe('"a\\"${var.x}$${y}"');
  });

  it("takes neighbouring texts together before it escapes them", () => {
    expect(print({ kind: "template", parts: ["$", "{x}", literal("%"), "{y}"] })).toBe('"$${x}%%{y}"');
  });

  it("does not let a $ before a hole escape the hole", () => {
    expect(print(text`costs $${input("x")}`)).toBe('"costs \\u0024${var.x}"');
  });

  it("unfolds a template inside a template", () => {
    expect(print(text`a${text`b${input("x")}c`}d`)).toBe('"ab${var.x}cd"');
  });

  it("of a hole alone is what is in the hole", () => {
    expect(print(text`${input("x")}`)).toBe("var.x");
  });
});

describe("printExpression over several lines", () => {
  it("gives each entry of an object a line and aligns those on one line that follow each other", () => {
    const expression = object({
      Sid: literal("A"),
      Effect: literal("Allow"),
      Principal: object({ AWS: literal("x"), Service: literal("y") }),
      Action: literal("kms:*"),
      "aws:x": literal(1),
    });
    expect(print(expression)).toBe(
      lines(
        "{",
        '  Sid    = "A"',
        '  Effect = "Allow"',
        "  Principal = {",
        '    AWS     = "x"',
        '    Service = "y"',
        "  }",
        '  Action  = "kms:*"',
        '  "aws:x" = 1',
        "}",
      ),
    );
  });

  it("counts the width of a key as a reader does", () => {
    expect(print(object({ 日本語: literal(1), abcdef: literal(2) }))).toBe(
      lines("{", '  "日本語"  = 1', "  abcdef = 2", "}"),
    );
  });

  it("ends every element of a broken list with a comma", () => {
    expect(print(list(long("a"), long("b")))).toBe(
      lines("[", `  "${"a".repeat(60)}",`, `  "${"b".repeat(60)}",`, "]"),
    );
  });

  it("puts the comment of an object above it and wraps it", () => {
    const words = "why ".repeat(40).trim();
    const printed = print(list(object({ a: literal(1) }, words))).split("\n");
    const comments = printed.filter((line) => line.startsWith("  # "));
    expect(printed.slice(comments.length + 1)).toEqual(["  {", "    a = 1", "  },", "]"]);
    expect(comments.map((line) => line.slice(4)).join(" ")).toBe(words);
    expect(comments.every((line) => line.length <= 100)).toBe(true);
  });

  it("cannot be led out of a comment", () => {
    const [, comment] = print(list(object({}, 'a\n}\r\u2028resource "x" \u202e'))).split("\n");
    expect(comment).toBe('  # a } resource "x" \\u202e');
  });

  it("lets a sole argument hug its parentheses", () => {
    expect(print(json(object({ a: literal(1), b: literal(2) })))).toBe(
      lines("jsonencode({", "  a = 1", "  b = 2", "})"),
    );
  });

  it("leaves an element out by its condition, each element with its comment above it", () => {
    const readers = operator(call("length", input("ids")), "==", literal(0));
    const statements = withoutNulls("statement", [
      object({ a: literal(1), b: literal(2) }, "Always."),
      conditional(
        readers,
        literal(null),
        object({ a: input("ids"), b: literal(2) }, "Where there are readers."),
      ),
    ]);
    expect(print(object({ Statement: statements }))).toBe(
      lines(
        "{",
        "  Statement = [for statement in [",
        "    # Always.",
        "    {",
        "      a = 1",
        "      b = 2",
        "    },",
        "    # Where there are readers.",
        "    length(var.ids) == 0 ? null : {",
        "      a = var.ids",
        "      b = 2",
        "    },",
        "  ] : statement if statement != null]",
        "}",
      ),
    );
  });

  it("gives each argument of a call its own line", () => {
    const statements = call(
      "setunion",
      list(object({ a: literal(1), b: literal(2) })),
      each("id", input("ids"), (id) => object({ a: id, b: literal(2) })),
      each("id", input("ids"), (id) => object({ a: id }, "Why.")),
    );
    expect(print(statements)).toBe(
      lines(
        "setunion(",
        "  [",
        "    {",
        "      a = 1",
        "      b = 2",
        "    },",
        "  ],",
        "  [for id in var.ids : {",
        "    a = id",
        "    b = 2",
        "  }],",
        "  [",
        "    # Why.",
        "    for id in var.ids : {",
        "      a = id",
        "    }",
        "  ]",
        ")",
      ),
    );
  });
});
