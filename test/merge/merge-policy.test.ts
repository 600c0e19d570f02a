import { lint } from "../../lib/lint/lint";
import type { MergeObstacle, MergeResult } from "../../lib/merge/merge-policy";
import { mergePolicy } from "../../lib/merge/merge-policy";
import { configOf, placeOf } from "../support/place";

const account = "111111111111";
const input = {
  name: "org-audit",
  account,
  region: "us-east-1",
  bucket: { name: "org-audit-logs", bucketKey: false },
};
const root = `"Principal":{"AWS":"arn:aws:iam::${account}:root"},"Action":"kms:*","Resource":"*"`;
const delegation = `{"Effect":"Allow",${root}}`;
const trailArn = `arn:aws:cloudtrail:us-east-1:${account}:trail/org-audit`;
const encrypt = {
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "kms:GenerateDataKey*",
  Resource: "*",
  Condition: { StringEquals: { "aws:SourceArn": trailArn } },
};
const describeKey = { ...encrypt, Action: "kms:DescribeKey" };
/** Grants all that the config needs but for its readers and administrators. */
const sufficient = [JSON.parse(delegation), encrypt, describeKey] as const;
const bob = `arn:aws:iam::${account}:user/Bob`;
const auditor = `arn:aws:iam::${account}:role/Auditor`;

function merge(text: string, more: object = {}): MergeResult {
  const config = configOf({ ...input, ...more });
  return mergePolicy(text, config, placeOf(config));
}

