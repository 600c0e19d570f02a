import fc from "fast-check";
import { lint } from "../../lib/lint/lint";
import type { Finding } from "../../lib/lint/lint";
import { exampleStatements } from "../../lib/lint/examples";
import { messageOf } from "../../lib/report/lint/located-finding";

const context = "kms:EncryptionContext:aws:cloudtrail:arn";

/** Statements of the vocabulary that rules look at, right and wrong. */
const statements = fc.record(
  {
    Sid: fc.constantFrom("A", "B", "Enable IAM policies", "–"),
    Effect: fc.constantFrom("Allow", "Deny", "Alow"),
    Principal: fc.constantFrom<unknown>(
      "*",
      { AWS: "*" },
      { Service: "cloudtrail.amazonaws.com" },
      { Service: ["cloudtrail.amazonaws.com", "sns.amazonaws.com"] },
      { AWS: "arn:aws:iam::111111111111:root" },
      { AWS: ["arn:aws:iam::111111111111:role/Auditor", "arn:aws-cn:iam::22222222222:group/x"] },
      { AWS: ["arn:aws:iam::222222222222:root", "111111111111", "arn:aws:iam::111111111111:root"] },
      { Federated: "x" },
    ),
    Action: fc.constantFrom<unknown>(
      "kms:*",
      "*",
      "kms:Decrypt",
      "kms:DescribKey",
      ["kms:GenerateDataKey*", "kms:DescribeKey"],
      ["kms:Encrypt", "kms:ListKeys"],
    ),
    Resource: fc.constantFrom<unknown>(
      "*",
      "arn:aws:s3:::x",
      ["arn:aws:kms:*:222222222222:key/*"],
      "arn:aws:kms:us-east-1:111111111111:key/a",
      "arn:aws:kms:us-east-1:111111111111:key/b",
    ),
    Condition: fc.constantFrom<unknown>(
      { Null: { [context]: "false" } },
      { StringLike: { [context]: "arn:aws:cloudtrail:*:111111111111:trail/*" } },
      { StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111111111111:trail/*" } },
      { StringEquals: { "kms:CallerAccount": "1111" } },
      { StringNotEquals: { "aws:PrincipalOrgID": "${var.organization}" } },
      { StringLike: { "aws:PrincipalOrgID": "o-*", "aws:PrincipalTag/team": "a" } },
      { Bool: { "aws:SecureTransport": "true" } },
      { ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::222222222222:role/x" } },
      { StringNotEquals: { "aws:PrincipalAcount ": "1" }, StringEquals: { "aws:username": "a*" } },
      { StringEquals: { "aws:username": "a" }, StringNotEquals: { "aws:username": "a" } },
      { Strange: 1 },
    ),
  },
  { requiredKeys: ["Effect", "Principal", "Action", "Resource"] },
);

const policies = fc
  .array(statements, { maxLength: 6 })
  .map((Statement) => ({ Version: "2012-10-17", Statement }));

const wildJson = fc.oneof(
  fc.jsonValue(),
  fc.jsonValue().map((value) => ({ Version: "2012-10-17", Statement: value })),
  fc
    .array(
      fc.dictionary(
        fc.constantFrom(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "Condition",
        ),
        fc.oneof(fc.jsonValue(), fc.constantFrom("Allow", "*", "kms:Decrypt")),
      ),
    )
    .map((Statement) => ({ Statement })),
  policies,
);

/** What a finding says, whatever the places of the statements that it is about. */
const sayingOf = ({ code, severity, args, fix }: Finding): string =>
  JSON.stringify([code, severity, placeless(args), placeless(fix)]);

function placeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(placeless(item))).sort();
  if (typeof value !== "object" || value === null) return value;
  const named = Object.entries(value).filter(([name]) => name !== "index" && name !== "first");
  return Object.fromEntries(named.map(([name, inner]) => [name, placeless(inner)]));
}

const has = (json: unknown, path: Finding["path"]): boolean =>
  path.length === 0 ||
  (typeof json === "object" &&
    json !== null &&
    Object.hasOwn(json, path[0] ?? "") &&
    has((json as Record<string | number, unknown>)[path[0] ?? ""], path.slice(1)));

test("whatever the JSON, linting it throws nothing and says every finding in words", () => {
  fc.assert(
    fc.property(wildJson, (json) => {
      for (const finding of lint(json)) expect(messageOf(finding)).toMatch(/\S/);
    }),
    { numRuns: 500 },
  );
});

test("a finding's place exists in the policy, or is what the policy lacks", () => {
  fc.assert(
    fc.property(policies, (policy) => {
      for (const { path, code } of lint(policy)) {
        if (code !== "service-unconditioned")
          expect([code, has(policy, path.slice(0, -1))]).toEqual([code, true]);
      }
    }),
    { numRuns: 300 },
  );
});

test("the order of the statements makes no difference but to places", () => {
  const shuffled = fc
    .uniqueArray(statements, {
      maxLength: 6,
      selector: (statement) => statement.Sid ?? JSON.stringify(statement),
    })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      const said = (Statement: readonly unknown[]): readonly string[] =>
        lint({ Version: "2012-10-17", Statement }, { owner: "111111111111" }).map(sayingOf).sort();
      expect(said(other)).toEqual(said(list));
    }),
    { numRuns: 300 },
  );
});

test("a good statement more brings no finding", () => {
  const good = fc.constantFrom<object>(
    exampleStatements.root,
    exampleStatements.encrypt,
    exampleStatements.describe,
    exampleStatements.decrypt,
    exampleStatements.read,
  );
  fc.assert(
    fc.property(fc.subarray(Object.values(exampleStatements)), good, (some, more) => {
      const list = [
        exampleStatements.root,
        ...some.filter((statement) => statement !== exampleStatements.root),
      ];
      const codes = (Statement: readonly unknown[]): ReadonlySet<string> =>
        new Set(
          lint({ Version: "2012-10-17", Statement }, { owner: "111111111111", used: true }).map(
            ({ code }) => code,
          ),
        );
      const added = { ...more, Sid: "Added" };
      expect(
        [...codes([...list, added])].filter((code) => !codes(list).has(code) && code !== needsMore),
      ).toEqual([]);
    }),
  );
});

/** A policy that starts to let CloudTrail decrypt must do so right. */
const needsMore = "cloudtrail-cannot-decrypt";
