import { lint } from "../../../lib/lint/lint";
import { policyWith } from "../../../lib/lint/examples";
import { decryptBy, owner } from "../findings";

const found = (operator: string, key: string, value: string) =>
  lint(
    policyWith(
      decryptBy(
        { AWS: `arn:aws:iam::${owner}:root` },
        { Action: "kms:*", Condition: { [operator]: { [key]: value } } },
      ),
    ),
    { owner },
  ).filter(({ code }) => code === "wildcard-compared-literally");

test.each([
  ["StringEquals", "kms:ViaService", "s3.*.amazonaws.com"],
  ["StringEquals", "aws:PrincipalOrgID", "o-*"],
  ["StringEquals", "aws:PrincipalArn", "*role/Reader"],
  ["StringNotEquals", "aws:SourceAccount", "*"],
  ["StringEqualsIgnoreCase", "aws:PrincipalTag/team", "audit*"],
  ["StringEquals", "kms:EncryptionContext:aws:cloudtrail:arn", "*"],
])("%s %s %s compares the asterisk, and what was meant is not guessed", (operator, key, value) => {
  expect(found(operator, key, value).map(({ fix }) => fix)).toEqual([null]);
});

test.each([
  ["StringLike", "kms:ViaService", "s3.*.amazonaws.com"],
  ["StringEquals", "kms:EncryptionContext:note", "a*b"],
  ["StringEquals", "aws:PrincipalTag/team", "${*}"],
  ["StringEquals", "aws:UserAgent", "tool/* (any)"],
])("%s %s %s is right", (operator, key, value) => {
  expect(found(operator, key, value)).toEqual([]);
});