const policyOf = (...statements: readonly unknown[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

function merged(text: string, more: object = {}): Extract<MergeResult, { ok: true }> {
  const result = merge(text, more);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result;
}

function obstacles(text: string, more: object = {}): readonly MergeObstacle[] {
  const result = merge(text, more);
  if (result.ok) throw new Error("it merges");
  return result.obstacles;
}

const added = (text: string, more: object = {}): readonly unknown[] =>
  merged(text, more).added.map(({ statement }) => statement);

describe("only what is missing is added", () => {
  test("nothing, where other statements grant it in other words", () => {
    expect(added(policyOf(...sufficient))).toEqual([]);
  });

  test("the delegation, where nobody could repair the policy", () => {
    expect(added(policyOf(encrypt, describeKey))).toMatchObject([{ Sid: "EnableIamPolicies" }]);
  });

  test("the readers who cannot read yet, and no others", () => {
    const reading = { Effect: "Allow", Principal: { AWS: [bob] }, Action: "kms:*", Resource: "*" };
    const readers = [{ user: "Bob" }, { role: "Auditor" }, { account: "222222222222" }];
    const { added } = merged(policyOf(...sufficient, reading), { readers });
    const missing = {
      partial: true,
      statement: { Principal: { AWS: [auditor, "arn:aws:iam::222222222222:root"] } },
    };
    expect(added).toMatchObject([missing, missing]);
    expect(added.map(({ wantedSid }) => wantedSid)).toEqual(["AllowLogReaders", "AllowDigestReaders"]);
  });

  test("the trails that cannot encrypt yet, and no others", () => {
    const encryptFor = ["222222222222"];
    const [statement, another, ...rest] = added(policyOf(...sufficient), { encryptFor });
    expect(rest).toEqual([]);
    const theirs = ["arn:aws:cloudtrail:*:222222222222:trail/*"];
    expect(statement).toMatchObject({
      Action: "kms:GenerateDataKey*",
      Condition: {
        ArnLike: { "aws:SourceArn": theirs },
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": theirs },
      },
    });
    expect(another).toMatchObject({
      Action: "kms:DescribeKey",
      Condition: { ArnLike: { "aws:SourceArn": theirs } },
    });
  });

  test("the one action that an administrator lacks", () => {
    const administrators = [`arn:aws:iam::${account}:role/KeyAdmin`];
    const [whole] = added(policyOf(...sufficient), { key: { administrators } });
    const { Action } = whole as { readonly Action: readonly string[] };
    const most = { ...(whole as object), Action: Action.filter((action) => action !== "kms:ListGrants") };
    expect(added(policyOf(...sufficient, most), { key: { administrators } })).toMatchObject([
      { Sid: "AllowKeyAdministration2", Action: ["kms:ListGrants"] },
    ]);
  });

  test("a statement that its conditions keep from ever matching counts for nothing", () => {
    const dead = {
      ...describeKey,
      Condition: { StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": "*" } },
    };
    expect(added(policyOf(JSON.parse(delegation), encrypt, dead))).toMatchObject([
      { Sid: "AllowCloudTrailDescribeKey" },
    ]);
  });

  test("nothing beside statements that ask for TLS, as lint finds nothing missing", () => {
    const overTls = (statement: { readonly Condition: object }): object => ({
      ...statement,
      Condition: { ...statement.Condition, Bool: { "aws:SecureTransport": "true" } },
    });
    const policy = policyOf(sufficient[0], overTls(encrypt), overTls(describeKey));
    const config = configOf(input);
    expect(lint(JSON.parse(policy), { config }).filter(({ severity }) => severity === "error")).toEqual([]);
    expect(added(policy)).toEqual([]);
  });

  test("in the style of the config", () => {
    const [statement] = added(policyOf(JSON.parse(delegation), encrypt), { key: { style: "console" } });
    expect(statement).toMatchObject({ Sid: "Allow CloudTrail to describe key" });
  });
});

test("a Sid that is taken gets a number, and letters and digits alone", () => {
  const taken = policyOf(
    { ...encrypt, Sid: "EnableIamPolicies" },
    { ...describeKey, Sid: "EnableIamPolicies2" },
  );
  expect(added(taken)).toMatchObject([{ Sid: "EnableIamPolicies3" }]);
  const console = policyOf(JSON.parse(delegation), { ...encrypt, Sid: "Allow CloudTrail to describe key" });
  expect(added(console, { key: { style: "console" } })).toMatchObject([
    { Sid: "AllowCloudTrailToDescribeKey2" },
    { Sid: "Allow principals in the account to decrypt log files" },
  ]);
});

describe("the new statement is written as the file is", () => {
  /** The same texts with nothing but the DescribeKey statement to add, `◆` where it comes. */
  const described =
    '"Sid":"AllowCloudTrailDescribeKey","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},' +
    `"Action":"kms:DescribeKey","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"${trailArn}"}}`;
  const spaced = described.replaceAll('":', '": ').replaceAll(',"', ', "');
  const padded = `{ ${spaced.replaceAll("{", "{ ").replaceAll("}", " }")} }`;
  const old = JSON.stringify(encrypt);

  test.each([
    ["on one line", `{"Statement":[${delegation},${old}◆]}`, `,{${described}}`],
    ["with spaces after commas", `{"Statement": [${delegation}, ${old.replaceAll(":{", ": {")}◆]}`, null],
    ["a statement a line", `{"Statement":[\n${delegation},\n${old}◆\n]}\n`, `,\n{${described}}`],
    [
      "indented by a tab",
      `{\n\t"Statement":[\n\t\t${delegation},\n\t\t${old}◆\n\t]\n}`,
      `,\n\t\t{${described}}`,
    ],
    [
      "with carriage returns and a byte order mark",
      `\uFEFF{\r\n"Statement":[\r\n  ${delegation},\r\n  ${old}◆\r\n]}`,
      `,\r\n  {${described}}`,
    ],
    [
      "padded inside braces",
      `{ "Statement": [${delegation}, ${old.replace(/^\{"Effect":"Allow",/, '{ "Effect": "Allow", ')}◆] }`,
      `, ${padded}`,
    ],
    ["before comments of its own line", `{"Statement":[${delegation},\n${old}◆ // [\n// ]\n]}`, null],
  ])("%s", (_, text, expected) => {
    const [before = "", after = ""] = text.split("◆");
    const result = merged(before + after).text;
    if (expected !== null) expect(result).toBe(before + expected + after);
    expect(result.startsWith(before)).toBe(true);
    expect(added(result)).toEqual([]);
  });

  test("each member on its own line, where those of the last statement are", () => {
    const text = JSON.stringify(JSON.parse(policyOf(JSON.parse(delegation), encrypt)), null, 3);
    const { text: result, added: statements } = merged(text);
    const whole = JSON.parse(text) as { readonly Statement: readonly unknown[] };
    const all = [...whole.Statement, ...statements.map(({ statement }) => statement)];
    expect(result).toBe(JSON.stringify({ ...whole, Statement: all }, null, 3));
  });

  test("comments stay where they are, those of the last statement with it", () => {
    const text = `{ "Statement": [\n  ${delegation}, // root\n  ${old} /* logs */ // all\n  // the end\n] } // file\n`;
    expect(merged(text).text).toBe(
      text.replace("} /* logs */ // all\n", () => `}, /* logs */ // all\n  {${described}}\n`),
    );
  });

  test.each([
    ["an empty list", "[]", "[\n    {", "}\n  ]"],
    ["an empty list on two lines", "[\n  ]", "[\n    {", "}\n  ]"],
    ["an empty list with a comment", "[ // none yet\n  ]", "[ // none yet\n    {", "}\n  ]"],
  ])("%s is filled", (_, list, start, end) => {
    const { text } = merged(`{\n  "Version": "2012-10-17",\n  "Statement": ${list}\n}\n`);
    expect(text).toContain(`"Statement": ${start}\n      "Sid": "EnableIamPolicies",\n`);
    expect(text.endsWith(`${end}\n}\n`)).toBe(true);
  });

  test("a single statement becomes the first of a list", () => {
    const text = `{\n  "Statement": {\n    "Effect": "Allow",\n    ${root}\n  }\n}`;
    const result = merged(text).text;
    expect(result.startsWith(text.replace('"Statement": {', '"Statement": [{').slice(0, -2))).toBe(true);
    expect(result).toMatch(/\n {2}\}, \{\n {4}"Sid": "AllowCloudTrailEncryptLogs",\n[^]*\n {2}\}\]\n\}$/);
  });

  test("Statement is added where it is missing, and the version to an empty object", () => {
    expect(merged('{\n\t"Version": "2008-10-17"\n}').text).toMatch(
      /^\{\n\t"Version": "2008-10-17",\n\t"Statement": \[\n\t\t\{\n\t\t\t"Sid": "EnableIamPolicies",/,
    );
    expect(merged("{}").text).toMatch(/^\{"Version":"2012-10-17","Statement":\[\{"Sid":"EnableIamPolicies",/);
  });
});

describe("what stands in the way is named", () => {
  test("a deny that blocks CloudTrail, with what it denies", () => {
    const deny = {
      Sid: "NoServices",
      Effect: "Deny",
      Principal: { Service: "*" },
      Action: "kms:GenerateDataKey*",
      Resource: "*",
    };
    expect(obstacles(policyOf(JSON.parse(delegation), deny))).toEqual([
      {
        code: "denied",
        line: 1,
        column: policyOf(JSON.parse(delegation)).length - 1 + ",".length,
        deny: {
          statement: expect.objectContaining({ index: 1, sid: "NoServices" }) as unknown,
          certain: true,
          requests: [
            expect.objectContaining({ action: "kms:GenerateDataKey" }),
            expect.objectContaining({ action: "kms:GenerateDataKey" }),
          ],
        },
      },
    ]);
  });

  test("a deny that blocks a reader", () => {
    const deny = { Effect: "Deny", Principal: { AWS: bob }, Action: "kms:Decrypt", Resource: "*" };
    const found = obstacles(policyOf(deny, ...sufficient), { readers: [{ user: "Bob" }] });
    expect(found).toMatchObject([{ code: "denied", deny: { statement: { index: 0, sid: null } } }]);
  });

  test("a deny that cannot be told to block a reader is a warning", () => {
    const deny = {
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: {
        StringNotEquals: { "aws:PrincipalOrgID": "o-abcdefghij" },
        Bool: { "aws:PrincipalIsAWSService": "false" },
      },
    };
    const result = merged(policyOf(deny, ...sufficient), { readers: [{ user: "Bob" }] });
    expect(result.added).toMatchObject([
      { wantedSid: "AllowLogReaders" },
      { wantedSid: "AllowDigestReaders" },
    ]);
    expect(result.warnings).toMatchObject([
      { code: "denied", deny: { statement: { index: 0 }, certain: false } },
    ]);
  });

  test("requests without TLS are nobody's need", () => {
    const deny = {
      Effect: "Deny",
      Principal: "*",
      Action: "kms:*",
      Resource: "*",
      Condition: { BoolIfExists: { "aws:SecureTransport": "false" } },
    };
    expect(merged(policyOf(deny, ...sufficient))).toMatchObject({ added: [], warnings: [] });
  });

  test("a policy that would be too large, with its largest statement", () => {
    const roles = Array.from(
      { length: 760 },
      (_, count) => `arn:aws:iam::${account}:role/team-${1000 + count}`,
    );
    const big = {
      Sid: "Everybody",
      Effect: "Allow",
      Principal: { AWS: roles },
      Action: "kms:Encrypt",
      Resource: "*",
    };
    const fits = policyOf(JSON.parse(delegation), { ...big, Principal: { AWS: roles.slice(0, 500) } });
    expect(merged(fits).added).toHaveLength(2);
    expect(obstacles(policyOf(JSON.parse(delegation), { ...big, Principal: { AWS: roles } }))).toMatchObject([
      { code: "too-large", maximum: 32768, line: 1 },
    ]);
    const [tooLarge] = obstacles(policyOf(JSON.parse(delegation), { ...big, Principal: { AWS: roles } }));
    expect(tooLarge?.code === "too-large" && tooLarge.statements[0]).toEqual({
      statement: { index: 1, sid: "Everybody" },
      size: expect.any(Number) as unknown,
    });
  });

  test.each([
    ["no JSON", '{\n  "Statement": [}\n', { code: "unreadable", line: 2, column: 17 }],
    ["a trailing comma", '{\n  "Statement": [],\n}', { code: "unreadable", line: 2, column: 18 }],
    [
      "a key that is written twice",
      '{"Statement":[],\n"Statement":[]}',
      { code: "unreadable", line: 2, column: 1 },
    ],
    ["no object", "[]", { code: "malformed", fault: { code: "policy-not-object" }, line: 1, column: 1 }],
    [
      "a misspelt element",
      '{"Statement":[\n {"Effect":"Allow","Principals":"*","Principal":"*"}]}',
      { code: "malformed", fault: { code: "member-unknown" }, line: 2, column: 20 },
    ],
  ])("%s", (_, text, expected) => {
    expect(obstacles(text)[0]).toMatchObject(expected);
  });
});
