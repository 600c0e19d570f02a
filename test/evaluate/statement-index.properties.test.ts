import fc from "fast-check";
import { compileJson, evaluate } from "../../lib/evaluate/evaluate";
import { StatementIndex } from "../../lib/evaluate/statement-index";
import { policies } from "../merge/arbitrary-policy";

const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";
const accounts = ["111111111111", "222222222222", "999999999999"];

const principals = fc.constantFrom(
  "cloudtrail.amazonaws.com",
  "sns.amazonaws.com",
  "*",
  ...accounts.flatMap((account) => [
    account,
    `arn:aws:iam::${account}:root`,
    `arn:aws:iam::${account}:user/Bob`,
    `arn:aws:iam::${account}:role/Auditor`,
    `arn:aws:sts::${account}:assumed-role/KeyAdmin/session`,
  ]),
);

/** ARNs of trails, and texts that only look like some. */
const texts = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("us-east-1", "*"),
      fc.constantFrom(...accounts),
      fc.constantFrom("org-audit", "a:b", "*"),
    )
    .map(([region, account, name]) => `arn:aws:cloudtrail:${region}:${account}:trail/${name}`),
  fc.constantFrom("arn:aws:cloudtrail", "", "*", "x", "arn:aws:iam::111111111111:role/Auditor"),
);

/** Patterns with wildcards and variables in every part. */
const patterns = fc.oneof(
  texts,
  fc.constantFrom(
    "ar*:111111111111:trail/org-audit",
    "arn:aws:*",
    "arn:aws:cloudtrail:us-*-1:1111*:trail/org*",
    "*trail/org-audit",
    "arn:aws:cloudtrail:*:${aws:PrincipalAccount}:trail/*",
    "arn:aws:cloudtrail:*:${var.account}:trail/org-audit",
    "arn:aws:cloudtrail:?s-east-1:111111111111:trail/???-audit",
  ),
);

const conditions = fc.dictionary(
  fc.constantFrom(
    "StringEquals",
    "StringLike",
    "ArnLike",
    "ArnEquals",
    "StringNotLike",
    "StringLikeIfExists",
    "ForAllValues:StringLike",
    "ForAnyValue:StringLike",
    "StringEqualsIgnoreCase",
    "${var.operator}",
  ),
  fc.dictionary(
    fc.constantFrom("aws:SourceArn", "AWS:sourcearn", contextKey, "aws:PrincipalArn", "kms:CallerAccount"),
    fc.array(patterns, { maxLength: 3 }),
    { maxKeys: 2 },
  ),
  { maxKeys: 2 },
);

const json = fc.oneof(
  policies(),
  fc
    .array(
      fc.tuple(
        fc.constantFrom("Allow", "Allow", "Deny", "Alow"),
        fc.oneof(
          principals.map((name) => (name.includes(".") ? { Service: name } : { AWS: name })),
          fc.constantFrom<unknown>("*", { AWS: "arn:aws:iam::${var.account}:role/Auditor" }, { AWS: [] }, 5),
        ),
        conditions,
      ),
      { maxLength: 6 },
    )
    .map((parts) => ({
      Version: "2012-10-17",
      Statement: parts.map(([Effect, Principal, Condition]) => ({
        Effect,
        Principal,
        Action: "kms:Decrypt",
        Resource: "*",
        Condition,
      })),
    })),
);

test("the statements that an index finds decide as all of them do", () => {
  fc.assert(
    fc.property(
      json,
      principals,
      fc.dictionary(
        fc.constantFrom("aws:SourceArn", contextKey, "aws:PrincipalArn"),
        fc.oneof(texts, fc.array(texts)),
      ),
      fc.boolean(),
      (policy, principal, context, iamAllows) => {
        const compiled = compileJson(policy);
        const request = { principal, action: "kms:Decrypt", context };
        const options = { owner: "111111111111", iamAllows };
        const found = new StatementIndex(compiled).concerning(request, "111111111111");
        const [all, some] = [compiled, found].map((one) => evaluate(one, request, options));
        expect([some?.verdict, some?.possible, some?.because, some?.statements]).toEqual([
          all?.verdict,
          all?.possible,
          all?.because,
          all?.statements,
        ]);
      },
    ),
    { numRuns: 500 },
  );
});

test("of statements for many trails an index finds those for the one that is asked about", () => {
  const trail = (index: number): string =>
    `arn:aws:cloudtrail:us-east-1:111111111111:trail/trail-${1000 + index}`;
  const compiled = compileJson({
    Version: "2012-10-17",
    Statement: Array.from({ length: 500 }, (_, index) => ({
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceArn": trail(index) } },
    })),
  });
  const request = {
    principal: "cloudtrail.amazonaws.com",
    action: "kms:Decrypt",
    context: { "aws:SourceArn": trail(7) },
  };
  const { statements } = new StatementIndex(compiled).concerning(request, "111111111111");
  expect(statements.map(({ statement }) => statement.index)).toEqual([7]);
});
