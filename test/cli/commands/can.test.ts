import { rmSync } from "node:fs";
import { temporaryDirectory } from "../memory-io";
import { writeTree } from "../tree";
import type { Outcome } from "./run";
import { trailkey } from "./run";

const bare =
  'name: org-audit\nbucket:\n  name: org-audit-logs\nreaders:\n  - user: Bob\n  - account: "222222222222"\n';
const placed = `${bare}account: "111111111111"\nregion: us-east-1\n`;
const trailArn = "arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit";
const logs = ["--context", `kms:EncryptionContext:aws:cloudtrail:arn=${trailArn}`];
const source = ["--context", `aws:SourceArn=${trailArn}`];
const bob = "arn:aws:iam::111111111111:user/Bob";

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  writeTree(work, { "trailkey.yaml": placed, "bare.yaml": bare });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

const can = (...words: readonly string[]): Promise<Outcome> => trailkey(work, "can", ...words);

test("the answer is the verdict, the statement that decided and a line for each of the others", async () => {
  const { code, stdout, stderr } = await can(
    "cloudtrail.amazonaws.com",
    "kms:GenerateDataKey",
    ...logs,
    ...source,
  );
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toBe(`Allowed: a statement allows it, and that is enough
  statement 2 "AllowCloudTrailEncryptLogs" allows it to the caller

Other statements:
  statement 1 "EnableIamPolicies": Principal is arn:aws:iam::111111111111:root, not cloudtrail.amazonaws.com
  statement 3 "AllowCloudTrailDescribeKey": Action is kms:DescribeKey, not kms:GenerateDataKey
  statement 4 "AllowCloudTrailDecrypt": Action is kms:Decrypt, not kms:GenerateDataKey
  statement 5 "AllowLogReaders": Principal is arn:aws:iam::111111111111:user/Bob and arn:aws:iam::222222222222:root, not cloudtrail.amazonaws.com
`);
});

test.each([
  [[bob, "kms:Decrypt", ...logs], "Allowed"],
  [[bob, "kms:Decrypt"], "ImplicitlyDenied"],
  [["arn:aws:sts::222222222222:assumed-role/Audit/me", "kms:Decrypt", ...logs], "ImplicitlyDenied"],
  [["arn:aws:sts::222222222222:assumed-role/Audit/me", "kms:Decrypt", ...logs, "--iam-allows"], "Allowed"],
  [["111111111111", "kms:PutKeyPolicy"], "Allowed"],
  [["*", "kms:DescribeKey"], "ImplicitlyDenied"],
])("%j is %s, and the question is answered either way", async (words, verdict) => {
  const { code, stdout } = await can(...words, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ verdict });
});

test("--json prints the decision itself", async () => {
  const { stdout } = await can(bob, "kms:Decrypt", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: "ImplicitlyDenied",
    because: "iam-does-not-allow",
    statements: [],
    reasons: expect.arrayContaining([
      expect.objectContaining({
        index: 4,
        sid: "AllowLogReaders",
        failed: [expect.objectContaining({ code: "condition-key-absent", key: logsKey })],
      }),
    ]) as unknown,
  });
});
const logsKey = "kms:EncryptionContext:aws:cloudtrail:arn";

test("a policy's file is asked as well as a config", async () => {
  const open = { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" };
  writeTree(work, { "policy.json": `// ours\n${JSON.stringify({ Statement: open })}` });
  const { code, stdout } = await can("*", "kms:Decrypt", "-p", "policy.json", "--owner", "111111111111");
  expect([code, stdout]).toEqual([
    0,
    "Allowed: a statement allows it, and that is enough\n  statement 1 allows it to the caller\n",
  ]);
});

test("a key that is given twice has two values", async () => {
  const allow = (operator: string): object => ({
    Effect: "Allow",
    Principal: "*",
    Action: "kms:Decrypt",
    Resource: "*",
    Condition: { [operator]: { "aws:TagKeys": ["a", "b=c"] } },
  });
  writeTree(work, { "policy.json": JSON.stringify({ Statement: [allow("ForAllValues:StringEquals")] }) });
  const asked = [
    "*",
    "kms:Decrypt",
    "-p",
    "policy.json",
    "--owner",
    "111111111111",
    "--context",
    "aws:TagKeys=a",
  ];
  expect((await can(...asked, "--context", "aws:tagkeys=b=c")).stdout).toMatch(/^Allowed/);
  expect((await can(...asked, "--context", "aws:TagKeys=z")).stdout).toMatch(/^ImplicitlyDenied/);
});

test("what is wrong with a policy is told beside the answer", async () => {
  writeTree(work, {
    "policy.json": '{"Statement":[\n{"Effect":"Alow","Principal":"*","Action":"kms:*","Resource":"*"}]}',
  });
  const { code, stdout, stderr } = await can(
    "*",
    "kms:Decrypt",
    "-p",
    "policy.json",
    "--owner",
    "111111111111",
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ImplicitlyDenied/);
  expect(stderr).toMatch(/^policy\.json:2:2: warning: Statement\[0\]\.Effect: "Alow" is no effect/);
});

describe("what the config leaves to the provider", () => {
  test("may leave the verdict unknown, and says how to know it", async () => {
    const { code, stdout, stderr } = await can(bob, "kms:Decrypt", ...logs, "-c", "bare.yaml");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Unknown \(Allowed or ImplicitlyDenied\): it depends on what is not known yet\n/);
    expect(stdout).toContain('statement 5 "AllowLogReaders" may decide: Principal is ');
    expect(stderr).toBe("--account and --region tell what the config leaves to the provider\n");
  });

  test("may make no difference", async () => {
    expect((await can("sns.amazonaws.com", "kms:Decrypt", "-c", "bare.yaml")).stdout).toMatch(
      /^ImplicitlyDenied/,
    );
  });

  test("whose key it is may be what the verdict depends on", async () => {
    writeTree(work, { "bare.yaml": `${bare.replace("user: Bob", `user: "${bob}"`)}region: us-east-1\n` });
    const asked = [bob, "kms:Decrypt", ...logs, "-c", "bare.yaml"];
    expect((await can(...asked)).stdout).toMatch(/^Unknown/);
    expect((await can(...asked, "--iam-allows")).stdout).toMatch(/^Allowed/);
  });

  test("can be told on the command line", async () => {
    const { stdout } = await can(
      bob,
      "kms:Decrypt",
      ...logs,
      "-c",
      "bare.yaml",
      "--account",
      "111111111111",
      "--region",
      "us-east-1",
    );
    expect(stdout).toMatch(/^Allowed/);
  });
});

