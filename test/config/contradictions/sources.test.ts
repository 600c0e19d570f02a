import { bucket, foundIn, other, own, trail } from "./found-in";

test.each([
  ["this trail", trail("org-audit", own, "us-east-1"), ["error at encryptFor[0]"]],
  ["one of that name in another Region", trail("org-audit", own, "us-west-2"), []],
  ["one of that name in another account", trail("org-audit", other, "us-east-1"), []],
  ["another one", trail("second", own, "us-east-1"), []],
])("a further trail is not this one: %s", (_title, arn, found) => {
  expect(foundIn({ encryptFor: [arn] })).toEqual(found);
});

test("this trail is known by the name that the trail is given", () => {
  expect(foundIn({ trail: { name: "given" }, encryptFor: [trail("given")] })).toEqual([
    "error at encryptFor[0]",
  ]);
  expect(foundIn({ trail: { name: "given" }, encryptFor: [trail("org-audit")] })).toEqual([]);
});

test("where the key stands alone, any trail is a further one", () => {
  expect(foundIn({ trail: false, bucket: undefined, encryptFor: [trail("org-audit")] })).toEqual([]);
});

test("of a trail that only Terraform knows, nothing is said", () => {
  const itself = trail("org-audit");
  expect(foundIn({ encryptFor: [{ trail: itself }] })).toEqual(["error at encryptFor[0]"]);
  expect(foundIn({ encryptFor: [{ trail: itself }] }, (text) => text === itself)).toEqual([]);
});

test("entries that are wrong themselves are not compared", () => {
  expect(foundIn({ encryptFor: [{ account: "1" }, { account: "2" }] })).toEqual([
    "error at encryptFor[0].account",
    "error at encryptFor[1].account",
  ]);
});

test("a delivering trail is compared with those that deliver, not with those that encrypt", () => {
  const one = trail("one", other);
  expect(foundIn({ encryptFor: [one], bucket: { ...bucket, deliverFrom: [one] } })).toEqual([]);
  expect(foundIn({ bucket: { ...bucket, deliverFrom: [one, other] } })).toEqual([
    "error at bucket.deliverFrom[0]",
  ]);
});
