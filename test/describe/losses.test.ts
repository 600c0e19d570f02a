import { lossesBetween } from "../../lib/describe/losses";

const bucket = { "aws_s3_bucket.logs": { bucket: "logs" } };
const role = { 'aws_iam_role.reader["A"]': { name: "A" } };

test("the same module loses nothing, and a new resource is no loss", () => {
  expect(lossesBetween(bucket, { ...bucket, ...role }, [], [])).toEqual([]);
});

test("what is no longer made is destroyed", () => {
  expect(lossesBetween({ ...bucket, ...role }, bucket, [], [])).toEqual([
    { code: "destroyed", type: "aws_iam_role", address: 'aws_iam_role.reader["A"]', identity: { name: "A" } },
  ]);
});

test("what changes its identity is replaced, whichever way", () => {
  const key = (multi: boolean): object => ({ "aws_kms_key.this": { multi_region: multi } });
  for (const before of [true, false]) {
    expect(lossesBetween(key(before) as never, key(!before) as never, [], [])).toEqual([
      {
        code: "replaced",
        type: "aws_kms_key",
        address: "aws_kms_key.this",
        argument: "multi_region",
        before,
        after: !before,
      },
    ]);
  }
});

test("what is not known of the module before is not compared", () => {
  expect(lossesBetween({ "aws_s3_bucket.logs": {} }, bucket, [], [])).toEqual([]);
});

test("a resource that is moved is compared at its new address", () => {
  const before = { "aws_iam_role.a_role": { name: "A" } };
  const moves = [{ from: "aws_iam_role.a_role", to: 'aws_iam_role.reader["A"]' }];
  expect(lossesBetween(before, role, moves, [])).toEqual([]);
  expect(lossesBetween(before, { 'aws_iam_role.reader["A"]': { name: "B" } }, moves, [])).toMatchObject([
    { code: "replaced", address: "aws_iam_role.a_role", argument: "name" },
  ]);
});

test("a move of a block takes its instances along", () => {
  const moves = [{ from: "aws_iam_role.reader", to: "aws_iam_role.auditor" }];
  expect(lossesBetween(role, { 'aws_iam_role.auditor["A"]': { name: "A" } }, moves, [])).toEqual([]);
  expect(lossesBetween({ "aws_iam_role.reader_2": { name: "A" } }, {}, moves, [])).toHaveLength(1);
});

test("what is let go of is not destroyed, with all its instances", () => {
  expect(
    lossesBetween({ ...bucket, ...role }, {}, [], ["aws_s3_bucket.logs", "aws_iam_role.reader"]),
  ).toEqual([]);
});

test("a type that is not known holds nothing that could be lost", () => {
  expect(lossesBetween({ "aws_sns_topic.this": { name: "x" }, toString: {} }, {}, [], [])).toEqual([]);
});
