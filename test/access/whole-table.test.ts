import type { AccessRow } from "../../lib/access/access-table";
import { accessTable } from "../../lib/access/access-table";

const owner = "111111111111";
const allow = (rest: object): object => ({ Effect: "Allow", Resource: "*", ...rest });
const table = (options: object, ...Statement: readonly object[]): readonly AccessRow[] =>
  accessTable({ Version: "2012-10-17", Statement }, { owner, ...options });
const root = (account: string, partition = "aws"): string => `arn:${partition}:iam::${account}:root`;
const bob = `arn:aws:iam::${owner}:user/Bob`;
const trailArn = `arn:aws:cloudtrail:eu-west-1:${owner}:trail/org-audit`;

test("the rows are the trails, the owner, who is named, and who should not be let in", () => {
  const principals = { AWS: [root(owner), owner, bob, "*"], Service: "cloudtrail.amazonaws.com" };
  const rows = table({ trails: [trailArn] }, allow({ Principal: principals, Action: "kms:Verify" }));

  expect(rows.map(({ role, principal }) => [role, principal])).toEqual([
    ["trail", "cloudtrail.amazonaws.com"],
    ["strange trail", "cloudtrail.amazonaws.com"],
    ["owner", root(owner)],
    ["named", bob],
    ["someone of the owner", `arn:aws:iam::${owner}:role/anybody-else`],
    ["stranger", expect.stringMatching(/^arn:aws:iam::(?!111111111111)\d{12}:role\/anybody$/)],
    ["anonymous", "*"],
  ]);
  expect(rows.map(({ trail }) => trail)).toEqual([
    trailArn,
    expect.stringMatching(/^arn:aws:cloudtrail:us-east-1:(?!111111111111)\d{12}:trail\/any-trail$/),
    null,
    null,
    null,
    null,
    null,
  ]);
});

test.each([
  [{ trails: [trailArn.replace("arn:aws:", "arn:aws-cn:")] }, "*"],
  [{ principals: [root("222222222222", "aws-cn")] }, "*"],
  [{}, root("222222222222", "aws-cn")],
])("everybody is of the partition that the options or the policy name: %j, %s", (options, named) => {
  const rows = table(options, allow({ Principal: { AWS: named }, Action: "kms:*" }));
  expect(rows.find(({ role }) => role === "owner")?.principal).toBe(root(owner, "aws-cn"));
});

test("the stranger is of no account that a trail is of", () => {
  const trails = ["999999999999", "888888888888"].map((id) => trailArn.replace(owner, id));
  const rows = table({ trails }, allow({ Principal: "*", Action: "kms:Verify" }));
  expect(rows.find(({ role }) => role === "stranger")?.principal).not.toMatch(/999999999999|888888888888/);
});

test.each([
  ["kms:GenerateDataKey", "encrypt"],
  ["kms:Encrypt", "encrypt"],
  ["kms:DescribeKey", "describe"],
  ["kms:PutKeyPolicy", "administer"],
  ["kms:CreateGrant", "administer"],
  ["kms:DisableKey", "administer"],
  ["kms:ScheduleKeyDeletion", "delete"],
])("%s is the right to %s, and no other", (Action, right) => {
  const rows = table({}, allow({ Principal: { AWS: bob }, Action }));
  const can = rows.find(({ principal }) => principal === bob)?.can ?? {};
  expect(Object.entries(can).filter(([, access]) => access !== "no")).toEqual([[right, "yes"]]);
});

test.each([
  ["logs", { StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": "*" } }, "yes", "no"],
  ["what is no log", { StringEquals: { "kms:EncryptionContext:purpose": "other" } }, "no", "yes"],
  ["what has no encryption context", { Null: { "kms:EncryptionContextKeys": "true" } }, "no", "yes"],
])("who may decrypt %s may do that", (_title, Condition, logs, others) => {
  const readers = { AWS: bob, Service: "cloudtrail.amazonaws.com" };
  const rows = table({ trails: [trailArn] }, allow({ Principal: readers, Action: "kms:Decrypt", Condition }));
  for (const role of ["named", "trail"]) {
    expect(rows.find((row) => row.role === role)?.can).toMatchObject({
      "decrypt logs": logs,
      "decrypt anything else": others,
    });
  }
});

test("logs are those of the first trail, or of any trail of the owner", () => {
  const Condition = { StringEquals: { "kms:EncryptionContext:aws:cloudtrail:arn": trailArn } };
  const statement = allow({ Principal: { AWS: bob }, Action: "kms:Decrypt", Condition });
  const of = (trails: readonly string[]): unknown =>
    table({ trails }, statement).find(({ principal }) => principal === bob)?.can["decrypt logs"];

  expect([of([trailArn]), of([trailArn, `${trailArn}-2`]), of([`${trailArn}-2`, trailArn])]).toEqual([
    "yes",
    "yes",
    "no",
  ]);
  const anyOfOwner = { StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:*:${owner}:trail/*` } };
  const rows = table(
    { trails: [] },
    allow({ Principal: { AWS: bob }, Action: "kms:Decrypt", Condition: anyOfOwner }),
  );
  expect(rows.find(({ principal }) => principal === bob)?.can["decrypt logs"]).toBe("yes");
});

test("what waits for Terraform is unknown to whom it may concern", () => {
  const Condition = { StringEquals: { "kms:CallerAccount": "${var.account}" } };
  const rows = table(
    {},
    allow({ Principal: { AWS: bob }, Action: "kms:Verify" }),
    allow({ Principal: { AWS: bob }, Action: "kms:Decrypt", Condition }),
  );
  expect(rows.find(({ principal }) => principal === bob)?.can).toMatchObject({
    "decrypt logs": "unknown",
    encrypt: "no",
  });
});
