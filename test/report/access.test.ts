import type { AccessRow } from "../../lib/access/access-table";
import { accessTable } from "../../lib/access/access-table";
import { accessJson, accessText } from "../../lib/report/access";

const owner = "111111111111";
const account = (number: number): string => String(200_000_000_001 + number);
const times = <Item>(count: number, item: (number: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, number) => item(number));
const allow = (principals: readonly string[], rest: object = {}): object => ({
  Effect: "Allow",
  Principal: { AWS: principals },
  Action: "kms:Decrypt",
  Resource: "*",
  ...rest,
});
const table = (...Statement: readonly object[]): readonly AccessRow[] =>
  accessTable({ Version: "2012-10-17", Statement }, { owner });
/** The first column, without the rows that every table has. */
const named = (rows: readonly AccessRow[]): readonly string[] =>
  accessText(rows)
    .split("\n")
    .map((line) => line.split(/ {2,}/)[0] ?? "")
    .filter((who) => /\d{12}/.test(who) && !/the owner's root user|any-trail/.test(who));

test("up to three principals have a row each", () => {
  expect(named(table(allow(times(1, account))))).toEqual([account(0)]);
  expect(named(table(allow(times(3, account))))).toEqual([account(0), account(1), account(2)]);
});

test.each([
  [40, "40 accounts: 200000000001, 200000000002, 200000000003 and 37 more"],
  [500, "500 accounts: 200000000001, 200000000002, 200000000003 and 497 more"],
  [4, "4 accounts: 200000000001, 200000000002, 200000000003 and 1 more"],
])("%d accounts that can do the same have one row", (count, who) => {
  const rows = table(allow([account(0)])).flatMap((row) =>
    row.role !== "named"
      ? [row]
      : times(count, (number) => ({ ...row, principal: `arn:aws:iam::${account(number)}:root` })),
  );
  expect(named(rows)).toEqual([who]);
  expect(accessText(rows)).toMatch(
    new RegExp(`^${who} +no +with IAM +with IAM +no +no +no\n[^]*\nThe members of a group .*--json`, "m"),
  );
});

test("an account that is named twice, by its ID and its ARN, counts once", () => {
  const principals = times(4, account).flatMap((id) => [id, `arn:aws:iam::${id}:root`]);
  expect(named(table(allow(principals)))[0]).toBe(
    "4 accounts: 200000000001, 200000000002, 200000000003 and 1 more",
  );
});

test("who can do something else has a row of its own, in the policy's order", () => {
  const shut = { Effect: "Deny", Action: "*" };
  const rows = table(
    allow([account(9)], { Action: "kms:*" }),
    allow(times(9, account)),
    allow([account(4)], shut),
  );
  expect(named(rows)).toEqual([
    account(9),
    "8 accounts: 200000000001, 200000000002, 200000000003 and 5 more",
    account(4),
  ]);
});

test("roles, users and trails are groups of their own, named by the first", () => {
  const arns = (kind: string): readonly string[] =>
    times(5, (number) => `arn:aws:iam::${account(0)}:${kind}/a${number}`);
  const trails = times(6, (number) => `arn:aws:cloudtrail:eu-west-1:${owner}:trail/t${number}`);
  const cloudTrail = {
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "kms:GenerateDataKey*",
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceArn": trails } },
  };
  expect(named(table(cloudTrail, allow([...arns("role"), ...arns("user")])))).toEqual([
    `CloudTrail for ${trails[0]} and 5 other trails`,
    `arn:aws:iam::${account(0)}:role/a0 and 4 other roles`,
    `arn:aws:iam::${account(0)}:user/a0 and 4 other users`,
  ]);
});

test("a condition makes a group too, and is told once", () => {
  const Condition = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } };
  const text = accessText(table(allow(times(5, account), { Condition })));
  expect(text).toContain(
    "\nConditional:\n  5 accounts: 200000000001, 200000000002, 200000000003 and 2 more: decrypt logs on aws:SourceIp; decrypt anything else on aws:SourceIp\n",
  );
});

test("the JSON has every member", () => {
  const { access } = JSON.parse(accessJson(table(allow(times(5, account))))) as {
    readonly access: readonly AccessRow[];
  };
  expect(access.filter(({ role }) => role === "named").map(({ principal }) => principal)).toEqual(
    times(5, account),
  );
});
