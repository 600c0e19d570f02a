import { actionViolation, principalViolation, resourceViolation } from "../../lib/evaluate/request-violation";

test.each(["kms:Decrypt", "KMS:decrypt", "ec2-instance-connect:Open2", "s3:GetObject"])(
  "%s is an action",
  (action) => {
    expect(actionViolation(action)).toBeUndefined();
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
])("%j is no action, and the reason quotes it", (action) => {
  expect(actionViolation(action)).toContain(JSON.stringify(action));
});

test.each([
  "arn:aws:kms:us-east-1:111111111111:key/abc",
  "arn:aws:s3:::bucket/a:b",
  "arn:aws-cn:s3:::b",
  "arn:aws:s3:::a\nb",
])("%j is a resource", (resource) => {
  expect(resourceViolation(resource)).toBeUndefined();
});

test.each([
  "",
  "key/abc",
  "xarn:aws:s3:::b",
  "arn:aws:s3:::",
  "arn::s3:::b",
  "arn:aws::::b",
  "arn:aws:s3::b",
])("%j is no resource, and the reason quotes it", (resource) => {
  expect(resourceViolation(resource)).toContain(JSON.stringify(resource));
});

test("a principal is right where somebody can call under its name; the reason quotes one that is not", () => {
  expect(principalViolation("111111111111")).toBeUndefined();
  expect(principalViolation("cloudtrail.amazonaws.com")).toBeUndefined();
  expect(principalViolation("Bob")).toContain('"Bob"');
  expect(principalViolation("Bob")).toContain("* for nobody signed in");
});
