import { isAction, isCaller, isResource } from "../../lib/evaluate/request-parts";

test.each(["kms:Decrypt", "KMS:decrypt", "ec2-instance-connect:Open2", "s3:GetObject"])(
  "%s is an action",
  (action) => {
    expect(isAction(action)).toBe(true);
  },
);

test.each([
  "",
  "Decrypt",
  "kms:",
  ":Decrypt",
  "kms:De*",
  "kms:*",
  "k?s:Decrypt",
  "kms:Decrypt ",
  " kms:Decrypt",
  "a:b:c",
])("%j is no action", (action) => {
  expect(isAction(action)).toBe(false);
});

test.each([
  "arn:aws:kms:us-east-1:111111111111:key/abc",
  "arn:aws:s3:::bucket/a:b",
  "arn:aws-cn:s3:::b",
  "arn:aws:s3:::a\nb",
])("%j is a resource", (resource) => {
  expect(isResource(resource)).toBe(true);
});

test.each([
  "",
  "key/abc",
  "xarn:aws:s3:::b",
  "arn:aws:s3:::",
  "arn::s3:::b",
  "arn:aws::::b",
  "arn:aws:s3::b",
])("%j is no resource", (resource) => {
  expect(isResource(resource)).toBe(false);
});

test("a principal is right where somebody can call under its name", () => {
  expect(isCaller("111111111111")).toBe(true);
  expect(isCaller("cloudtrail.amazonaws.com")).toBe(true);
  expect(isCaller("Bob")).toBe(false);
});
