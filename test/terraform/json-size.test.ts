import { canonicalJson } from "../../lib/terraform/canonical-json";
import type { Expression } from "../../lib/terraform/expression";
import {
  call,
  conditional,
  each,
  input,
  json,
  list,
  literal,
  object,
  operator,
  text,
  withoutNulls,
} from "../../lib/terraform/expression";
import { jsonSize } from "../../lib/terraform/json-size";
import { noBindings, reduce } from "../../lib/terraform/reduce";
import { valueExpression } from "../../lib/terraform/value-expression";

/** `account` is a text of 12 bytes, `name` one of 3 to 10; whatever else there is may be anything. */
const size = (expression: Expression) =>
  jsonSize(expression, (leaf) => {
    if (leaf.kind !== "input") return undefined;
    return { account: { least: 12, most: 12 }, name: { least: 3, most: 10 } }[leaf.name];
  });

test("what is known has the size of its JSON in bytes, escapes included", () => {
  const value = { Sid: 'é "<', Action: ["kms:*", "ü"], Condition: {}, Null: null };
  const bytes = Buffer.byteLength(canonicalJson(value));
  expect(size(valueExpression(value))).toEqual({ least: bytes, most: bytes });
});

test("a text that is not known counts for as much as it can hold, beside what is known", () => {
  expect(size(input("account"))).toEqual({ least: 14, most: 14 });
  expect(size(text`arn:"é":${input("name")}`)).toEqual({ least: 2 + 11 + 3, most: 2 + 11 + 10 });
  expect(size(list(input("name"), input("account"), literal(1)))).toEqual({ least: 24, most: 31 });
  expect(size(object({ a: input("name"), b: literal(true) }))).toEqual({ least: 20, most: 27 });
});

test("of two values the larger is the most and the smaller the least", () => {
  const choice = conditional(operator(input("x"), "==", literal(0)), literal(null), literal("abcdef"));
  expect(size(choice)).toEqual({ least: 4, most: 8 });
});

test("what is the first of several that is given is one of them", () => {
  expect(size(call("coalesce", input("account"), literal("abcdef")))).toEqual({ least: 8, most: 14 });
  expect(size(call("coalesce", input("ids"), literal("abcdef")))).toEqual({ least: 2, most: Infinity });
  expect(size(text`a-${call("coalesce", input("account"), literal("abcdef"))}`)).toEqual({
    least: 10,
    most: 16,
  });
  expect(size(text`a-${call("coalesce", input("name"), text`b-${input("name")}`)}`)).toEqual({
    least: 7,
    most: 16,
  });
  expect(size(text`a-${call("coalesce", input("ids"), literal("abcdef"))}`)).toEqual({
    least: 4,
    most: Infinity,
  });
});

test("elements of a union that are not known may be one and the same", () => {
  const union = call("setunion", list(literal("aa"), input("name")), list(literal("aa"), literal("bb")));
  expect(size(union)).toEqual({ least: '["aa","bb"]'.length, most: '["aa","bb",""]'.length + 10 });
  const unknown = call("setunion", list(literal("aa")), input("ids"));
  expect(size(unknown)).toEqual({ least: '["aa"]'.length, most: Infinity });
});

test("elements of a union that begin alike and end otherwise are sure to differ", () => {
  const ends = ["role/a", "role/b", "role/c"];
  const union = call("setunion", list(...ends.map((end) => text`${input("name")}:${literal(end)}`)));
  const bytes = '[":role/a",":role/b",":role/c"]'.length;
  expect(size(reduce(union, noBindings))).toEqual({ least: bytes + 9, most: bytes + 30 });
});

test("what may be a list of any length has no most", () => {
  for (const expression of [input("ids"), each("id", input("ids"), (id) => id), json(input("account"))]) {
    expect(size(expression)).toEqual({ least: 2, most: Infinity });
  }
  expect(size(text`${call("setunion", input("ids"))}`)).toEqual({ least: 2, most: Infinity });
});

test("a list of which elements may be left out has all of them at most", () => {
  expect(size(withoutNulls("one", [literal("aa"), input("name")]))).toEqual({
    least: 2,
    most: 2 + 4 + 1 + 12,
  });
});