test("an action that KMS does not have is answered with a doubt", async () => {
  const { code, stderr } = await can(bob, "kms:Decript");
  expect([code, stderr]).toEqual([
    0,
    "KMS is not known to have an action kms:Decript; did you mean kms:Decrypt?\n",
  ]);
});

test("--json tells each problem with its code, its facts and its sentence", async () => {
  writeTree(work, { "wrong.yaml": "name: org-audit\ntrail: false\nkey: { rotationDays: 1 }\n" });
  const { code, stdout, stderr } = await can("*", "kms:Decrypt", "-c", "wrong.yaml", "--json");
  expect([code, stderr]).toEqual([1, ""]);
  const what = "a key's rotation period";
  const expected = "a whole number of days from 90 to 2560";
  expect(JSON.parse(stdout)).toEqual({
    problems: [
      {
        file: "wrong.yaml",
        line: 3,
        column: 22,
        path: "key.rotationDays",
        code: "number-range",
        args: { value: 1, what, expected },
        message: `1 is not right: ${what} is ${expected}`,
        severity: "error",
      },
    ],
  });
});

test("all that is malformed is told at once", async () => {
  const { code, stdout, stderr } = await can("Bob", "Decrypt", "--context", "no", "--resource", "key");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^principal: "Bob" is no principal .*\naction: "Decrypt" is no action.*\n--resource: "key" is no ARN.*\n--context: "no" is not a condition key.*\n$/,
  );
});

test.each([
  [["-p", "policy.json"], /^--owner: /],
  [["-p", "policy.json", "--owner", "1"], /^--owner: "1" has 1 digits/],
  [["-p", "policy.json", "-c", "trailkey.yaml"], /^--config: /],
  [["-p", "policy.json", "--account", "111111111111"], /^--account: .*--owner/],
  [["-p", "policy.json", "--region", "us-east-1"], /^--region: /],
  [["--owner", "111111111111"], /^--owner: .*--account/],
  [["-p", "missing.json", "--owner", "111111111111"], /^missing\.json: no such file/],
])("%j is refused", async (words, message) => {
  const { code, stdout, stderr } = await can("*", "kms:Decrypt", ...words);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
});

describe("the answer says what else decides", () => {
  const all = JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" }],
  });
  const ask = async (policy: string, ...words: readonly string[]): Promise<string> => {
    writeTree(work, { "key.json": policy });
    const { stdout, stderr } = await can(...words, "-p", "key.json", "--owner", "111111111111");
    return `${stdout.split("\n")[0] ?? ""}\n${stderr}`;
  };
  const alice = "arn:aws:iam::222222222222:user/Alice";

  test.each([
    [[bob, "kms:ListKeys"], "ImplicitlyDenied: no key policy decides this action; the caller's own IAM does"],
    [[bob, "kms:ListKeys", "--iam-allows"], "Allowed: no key policy decides this action"],
    [
      ["*", "kms:CreateKey", "--iam-allows"],
      "ImplicitlyDenied: no key policy decides this action; IAM alone",
    ],
    [[bob, "kms:CreateAlias"], "ImplicitlyDenied: a statement allows it on the key; for the alias"],
    [
      [alice, "kms:PutKeyPolicy", "--iam-allows"],
      "ImplicitlyDenied: a statement allows it, which has no effect",
    ],
    [[alice, "kms:Decrypt", "--iam-allows"], "Allowed: "],
  ])("%j: %s", async (words, start) => {
    expect(await ask(all, ...words)).toMatch(start);
  });

  test("where the path of a session's role decides, it says how to tell it", async () => {
    const reader = "arn:aws:iam::111111111111:role/team/Reader";
    const policy = JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { ArnEquals: { "aws:PrincipalArn": reader } },
        },
      ],
    });
    const session = "arn:aws:sts::111111111111:assumed-role/Reader/me";

    expect(await ask(policy, session, "kms:Decrypt")).toMatch(
      /^Unknown.*\n.*--context aws:PrincipalArn=ARN/s,
    );
    expect(await ask(policy, session, "kms:Decrypt", "--context", `aws:PrincipalArn=${reader}`)).toMatch(
      /^Allowed[^\n]*\n$/,
    );
  });
});
