import { lint } from "../../../lib/lint/lint";
import { exampleConfig, exampleStatements, policyWith } from "../../../lib/lint/examples";
import { configOf } from "../../support/place";
import { decryptBy, owner, stranger } from "../findings";

const { root, encrypt, describe: describes, decrypt } = exampleStatements;
const role = { AWS: `arn:aws:iam::${owner}:role/Reader` };
const service = { Service: "logs.us-east-1.amazonaws.com" };

type Part = Readonly<Record<string, unknown>>;
const problemIn = (principal: Part | string, Condition: Part, more: Part = {}): string | undefined =>
  lint(
    policyWith(
      root,
      encrypt,
      describes,
      decrypt,
      decryptBy(principal as never, { Condition, ...more } as never),
    ),
    {
      config: configOf(exampleConfig),
    },
  ).flatMap(({ code, args }) =>
    code === "impossible-condition" ? [(args as { problem: string }).problem] : [],
  )[0];

test.each<[string, Part | string, Part]>([
  [
    "absent and present",
    role,
    { Null: { "kms:ViaService": "true" }, StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
  ],
  [
    "no common value",
    role,
    { StringEquals: { "aws:username": "Bob" }, StringNotEquals: { "aws:username": ["Eve", "Bob"] } },
  ],
  [
    "no common value",
    role,
    {
      ArnEquals: { "aws:PrincipalArn": role.AWS },
      ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" },
    },
  ],
  ["other accounts", role, { StringEquals: { "kms:CallerAccount": stranger } }],
  ["other accounts", { AWS: owner }, { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${stranger}:role/*` } }],
  ["never of services", service, { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } }],
  ["only of services", role, { ArnLike: { "aws:SourceArn": `arn:aws:cloudtrail:*:${owner}:trail/*` } }],
  ["not this key", "*", { StringEquals: { "aws:ResourceAccount": stranger, "kms:CallerAccount": owner } }],
  ["not this key", role, { StringEquals: { "kms:KeySpec": "RSA_2048" } }],
  ["not this key", role, { StringEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-west-2"] } }],
  ["not this key", role, { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } }],
  ["not over TLS", role, { Bool: { "aws:SecureTransport": "false" } }],
])("%s: %j under %j allows nothing", (problem, principal, condition) => {
  expect(problemIn(principal, condition)).toBe(problem);
});

test.each<[Part | string, Part]>([
  [role, { StringEquals: { "aws:username": ["Bob", "Eve"] }, StringNotEquals: { "aws:username": "Bob" } }],
  [role, { StringLike: { "aws:username": "B*" }, StringNotEquals: { "aws:username": "Bob" } }],
  [
    role,
    {
      StringEquals: { "aws:username": "${aws:PrincipalTag/name}" },
      StringNotEquals: { "aws:username": "Bob" },
    },
  ],
  [
    role,
    {
      "ForAnyValue:StringEquals": { "aws:CalledVia": "a" },
      "ForAllValues:StringEquals": { "aws:CalledVia": "b" },
    },
  ],
  [role, { StringEqualsIfExists: { "aws:SourceAccount": owner } }],
  ["*", { StringEquals: { "aws:SourceAccount": owner } }],
  [{ ...role, ...service }, { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } }],
  [role, { StringEquals: { "kms:KeySpec": "SYMMETRIC_DEFAULT", "aws:ResourceAccount": owner } }],
  [role, { StringLike: { "kms:ViaService": ["s3.*.amazonaws.com", "sqs.eu-west-1.amazonaws.com"] } }],
  [role, { Null: { "kms:ViaService": ["true", "false"] } }],
])("%j under %j may be met", (principal, condition) => {
  expect(problemIn(principal, condition)).toBeUndefined();
});

test("a Deny of what does not come over TLS is a habit, and nothing to find", () => {
  const condition = { Bool: { "aws:SecureTransport": "false" } };
  expect(problemIn("*", condition, { Effect: "Deny", Action: "kms:*" })).toBeUndefined();
});
