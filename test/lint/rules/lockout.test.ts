import { exampleStatements } from "../../../lib/lint/examples";
import { lint } from "../../../lib/lint/lint";
import { decryptBy, owner, stranger } from "../findings";

const { root } = exampleStatements;
const admin = `arn:aws:iam::${owner}:role/Admin`;

type Part = Readonly<Record<string, unknown>>;
/** Statements that are said to lock the owner out; "nobody" where none allows a change. */
const lockouts = (statements: readonly unknown[]): readonly (number | "nobody")[] =>
  lint({ Version: "2012-10-17", Statement: statements }, { owner }).flatMap(({ code, args }) =>
    code === "lockout" ? [(args as { denied: { index: number } | null }).denied?.index ?? "nobody"] : [],
  );
const deny = (part: Part): unknown => ({
  Effect: "Deny",
  Principal: "*",
  Action: "kms:*",
  Resource: "*",
  ...part,
});
const denying = (Condition: Part): readonly (number | "nobody")[] => lockouts([root, deny({ Condition })]);

test.each<[string, Part]>([
  ["everything that comes over TLS", { Bool: { "aws:SecureTransport": "true" } }],
  [
    "all but a source, which no user has",
    { ArnNotEquals: { "aws:SourceArn": `arn:aws:cloudtrail:us-east-1:${owner}:trail/t` } },
  ],
  [
    "all but a role of another account",
    { ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${stranger}:role/Admin` } },
  ],
  [
    "all but a session, whose aws:PrincipalArn is its role's",
    { ArnNotEquals: { "aws:PrincipalArn": `arn:aws:sts::${owner}:assumed-role/Admin/session` } },
  ],
  ["all but another account", { StringNotEquals: { "kms:CallerAccount": stranger } }],
  ["all without a misspelt key", { StringNotEquals: { "aws:PrincipalAcount": owner } }],
  ["all without another service's key", { StringNotEquals: { "s3:authType": "REST-HEADER" } }],
  ["all without an encryption context", { Null: { "kms:EncryptionContext:aws:cloudtrail:arn": "true" } }],
])("a Deny of %s locks the owner out", (_, condition) => {
  expect(denying(condition)).toEqual([1]);
});

test.each<[string, Part]>([
  ["what does not come over TLS", { Bool: { "aws:SecureTransport": "false" } }],
  ["all but a role of the owner", { ArnNotEquals: { "aws:PrincipalArn": admin } }],
  ["all but roles of a name", { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin*" } }],
  ["all but the owner's account", { StringNotEquals: { "kms:CallerAccount": owner } }],
  ["all but a user's name", { StringNotEquals: { "aws:username": "Bob" } }],
  ["all but users", { StringNotEquals: { "aws:PrincipalType": "User" } }],
  ["all but an organization", { StringNotEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } }],
  ["all but a network", { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }],
  ["all without a key that AWS may have added", { StringNotEquals: { "aws:Unheard": "x" } }],
])("a Deny of %s does not", (_, condition) => {
  expect(denying(condition)).toEqual([]);
});

test("NotPrincipal locks out whom it does not name", () => {
  const except = (AWS: string): unknown => ({
    Effect: "Deny",
    NotPrincipal: { AWS },
    Action: "kms:*",
    Resource: "*",
  });
  expect(lockouts([root, except(`arn:aws:iam::${stranger}:root`)])).toEqual([1]);
  expect(lockouts([root, except(`arn:aws:iam::${owner}:root`)])).toEqual([]);
  expect(lockouts([root, except(admin)])).toEqual([]);
});

test("an exception for somebody whom nothing allows the change is none", () => {
  const administration = decryptBy({ AWS: admin }, { Action: "kms:PutKeyPolicy" });
  const except = (arn: string): unknown => deny({ Condition: { ArnNotEquals: { "aws:PrincipalArn": arn } } });
  expect(lockouts([administration, except(admin)])).toEqual([]);
  expect(lockouts([administration, except(`arn:aws:iam::${owner}:role/Auditor`)])).toEqual([1]);
});

test("two denials lock out together where neither does alone", () => {
  const but = (arn: string): unknown => deny({ Condition: { ArnNotEquals: { "aws:PrincipalArn": arn } } });
  expect(lockouts([root, but(admin)])).toEqual([]);
  expect(lockouts([root, but(admin), but(`arn:aws:iam::${owner}:role/Other`)])).toEqual([1, 2]);
});

test.each<[string, Part]>([
  ["of another account", { StringEquals: { "kms:CallerAccount": stranger } }],
  ["of a misspelt key", { StringEquals: { "aws:PrincipalAcount": owner } }],
  ["that nothing over TLS meets", { Bool: { "aws:SecureTransport": "false" } }],
])("an Allow under a condition %s lets nobody in", (_, Condition) => {
  expect(lockouts([{ ...root, Condition }])).toEqual(["nobody"]);
});

test.each<[string, Part]>([
  ["of the owner", { StringEquals: { "kms:CallerAccount": owner } }],
  ["that somebody may meet", { Bool: { "aws:MultiFactorAuthPresent": "true" } }],
])("an Allow under a condition %s does", (_, Condition) => {
  expect(lockouts([{ ...root, Condition }])).toEqual([]);
});
