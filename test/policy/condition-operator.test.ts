import { parseConditionOperator } from "../../lib/policy/condition-operator";

/** Every operator that AWS lists, what it compares and whether it holds where the other does not. */
const operators: readonly (readonly [name: string, comparison: object, negated: boolean])[] = [
  ["StringEquals", { type: "string", wildcards: false, ignoreCase: false }, false],
  ["StringNotEquals", { type: "string", wildcards: false, ignoreCase: false }, true],
  ["StringEqualsIgnoreCase", { type: "string", wildcards: false, ignoreCase: true }, false],
  ["StringNotEqualsIgnoreCase", { type: "string", wildcards: false, ignoreCase: true }, true],
  ["StringLike", { type: "string", wildcards: true, ignoreCase: false }, false],
  ["StringNotLike", { type: "string", wildcards: true, ignoreCase: false }, true],
  ["NumericEquals", { type: "numeric", order: "equal" }, false],
  ["NumericNotEquals", { type: "numeric", order: "equal" }, true],
  ["NumericLessThan", { type: "numeric", order: "less" }, false],
  ["NumericLessThanEquals", { type: "numeric", order: "lessOrEqual" }, false],
  ["NumericGreaterThan", { type: "numeric", order: "greater" }, false],
  ["NumericGreaterThanEquals", { type: "numeric", order: "greaterOrEqual" }, false],
  ["DateEquals", { type: "date", order: "equal" }, false],
  ["DateNotEquals", { type: "date", order: "equal" }, true],
  ["DateLessThan", { type: "date", order: "less" }, false],
  ["DateLessThanEquals", { type: "date", order: "lessOrEqual" }, false],
  ["DateGreaterThan", { type: "date", order: "greater" }, false],
  ["DateGreaterThanEquals", { type: "date", order: "greaterOrEqual" }, false],
  ["Bool", { type: "bool" }, false],
  ["BinaryEquals", { type: "binary" }, false],
  ["IpAddress", { type: "ip" }, false],
  ["NotIpAddress", { type: "ip" }, true],
  ["ArnEquals", { type: "arn" }, false],
  ["ArnNotEquals", { type: "arn" }, true],
  ["ArnLike", { type: "arn" }, false],
  ["ArnNotLike", { type: "arn" }, true],
  ["Null", { type: "null" }, false],
];

describe.each(operators)("%s", (name, comparison, negated) => {
  test.each([name, name.toLowerCase(), name.toUpperCase()])("is read as %s", (spelling) => {
    expect(parseConditionOperator(spelling)).toEqual({
      name,
      comparison,
      negated,
      ifExists: false,
      qualifier: null,
    });
  });
});

test.each([
  ["StringLikeIfExists", "StringLike", true, null],
  ["ForAllValues:StringLike", "StringLike", false, "ForAllValues"],
  ["forallvalues:StringLike", "StringLike", false, "ForAllValues"],
  ["ForAnyValue:StringLike", "StringLike", false, "ForAnyValue"],
  ["foranyvalue:stringlikeIFEXISTS", "StringLike", true, "ForAnyValue"],
  ["ForAllValues:Null", "Null", false, "ForAllValues"],
])("%s", (text, name, ifExists, qualifier) => {
  expect(parseConditionOperator(text)).toMatchObject({ name, ifExists, qualifier });
});

test.each([
  "",
  "IfExists",
  "NullIfExists",
  "ForAnyValue:NullIfExists",
  "StringLikes",
  "xStringLike",
  "StringIfExistsLike",
  "ForEveryValue:StringLike",
  "ForAllValues:ForAnyValue:StringLike",
  "xForAllValues:StringLike",
  "ForAllValues:",
  "StringLike\n",
  "StringLikeIfExistsIfExists",
])("%j is no operator", (text) => {
  expect(parseConditionOperator(text)).toBeNull();
});
