import type { AccessRow } from "../../lib/access/access-table";
import { accessTable } from "../../lib/access/access-table";

const owner = "111111111111";
const allow = (rest: object): object => ({ Effect: "Allow", Resource: "*", ...rest });
const table = (...Statement: readonly object[]): readonly AccessRow[] =>
  accessTable({ Version: "2012-10-17", Statement }, { owner });
const row = (rows: readonly AccessRow[], role: AccessRow["role"]): AccessRow["can"] | undefined =>
  rows.find((one) => one.role === role)?.can;

test("a policy that is open to everybody is so for the stranger and for nobody signed in", () => {
  const rows = table(allow({ Principal: { AWS: "*" }, Action: "kms:*" }));
  expect(new Set(Object.values(row(rows, "anonymous") ?? {}))).toEqual(new Set(["yes"]));
  // Of what administers a key, another account can be given grants alone; deleting it not at all.
  const { delete: deletes, ...rest } = row(rows, "stranger") ?? {};
  expect(new Set(Object.values(rest))).toEqual(new Set(["with IAM"]));
  expect(deletes).toBe("no");
  expect(row(rows, "strange trail")).toMatchObject({ encrypt: "yes" });
});

test("any action of a right is enough", () => {
  expect(row(table(allow({ Principal: "*", Action: "kms:Encrypt" })), "anonymous")).toMatchObject({
    encrypt: "yes",
    administer: "no",
  });
  expect(row(table(allow({ Principal: "*", Action: "kms:CreateGrant" })), "anonymous")).toMatchObject({
    administer: "yes",
  });
});

test("the trails are those that the policy names, any where it leaves them open", () => {
  const cloudTrail = { Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "kms:GenerateDataKey*" };
  const pattern = "arn:aws-cn:cloudtrail:*:222222222222:trail/*";
  const rows = table(allow({ ...cloudTrail, Condition: { ArnLike: { "aws:SourceArn": pattern } } }));
  const trails = rows.filter(({ role }) => role === "trail");
  expect(trails).toMatchObject([{ can: { encrypt: "yes", "decrypt logs": "no" } }]);
  expect(trails[0]?.trail).toMatch(/^arn:aws-cn:cloudtrail:[^*]+:222222222222:trail\/[^*]+$/);
});

test("who is not resolved yet may be anybody, and what is no caller can do nothing", () => {
  const group = `arn:aws:iam::${owner}:group/Everyone`;
  const rows = table(
    allow({ Principal: { AWS: ["${aws_iam_role.reader.arn}", group] }, Action: "kms:Decrypt" }),
  );
  const of = (principal: string): unknown => rows.find((one) => one.principal === principal)?.can.delete;
  expect([of("${aws_iam_role.reader.arn}"), of(group)]).toEqual(["unknown", "no"]);
});

test("a stranger is nobody whom the policy names", () => {
  const ids = ["999999999999", "888888888888"];
  const rows = table(
    allow({ Principal: { AWS: ids.map((id) => `arn:aws:iam::${id}:root`) }, Action: "kms:*" }),
  );
  expect(row(rows, "stranger")).toMatchObject({ "decrypt logs": "no" });
  expect(rows.filter(({ role }) => role === "named").map(({ can }) => can.encrypt)).toEqual([
    "with IAM",
    "with IAM",
  ]);
});
