import { bucket, foundIn, role } from "./found-in";

const china = {
  role: role("A", undefined, "aws-cn"),
  user: "arn:aws-cn:iam::111111111111:user/Bob",
  trail: "arn:aws-cn:cloudtrail:cn-north-1:111111111111:trail/second",
};

test.each([
  [{ key: { administrators: [china.role] } }, ["error at key.administrators[0]"]],
  [{ readers: [{ user: china.user }] }, ["error at readers[0].user"]],
  [{ readers: [{ role: china.role }] }, ["error at readers[0].role"]],
  [{ encryptFor: [china.trail] }, ["error at encryptFor[0]"]],
  [{ encryptFor: [{ trail: china.trail }] }, ["error at encryptFor[0]"]],
  [{ bucket: { ...bucket, deliverFrom: [china.trail] } }, ["error at bucket.deliverFrom[0]"]],
])("every ARN must be in the partition of the Region: %j", (change, found) => {
  expect(foundIn(change)).toEqual(found);
});

test("a bucket's Region in another partition is refused, beside its being elsewhere than the key", () => {
  expect(foundIn({ bucket: { ...bucket, existing: true, region: "cn-north-1" } })).toEqual([
    "error at bucket.region",
    "error at bucket.region",
  ]);
});

test("a bucket's Region says the partition where nothing else does", () => {
  const elsewhere = { region: null, bucket: { ...bucket, existing: true, region: "cn-north-1" } };
  expect(foundIn({ ...elsewhere, readers: [{ role: role("A") }] })).toEqual(["error at readers[0].role"]);
  expect(foundIn({ ...elsewhere, readers: [{ role: china.role }] })).toEqual([]);
});

test("a Region that only Terraform knows says nothing of its partition", () => {
  const readers = [{ role: role("A") }];
  expect(foundIn({ region: "cn-north-1", readers }, (text) => text === "cn-north-1")).toEqual([]);
});
