import fc from "fast-check";
import { evaluate } from "../../lib/evaluate/evaluate";

const owner = "111111111111";
const bob = `arn:aws:iam::${owner}:user/Bob`;

/** Digits in rows of about twelve, and what stands around them in ARNs. */
const pieces = fc.constantFrom(
  "1".repeat(12),
  "1".repeat(11),
  "121212121212",
  "212121212121",
  "1",
  "2",
  "*",
  "?",
  ":",
  "arn:aws:cloudtrail:us-east-1:",
  "arn:aws:cloudtrail:*:",
  ":trail/*",
  ":trail/a",
  "${aws:x}",
  "${*}",
);
const pattern = fc.array(pieces, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
const operator = fc.constantFrom(
  "StringLike",
  "StringNotLike",
  "ArnLike",
  "ArnNotEquals",
  "StringEqualsIgnoreCase",
);

const verdict = (condition: object, value: string): string =>
  evaluate(
    { Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition: condition }] },
    { principal: bob, action: "kms:Decrypt", context: { "aws:y": value, "aws:x": "1" } },
    { owner },
  ).verdict;

test("of many patterns, those that are not tried would not have fitted", () => {
  fc.assert(
    fc.property(
      operator,
      fc.array(pattern, { minLength: 1, maxLength: 6 }),
      fc.oneof(pattern, fc.constantFrom(`arn:aws:cloudtrail:us-east-1:${"1".repeat(12)}:trail/a`)),
      (name, patterns, value) => {
        // A pattern that fits nothing, often enough that the others are filed.
        const many = [...patterns, ...Array.from({ length: 20 }, (_, index) => `no*${index}`)];
        expect(verdict({ [name]: { "aws:y": many } }, value)).toBe(
          verdict({ [name]: { "aws:y": [...patterns, "no*0"] } }, value),
        );
      },
    ),
    { numRuns: 2_000 },
  );
});

// It would take an hour, were each value held against each pattern.
test.each(["StringLike", "ArnLike"])("as many accounts' patterns as values are compared by %s", (name) => {
  const arns = (kind: string, from: number): readonly string[] =>
    Array.from({ length: 20_000 }, (_, index) => `arn:aws:cloudtrail:${kind}:${from + index}:trail/a`);
  const Condition = { [`ForAnyValue:${name}`]: { "aws:y": arns("*", 200_000_000_000) } };
  const policy = {
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition }],
  };
  const ask = (values: readonly string[]): string =>
    evaluate(policy, { principal: bob, action: "kms:Decrypt", context: { "aws:y": values } }, { owner })
      .verdict;
  expect(ask(arns("eu-west-1", 300_000_000_000))).toBe("ImplicitlyDenied");
  expect(ask(arns("eu-west-1", 200_000_019_999))).toBe("Allowed");
});
