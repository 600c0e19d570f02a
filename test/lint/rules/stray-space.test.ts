import { decryptBy, foundIn, owner } from "../findings";

const role = `arn:aws:iam::${owner}:role/Reader`;
const error = "error stray-space";

test.each([
  ["a principal", decryptBy({ AWS: `${role} ` })],
  ["an action", decryptBy({ AWS: role }, { Action: " kms:Decrypt" })],
  ["a resource", decryptBy({ AWS: role }, { Resource: "* " })],
  [
    "a condition key",
    decryptBy(
      { AWS: role },
      { Condition: { StringEquals: { "kms:ViaService ": "s3.us-east-1.amazonaws.com" } } },
    ),
  ],
  [
    "a value",
    decryptBy({ AWS: role }, { Condition: { StringEquals: { "kms:CallerAccount": [owner, `${owner}\t`] } } }),
  ],
])("%s with a space at its end or beginning is found", (_, statement) => {
  expect(foundIn([statement])).toContain(error);
});

test("a space within is none of it", () => {
  const Condition = { StringEquals: { "aws:PrincipalTag/team": "audit and risk" } };
  expect(foundIn([decryptBy({ AWS: role }, { Sid: " My Sid ", Condition })])).not.toContain(error);
});
