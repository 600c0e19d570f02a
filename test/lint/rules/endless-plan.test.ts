import { decryptBy, foundIn, owner } from "../findings";

const root = `arn:aws:iam::${owner}:root`;
const role = `arn:aws:iam::${owner}:role/Reader`;

test.each([
  ["the same principal twice", [role, role], 1],
  ["a root's ARN and its account ID", [root, owner], 1],
  ["an account ID alone", [owner], 1],
  ["two principals", [root, role], 0],
])("%s makes Terraform plan a change again and again", (_, AWS, count) => {
  const found = (interpolated: boolean): readonly string[] =>
    foundIn([decryptBy({ AWS })], { interpolated }).filter((code) => code.includes("endless-plan"));
  expect(found(false)).toEqual(Array(count).fill("note endless-plan"));
  expect(found(true)).toEqual(Array(count).fill("warning endless-plan"));
});

test("the same account in two statements is stored as it is", () => {
  expect(
    foundIn([decryptBy({ AWS: role }), decryptBy({ AWS: role }, { Action: "kms:DescribeKey" })]),
  ).toEqual([]);
});
