import { lint } from "../../../lib/lint/lint";
import { decryptBy, owner } from "../findings";

const found = (key: string): unknown =>
  lint({
    Version: "2012-10-17",
    Statement: [
      decryptBy(
        { AWS: `arn:aws:iam::${owner}:root` },
        { Action: "kms:*", Condition: { StringEqualsIfExists: { [key]: "x" } } },
      ),
    ],
  })
    .filter(({ code }) => code === "unknown-condition-key")
    .map(({ severity, args }) => [severity, (args as { nearest: string | null }).nearest])[0];

test.each([
  ["aws:PrincipalAcount", "aws:PrincipalAccount"],
  ["aws:PrincipleOrgID", "aws:PrincipalOrgID"],
  ["aws:SourceARNs", "aws:SourceArn"],
  ["kms:ViaServices", "kms:ViaService"],
])("%s is misspelt, and most like %s", (key, nearest) => {
  expect(found(key)).toEqual(["error", nearest]);
});

test.each([
  "s3:authType",
  "sts:ExternalId",
  "iam:PassedToService",
  "ec2:ResourceTag/team",
  "lambda:FunctionArn",
])("%s is another service's", (key) => {
  expect(found(key)).toEqual(["error", null]);
});

test("a global key that resembles none may be new", () => {
  expect(found("aws:Quantum")).toEqual(["warning", null]);
});

test.each([
  "aws:principalorgid",
  "aws:PrincipalTag/Team",
  "aws:ResourceTag/a/b",
  "AWS:SourceArn",
  "aws:VpceOrgPaths",
  "ec2:SourceInstanceARN",
  "lambda:SourceFunctionArn",
  "token.actions.githubusercontent.com:sub",
  "saml:aud",
  "${var.key}",
])("%s is a key that requests to KMS may have", (key) => {
  expect(found(key)).toBeUndefined();
});
