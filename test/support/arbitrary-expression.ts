import * as fc from "fast-check";
import {
  accountOfArn,
  attributeOf,
  call,
  conditional,
  dataAttribute,
  each,
  type Expression,
  input,
  item,
  json,
  list,
  literal,
  local,
  operator,
  withoutNulls,
} from "../../lib/terraform/expression";
import { hostileText } from "./arbitrary-text";

/** What the names in arbitrary expressions stand for. */
export const knownNames = {
  texts: { ["trail_name"]: "org-audit", ["hostile"]: 'a "${quoted}" %{text} \\ $' },
  lists: { ["account_ids"]: ["111111111111", "222222222222", "111111111111"], ["nobody"]: [] },
  local: { name: "trail_arn", value: "arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit" },
} as const;

const literalText = hostileText.map(literal);

const keys = fc.oneof(
  fc.constantFrom("Sid", "AWS", "aws:SourceArn", "for", "null", "a-b", "größe", "日本", "__proto__"),
  hostileText,
);

const withItem = (text: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc.oneof(text, fc.constant(item("one")));

/** Conditions of inputs alone, as those of a blueprint are. */
const condition: fc.Arbitrary<Expression> = fc.constantFrom<Expression>(
  operator(call("length", input("nobody")), "==", literal(0)),
  operator(call("length", input("account_ids")), "==", literal(0)),
  operator(operator(input("trail_name"), "!=", literal("other")), "&&", literal(true)),
  operator(literal(false), "||", operator(input("trail_name"), "==", literal("other"))),
);

/** Expressions of text, list and any type; the body of an `each` may name the element `one`. */
const { text, texts, any } = fc.letrec<{ text: Expression; texts: Expression; any: Expression }>((tie) => ({
  text: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    literalText,
    fc.constantFrom<Expression>(
      input("trail_name"),
      input("hostile"),
      local("trail_arn"),
      dataAttribute("aws_partition", "current", "partition"),
      attributeOf("aws_kms_key", "this", "arn"),
    ),
    fc
      .array(fc.oneof(hostileText, tie("text")), { maxLength: 4 })
      .map((parts): Expression => ({ kind: "template", parts })),
    fc.constant(accountOfArn(local("trail_arn"))),
    tie("any").map(json),
  ),
  texts: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.array(tie("text"), { maxLength: 3 }).map((items) => list(...items)),
    fc.constantFrom<Expression>(input("account_ids"), input("nobody")),
    fc.tuple(tie("texts"), withItem(tie("text"))).map(([over, body]) => each("one", over, () => body)),
    fc.array(tie("texts"), { minLength: 1, maxLength: 3 }).map((lists) => call("setunion", ...lists)),
    fc.array(fc.constantFrom("b", "a", "é", "a")).map((all) => call("setunion", list(...all.map(literal)))),
  ),
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("text"),
    tie("texts"),
    fc.constantFrom<Expression>(literal(true), literal(null), literal(365), literal(-1.5)),
    fc.array(tie("any"), { maxLength: 3 }).map((items) => list(...items)),
    fc
      .record({
        entries: fc.uniqueArray(fc.record({ key: keys, value: tie("any") }), {
          maxLength: 4,
          selector: ({ key }) => key,
        }),
        comment: fc.option(hostileText, { nil: undefined }),
      })
      .map(({ entries, comment }): Expression => ({
        kind: "object",
        entries,
        ...(comment !== undefined && { comment }),
      })),
    fc.tuple(tie("texts"), withItem(tie("any"))).map(([over, body]) => each("one", over, () => body)),
    fc
      .array(
        fc.oneof(fc.constant<Expression>(literal(null)), fc.constant<Expression>(list(literal("kept")))),
        { maxLength: 3 },
      )
      .map((items) => withoutNulls("kept", items)),
    fc.tuple(condition, tie("any")).map(([when, otherwise]) => conditional(when, literal(null), otherwise)),
  ),
}));

export const arbitraryText = text;
export const arbitraryTexts = texts;
export const arbitraryExpression = any;
