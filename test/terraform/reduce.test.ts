import type { Expression } from "../../lib/terraform/expression";
import {
  call,
  index,
  input,
  json,
  list,
  literal,
  member,
  object,
  operator,
  textBytes,
} from "../../lib/terraform/expression";
import { printInline } from "../../lib/terraform/print-inline";
import { noBindings, reduce } from "../../lib/terraform/reduce";

test.each(["", "a", "ab", "abc", "é", "aé", "日本é"])("the size of %j is counted in bytes", (text) => {
  expect(reduce(textBytes(literal(text)), noBindings)).toEqual(literal(Buffer.byteLength(text)));
});

test.each<[string, Expression, unknown]>([
  ["2 * 3 / 4", operator(operator(literal(2), "*", literal(3)), "/", literal(4)), 1.5],
  ["5 <= 5", operator(literal(5), "<=", literal(5)), true],
  ["4 < 5", operator(literal(4), "<", literal(5)), true],
  ["5 < 5", operator(literal(5), "<", literal(5)), false],
  ["6 <= 5", operator(literal(6), "<=", literal(5)), false],
])("%s is calculated", (printed, expression, value) => {
  expect(printInline(expression)).toBe(printed);
  expect(reduce(expression, noBindings)).toEqual(literal(value as number));
});

test("a product binds tighter than a comparison, and its right operand than a division", () => {
  const product = operator(input("a"), "*", operator(literal(3), "/", literal(4)));
  expect(printInline(operator(product, "<=", operator(literal(1), "==", literal(2))))).toBe(
    "var.a * (3 / 4) <= (1 == 2)",
  );
});

test("what is not known stays as it is", () => {
  const unknown = operator(textBytes(json(input("a"))), "<=", literal(5));
  expect(reduce(unknown, noBindings)).toEqual(unknown);
});

test("of a choice of values, null and the empty text are passed over, and what comes after a known one is not needed", () => {
  const [unknown, other] = [input("a"), input("b")];
  const choice = (...args: readonly Expression[]) => reduce(call("coalesce", ...args), noBindings);
  expect(choice(literal(null), literal(""), literal("x"), unknown)).toEqual(literal("x"));
  expect(choice(literal(null), unknown)).toEqual(unknown);
  expect(choice(literal(null), unknown, other)).toEqual(call("coalesce", unknown, other));
  expect(choice(unknown, literal("x"))).toEqual(call("coalesce", unknown, literal("x")));
  expect(() => choice(literal(null))).toThrow("no value");
});

test("lists are joined where each is one, whatever is known of their elements", () => {
  const [unknown, set] = [list(input("a")), input("b")];
  expect(reduce(call("concat", unknown, list(literal(1))), noBindings)).toEqual(list(input("a"), literal(1)));
  expect(reduce(call("concat", unknown, set), noBindings)).toEqual(call("concat", unknown, set));
});

test("a text whose length Terraform may count otherwise is not counted here", () => {
  expect(() => reduce(call("length", literal("é")), noBindings)).toThrow("not ASCII");
  expect(() => reduce(call("replace", literal("a"), literal("/a/"), literal("")), noBindings)).toThrow(
    "pattern",
  );
});

describe("try", () => {
  const known = object({ a: literal("x") });

  test("is the first that does not fail", () => {
    const missing = index(member(member(known, "b"), "c"), "d");
    expect(reduce(call("try", missing, member(known, "a"), literal("none")), noBindings)).toEqual(
      literal("x"),
    );
    expect(reduce(call("try", missing, literal(null)), noBindings)).toEqual(literal(null));
  });

  test("stays where what comes first is not known", () => {
    const unknown = call("try", member(input("a"), "b"), literal("none"));
    expect(reduce(unknown, noBindings)).toEqual(unknown);
  });

  test("stays where everything fails", () => {
    const failing = call("try", member(known, "b"));
    expect(reduce(failing, noBindings)).toEqual(failing);
  });
});

test("a JSON text is read, a list of lists flattened, and a set sorted with each element once", () => {
  const decoded = call("jsondecode", literal('{"a":[["b",["a"]],"b"]}'));
  expect(reduce(call("toset", call("flatten", member(decoded, "a"))), noBindings)).toEqual(
    list(literal("a"), literal("b")),
  );
});
