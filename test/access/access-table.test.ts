import type { AccessRow } from "../../lib/access/access-table";
import { accessTable } from "../../lib/access/access-table";
import { parseDocuments } from "../../lib/documents/parse-documents";

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

describe("where a condition decides, a right is conditional, and on what is told", () => {
  const bob = `arn:aws:iam::${owner}:user/Bob`;
  const decrypt = (Condition: object, rest: object = {}): object =>
    allow({ Principal: { AWS: bob }, Action: "kms:Decrypt", Condition, ...rest });
  const of = (...statements: readonly object[]): AccessRow | undefined =>
    table(...statements).find(({ principal }) => principal === bob);

  test.each<[string, object, readonly string[]]>([
    ["an address", { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, ["aws:SourceIp"]],
    ["an organization", { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }, ["aws:PrincipalOrgID"]],
    [
      "several",
      {
        StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" },
        Null: { "aws:TokenIssueTime": "false" },
      },
      ["aws:TokenIssueTime", "kms:ViaService"],
    ],
  ])("%s", (_, Condition, keys) => {
    const row = of(decrypt(Condition));
    expect(row?.can).toMatchObject({ "decrypt logs": "conditional", encrypt: "no" });
    expect(row?.conditions).toEqual({ "decrypt logs": keys, "decrypt anything else": keys });
  });

  test("a Deny under a condition makes what it may deny conditional", () => {
    const shut = { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } };
    const row = of(decrypt({}), decrypt(shut, { Effect: "Deny", Principal: "*" }));
    expect(row?.can["decrypt logs"]).toBe("conditional");
    expect(row?.conditions["decrypt logs"]).toEqual(["aws:SourceIp"]);
  });

  test("a condition that the request settles is none", () => {
    const row = of(
      decrypt({ StringEquals: { "kms:CallerAccount": owner } }),
      decrypt({ Bool: { "aws:SecureTransport": "false" } }, { Effect: "Deny", Principal: "*" }),
      decrypt({
        StringEquals: { "kms:CallerAccount": "222222222222", "aws:PrincipalOrgID": "o-abcdefghij" },
      }),
    );
    expect(row).toMatchObject({ can: { "decrypt logs": "yes" }, conditions: {} });
  });

  test("a condition beside an Allow without one decides nothing", () => {
    expect(of(decrypt({}), decrypt({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }))?.conditions).toEqual({});
  });

  test("so is what a policy of the organization denies under a condition", () => {
    const rcp = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "kms:*",
          Resource: "*",
          Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" } },
        },
      ],
    };
    const parsed = parseDocuments({
      managementAccount: "999999999999",
      accounts: { [owner]: { rcps: [rcp] } },
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const rows = accessTable(
      { Version: "2012-10-17", Statement: [decrypt({})] },
      { owner, documents: parsed.documents },
    );
    const row = rows.find(({ principal }) => principal === bob);
    expect(row?.can["decrypt logs"]).toBe("conditional");
    expect(row?.conditions["decrypt logs"]).toEqual(["aws:PrincipalOrgID"]);
  });
});

test("with the caller's policies, a right is had or not, and needs no IAM", () => {
  const bob = `arn:aws:iam::${owner}:user/Bob`;
  const decrypts = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource: "*" }],
  };
  const identities = { [bob]: { policies: [decrypts], boundary: null } };
  const parsed = parseDocuments({
    managementAccount: null,
    accounts: { [owner]: { identities } },
    grants: { Grants: [] },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const root = { Principal: { AWS: `arn:aws:iam::${owner}:root` }, Action: "kms:*" };
  const rows = accessTable(
    { Version: "2012-10-17", Statement: [allow(root)] },
    { owner, principals: [bob], documents: parsed.documents },
  );
  expect(rows.find(({ principal }) => principal === bob)).toMatchObject({
    can: { "decrypt logs": "yes", encrypt: "no", delete: "no" },
    notKnown: [],
  });
  expect(row(rows, "someone of the owner")).toMatchObject({ encrypt: "with IAM" });
});

describe("the accounts of an organization that the policy names have a row", () => {
  const members = (Condition: object, rest: object = {}): object =>
    allow({
      Principal: "*",
      Action: "kms:Decrypt",
      Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-abcd123456"] }, ...Condition },
      ...rest,
    });
  const notOwner = { StringNotEquals: { "aws:PrincipalAccount": owner } };
  const ofOrganization = (...statements: readonly object[]) =>
    table(...statements).filter(({ role }) => role === "organization");

  test("they read what it lets them, if their IAM allows it", () => {
    expect(ofOrganization(members(notOwner))).toMatchObject([
      { principal: "o-abcd123456", can: { "decrypt logs": "with IAM", encrypt: "no" } },
    ]);
  });

  test("each reads its own logs where the key tells objects apart", () => {
    const StringLike = {
      "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::logs/AWSLogs/o-abcd123456/${aws:PrincipalAccount}/*",
      "kms:ViaService": "s3.*",
    };
    const rows = ofOrganization(members({ ...notOwner, StringLike }));
    expect(rows).toMatchObject([
      {
        can: { "decrypt logs": "conditional", "decrypt anything else": "no" },
        conditions: { "decrypt logs": ["kms:ViaService"] },
      },
    ]);
  });

  test("a Deny names nobody who is let in", () => {
    expect(ofOrganization(members({}, { Effect: "Deny" }))).toEqual([]);
  });
});
