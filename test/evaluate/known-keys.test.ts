import { isKnownKey } from "../../lib/evaluate/known-keys";

test.each([
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalIsAWSService",
  "aws:PrincipalServiceName",
  "aws:PrincipalType",
  "aws:ResourceAccount",
  "aws:SecureTransport",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:username",
  "kms:CallerAccount",
  "kms:EncryptionContext:aws:cloudtrail:arn",
  "kms:EncryptionContextKeys",
])("a whole request tells %s, whoever calls", (key) => {
  expect(isKnownKey(key, true)).toBe(true);
  expect(isKnownKey(key, false)).toBe(true);
});

test.each([
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:PrincipalTag/team",
  "aws:SourceVpc",
  "aws:SourceVpce",
  "aws:userid",
])("a service's own request is known to lack %s, another caller's is not", (key) => {
  expect(isKnownKey(key, true)).toBe(true);
  expect(isKnownKey(key, false)).toBe(false);
});

test.each([
  "aws:SourceIp",
  "aws:SourceOrgID",
  "aws:SourceVpcArn",
  "kms:ViaService",
  "xaws:userid",
  "x-kms:EncryptionContext",
  "",
])("of %j nothing is known", (key) => {
  expect(isKnownKey(key, true)).toBe(false);
  expect(isKnownKey(key, false)).toBe(false);
});
