import { bucket, existing, foundIn, holdsToken, other, token } from "./found-in";

test.each([
  [{ bucket: undefined }, ["error at bucket"]],
  [{ bucket: 7 }, ["error at bucket"]],
  [{ bucket: undefined, trail: 7 }, ["error at trail"]],
  [{ bucket: undefined, trail: false }, []],
])(
  "a bucket is missed once, where a trail needs one and nothing else is wrong with it: %j",
  (change, found) => {
    expect(foundIn(change)).toEqual(found);
  },
);

test("a bucket that nobody builds is wrong by its being there", () => {
  expect(foundIn({ trail: false })).toEqual(["error at the key bucket"]);
});

test.each([
  [{ account: undefined, bucket: { ...bucket, account: other } }, ["error at bucket.account"]],
  [{ account: null, bucket: { ...bucket, account: other } }, ["error at bucket.account"]],
  [{ account: null, bucket: { ...bucket, account: token } }, []],
  [{ account: token, bucket: { ...bucket, account: other } }, []],
  [{ region: undefined, bucket: { ...bucket, region: "us-west-2" } }, ["error at bucket.region"]],
  [{ region: null, bucket: { ...bucket, region: "us-west-2" } }, ["error at bucket.region"]],
  [{ region: null, bucket: { ...bucket, region: token } }, []],
])("a new bucket stands where the trail is, as far as that is known: %j", (change, found) => {
  expect(foundIn(change, holdsToken)).toEqual(found);
});

test("a bucket whose `existing` is wrong is not judged as new", () => {
  expect(foundIn({ bucket: { ...bucket, existing: "yes", account: other } })).toEqual([
    "error at bucket.existing",
  ]);
});

test("an adopted key must be in the Region of an existing bucket", () => {
  expect(foundIn({ key: { existing }, bucket: { ...bucket, existing: true, region: "us-west-2" } })).toEqual([
    "error at key.existing",
  ]);
});
