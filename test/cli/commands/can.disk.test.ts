import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
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
  expect([code, stderr]).toEqual([0, "Not known without the RCPs of 111111111111\n"]);
  expect(stdout).toBe(`Allowed: a statement allows it, and that is enough
  statement 2 "AllowCloudTrailEncryptLogs" allows it to the caller

Other statements:
  statement 1 "EnableIamPolicies": Principal is arn:aws:iam::111111111111:root, not cloudtrail.amazonaws.com
  statement 3 "AllowCloudTrailDescribeKey": Action is kms:DescribeKey, not kms:GenerateDataKey
  statement 4 "AllowCloudTrailDecrypt": Action is kms:Decrypt, not kms:GenerateDataKey
  statement 5 "AllowLogReaders": Principal is arn:aws:iam::111111111111:user/Bob and arn:aws:iam::222222222222:root, not cloudtrail.amazonaws.com
  statement 6 "AllowDigestReaders": Principal is arn:aws:iam::111111111111:user/Bob and arn:aws:iam::222222222222:root, not cloudtrail.amazonaws.com
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
  expect(stderr).toMatch(/^policy\.json:2:2: warning: Statement\[0\]\.Effect: "Alow" is not an Effect/);
});

describe("what the config leaves to the provider", () => {
  test("may leave the verdict unknown, and says how to know it", async () => {
    const { code, stdout, stderr } = await can(bob, "kms:Decrypt", ...logs, "-c", "bare.yaml");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Unknown \(Allowed or ImplicitlyDenied\): it depends on values that are not known\n/,
    );
    expect(stdout).toContain('statement 5 "AllowLogReaders" may decide: Principal is ');
    expect(stderr).toMatch(/^--account and --region set what the config does not$/m);
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
  expect(code).toBe(0);
  expect(stderr).toMatch(/^trailkey knows no KMS action kms:Decript; did you mean kms:Decrypt\?\n/);
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
        message: `1 is out of range: ${what} must be ${expected}`,
        severity: "error",
      },
    ],
  });
});

test("all that is malformed is told at once", async () => {
  const { code, stdout, stderr } = await can("Bob", "Decrypt", "--context", "no", "--resource", "key");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^principal: "Bob" is not a principal .*\naction: "Decrypt" is not an action.*\n--resource: "key" is not an ARN.*\n--context: "no" is not KEY=VALUE.*\n$/,
  );
});

test.each([
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
    [
      [bob, "kms:ListKeys"],
      "ImplicitlyDenied: key policies do not apply to this action; the caller's IAM policies decide",
    ],
    [[bob, "kms:ListKeys", "--iam-allows"], "Allowed: key policies do not apply to this action"],
    [
      ["*", "kms:CreateKey", "--iam-allows"],
      "ImplicitlyDenied: key policies do not apply to this action; only IAM",
    ],
    [
      [bob, "kms:CreateAlias"],
      "ImplicitlyDenied: a statement allows it on the key, but the caller's IAM policies must also allow it on the alias",
    ],
    [
      [alice, "kms:PutKeyPolicy", "--iam-allows"],
      "ImplicitlyDenied: a statement allows it, but has no effect",
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
      /^Allowed[^\n]*\nNot known without [^\n]*\n$/,
    );
  });
});
describe("whose key a policy's file is on", () => {
  const statement = (...accounts: readonly string[]): object => ({
    Effect: "Allow",
    Principal: { AWS: accounts.map((id) => `arn:aws:iam::${id}:root`) },
    Action: "kms:*",
    Resource: "*",
  });
  const ask = (Statement: object, ...words: readonly string[]): Promise<Outcome> => {
    writeTree(work, { "policy.json": JSON.stringify({ Version: "2012-10-17", Statement }) });
    return can(bob, "kms:Encrypt", "-p", "policy.json", ...words);
  };

  test("is taken from the policy where it is plain, and said", async () => {
    const { code, stdout, stderr } = await ask(statement("111111111111"), "--iam-allows");
    expect([code, stdout.slice(0, 8)]).toEqual([0, "Allowed:"]);
    expect(stderr).toMatch(/^policy\.json: assuming that account 111111111111 owns the key, .*--owner ID/);
    expect((await ask(statement("111111111111"), "--owner", "111111111111")).stderr).not.toMatch(
      /taken to be/,
    );
  });

  test("is asked for where the policy names none, or two", async () => {
    const none = { ...statement("111111111111"), Action: "kms:Decrypt" };
    expect(await ask(none)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^--owner: policy\.json .* allows no account .*--owner ID\n$/) as unknown,
    });
    const two = await ask(statement("111111111111", "222222222222"));
    expect(two.stderr).toMatch(
      /^--owner: .*because it allows 111111111111 and 222222222222 to change .*--owner ID\n$/,
    );
  });
});

describe("the policies beside the key policy", () => {
  const role = "arn:aws:iam::111111111111:role/team/Auditor";
  const auditor = "arn:aws:sts::111111111111:assumed-role/Auditor/me";
  const rule = (Effect: string, Action: string, rest: object = {}): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "S", Effect, Action, Resource: "*", ...rest }],
    });
  const key = rule("Allow", "kms:*", { Principal: { AWS: "arn:aws:iam::111111111111:root" } });
  const given = ["-p", "key.json", "--owner", "111111111111"];
  const nothingElse = ["--rcp", "none", "--scp", "none", "--grants", "none"];
  const noBounds = ["--boundary", "none", "--session-policy", "none"];

  beforeEach(() => {
    writeTree(work, {
      "key.json": key,
      "all.json": rule("Allow", "*"),
      "s3.json": rule("Allow", "s3:*"),
      "deny.json": rule("Deny", "kms:Decrypt"),
      "rcp.json": rule("Deny", "kms:*", { Principal: "*" }),
      "grants.json": JSON.stringify({
        Grants: [{ GrantId: "g1", GranteePrincipal: role, Operations: ["Decrypt"], Name: "x" }],
      }),
    });
  });

  const ask = (...words: readonly string[]): Promise<Outcome> =>
    can(auditor, "kms:Decrypt", ...given, ...words);

  test.each([
    [
      ["--identity-policy", "all.json"],
      /^Allowed: 2 policies decide it\n {2}the key policy allows it, statement 1/,
    ],
    [
      ["--identity-policy", "all.json", "--identity-policy", "deny.json"],
      /^ExplicitlyDenied: an identity-based policy \(deny\.json\) denies it, statement 1 "S"\n/,
    ],
    [
      [
        "--identity-policy",
        "all.json",
        "--scp",
        "root=all.json",
        "--scp",
        "ou=s3.json",
        "--management-account",
        "999999999999",
      ],
      /^ImplicitlyDenied: an SCP at level ou \(s3\.json\) does not allow it\n/,
    ],
    [
      [
        "--identity-policy",
        "all.json",
        "--scp",
        "root=all.json",
        "--scp",
        "root=deny.json",
        "--management-account",
        "999999999999",
      ],
      /^ExplicitlyDenied: an SCP at level root \(deny\.json\) denies it, statement 1 "S"\n/,
    ],
    [
      ["--identity-policy", "all.json", "--boundary", "s3.json"],
      /^ImplicitlyDenied: the permissions boundary \(s3\.json\) does not allow it\n/,
    ],
    [
      ["--identity-policy", "all.json", "--session-policy", "s3.json"],
      /^ImplicitlyDenied: a session policy \(s3\.json\) does not allow it\n/,
    ],
    [
      ["--identity-policy", "all.json", "--rcp", "rcp.json", "--management-account", "999999999999"],
      /^ExplicitlyDenied: an RCP \(rcp\.json\) denies it/,
    ],
    [["--identity-policy", "none", "--grants", "grants.json"], /^Allowed: the grant g1 allows it\n/],
    [
      ["--identity-policy", "none"],
      /^ImplicitlyDenied: a statement allows it only if the caller's IAM policies/,
    ],
  ])("%j", async (words, expected) => {
    const options = new Set(words);
    const rest = [...noBounds, ...nothingElse].flatMap((word, index, all) =>
      index % 2 === 0 && !options.has(word) ? [word, all[index + 1] ?? ""] : [],
    );
    const { code, stdout, stderr } = await ask(...words, ...rest);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(expected);
  });

  test.each<[string, (policy: object) => object]>([
    ["aws iam get-policy-version", (Document) => ({ PolicyVersion: { Document, VersionId: "v1" } })],
    ["aws iam get-role-policy", (PolicyDocument) => ({ RoleName: "A", PolicyName: "p", PolicyDocument })],
    [
      "aws organizations describe-policy",
      (policy) => ({ Policy: { PolicySummary: { Name: "p" }, Content: JSON.stringify(policy) } }),
    ],
  ])("are read as %s prints them", async (_, wrap) => {
    const wrapped = (text: string): string => JSON.stringify(wrap(JSON.parse(text) as object), null, 2);
    writeTree(work, {
      "wrapped.json": wrapped(rule("Deny", "kms:Decrypt")),
      "faulty.json": wrapped(rule("Permit", "kms:Decrypt")),
    });
    const plain = await ask("--identity-policy", "deny.json", ...noBounds, ...nothingElse);
    const { code, stdout } = await ask("--identity-policy", "wrapped.json", ...noBounds, ...nothingElse);
    expect([code, stdout]).toEqual([0, plain.stdout.replaceAll("deny.json", "wrapped.json")]);
    const faulty = await ask("--identity-policy", "faulty.json");
    expect([faulty.code, faulty.stderr]).toEqual([1, expect.stringMatching(/^faulty\.json:[2-9]\d*:\d+: /)]);
  });

  test("those of a VPC endpoint are said not to be modelled, by the help and by the documents", async () => {
    const sentence = "VPC endpoint policies are not modelled.";
    for (const command of ["can", "access", "test"]) {
      const { stdout } = await trailkey(work, command, "--help");
      expect(stdout).toContain(sentence);
    }
    const page = readFileSync(join(__dirname, "../../../docs/judging-a-policy.md"), "utf8");
    expect(page).toContain(sentence);
  });

  test("what is not given is named in one line, and in --json", async () => {
    const { stdout, stderr } = await ask("--identity-policy", "all.json", "--grants", "none", "--json");
    expect(stderr).toBe(
      `Not known without the permissions boundary and session policy of ${auditor}, the SCPs and RCPs of 111111111111\n`,
    );
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: "Allowed",
      possible: ["Allowed", "ImplicitlyDenied", "ExplicitlyDenied"],
      notKnown: [
        { document: "boundary", principal: auditor },
        { document: "session-policy", principal: auditor },
        { document: "scps", account: "111111111111" },
        { document: "rcps", account: "111111111111" },
      ],
      decidedBy: [
        { document: "resource-policy", does: "allows" },
        {
          document: "identity-policy",
          name: "all.json",
          does: "allows",
          statements: [{ index: 0, sid: "S" }],
        },
      ],
    });
  });

  const inFile = { policies: [JSON.parse(rule("Allow", "*")) as unknown], boundary: null };
  const identity = { arn: role, ...inFile };
  const documents = {
    managementAccount: "999999999999",
    accounts: {
      "111111111111": {
        scps: [{ level: "root", policies: [JSON.parse(rule("Deny", "kms:Decrypt")) as unknown] }],
        rcps: [],
        identities: { [role]: inFile },
      },
    },
    grants: { Grants: [] },
  };

  test("a JSON file and a folder hold them alike", async () => {
    const { accounts, managementAccount } = documents;
    writeTree(work, {
      "documents.json": JSON.stringify(documents),
      "folder/documents.json": JSON.stringify({ managementAccount }),
      "folder/grants.json": JSON.stringify(documents.grants),
      "folder/README.md": "",
      [join("folder", "111111111111", "scps", "root", "deny.json")]: JSON.stringify(
        accounts["111111111111"].scps[0]?.policies[0],
      ),
      "folder/111111111111/identities/auditor.json": JSON.stringify(identity),
    });
    const words = ["--session-policy", "none"];
    const file = await ask("--documents", "documents.json", ...words);
    expect([file.code, file.stderr]).toEqual([0, ""]);
    expect(file.stdout).toMatch(/^ExplicitlyDenied: an SCP at level root denies it, statement 1 "S"\n/);
    const folder = await ask("--documents", "folder", "--rcp", "none", ...words);
    expect([folder.code, folder.stderr]).toEqual([0, ""]);
    expect(folder.stdout).toMatch(
      /^ExplicitlyDenied: an SCP at level root \(folder\/111111111111\/scps\/root\/deny\.json\) denies it/,
    );
    const none = await ask("--documents", "documents.json", "--scp", "none", ...words);
    expect(none.stdout).toMatch(/^Allowed/);
  });

  test.each<[string, string, readonly string[], RegExp]>([
    [
      "an RCP that allows",
      rule("Allow", "kms:Decrypt", { Principal: "*" }),
      ["--rcp", "x.json"],
      /^x\.json:1:\d+: Statement\[0\]: a resource control policy can only deny/,
    ],
    [
      "an RCP for one",
      rule("Deny", "kms:*", { Principal: { AWS: role } }),
      ["--rcp", "x.json"],
      /^x\.json:1:\d+: .*The Principal|^x\.json:1:\d+: Statement\[0\]: the Principal/,
    ],
    [
      "an SCP with a Principal",
      rule("Deny", "kms:*", { Principal: "*" }),
      ["--scp", "root=x.json"],
      /^x\.json:1:\d+: Statement\[0\]\.Principal: /,
    ],
    [
      "a misspelt Effect",
      rule("Alow", "kms:*"),
      ["--boundary", "x.json"],
      /^x\.json:1:\d+: Statement\[0\]\.Effect: "Alow"/,
    ],
    ["no JSON", "{", ["--session-policy", "x.json"], /^x\.json:1:2: /],
    [
      "grants without a grantee",
      '{"Grants":[{"Operations":[]}]}',
      ["--grants", "x.json"],
      /^x\.json:1:\d+: grants\.Grants\[0\]\.GranteePrincipal: /,
    ],
    [
      "a part of the grants",
      '{"Grants":[],"Truncated":true}',
      ["--grants", "x.json"],
      /^x\.json:1:\d+: grants\.Truncated: .*incomplete/,
    ],
    [
      "a constraint that is not known",
      `{"Grants":[{"GranteePrincipal":"${role}","Operations":[],"Constraints":{"Source":{}}}]}`,
      ["--grants", "x.json"],
      /^x\.json:1:\d+: grants\.Grants\[0\]\.Constraints\.Source: /,
    ],
    ["an unknown member", '{"scps":[]}', ["--documents", "x.json"], /^x\.json:1:2: scps: /],
    [
      "a level without a policy",
      '{"accounts":{"111111111111":{"scps":[{"level":"root","policies":[]}]}}}',
      ["--documents", "x.json"],
      /^x\.json:1:\d+: .*level "root" has no policy/,
    ],
    [
      "an identity of another account",
      `{"accounts":{"222222222222":{"identities":{"${role}":{}}}}}`,
      ["--documents", "x.json"],
      /^x\.json:1:\d+: .*is not the ARN of a user.*222222222222/,
    ],
    [
      "a policy of a file of documents",
      '{"accounts":{"111111111111":{"rcps":[{"Statement":[{"Effect":"Deny"}]}]}}}',
      ["--documents", "x.json"],
      /^x\.json:1:\d+: accounts\["111111111111"\]\.rcps\[0\]\.Statement\[0\]: /,
    ],
    ["a level that is not named", "{}", ["--scp", "x.json"], /^--scp: "x\.json" is not LEVEL=FILE/],
    ["none and a file", "{}", ["--rcp", "none", "--rcp", "x.json"], /^--rcp: takes none or files/],
    [
      "an RCP without an organization",
      rule("Deny", "*", { Principal: "*" }),
      ["--rcp", "x.json", "--management-account", "none"],
      /^managementAccount: null means no organization, but the account 111111111111 has SCPs or RCPs/,
    ],
    ["no account ID", "{}", ["--management-account", "1"], /^--management-account: "1" has 1 digits/],
    [
      "IAM said twice",
      rule("Allow", "*"),
      ["--iam-allows", "--identity-policy", "x.json"],
      /^--identity-policy: cannot be combined/,
    ],
  ])("%s is refused with its place", async (_, text, words, message) => {
    writeTree(work, { "x.json": text });
    const { code, stdout, stderr } = await ask(...words);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
  });

  test.each<[Readonly<Record<string, string>>, RegExp]>([
    [{ "folder/notes.txt": "" }, /^folder\/notes\.txt: does not belong/],
    [
      { "folder/111111111111/scps/deny.json": "{}" },
      /^folder\/111111111111\/scps\/deny\.json: does not belong/,
    ],
    [
      { "folder/111111111111/identities/a.json": "{}" },
      /^folder\/111111111111\/identities\/a\.json: has no "arn"/,
    ],
    [
      {
        "folder/documents.json": '{"accounts":{"111111111111":{"rcps":[]}}}',
        "folder/111111111111/rcps/a.json": "{}",
      },
      /^folder\/111111111111\/rcps: is also given in another file/,
    ],
  ])("a folder with %j is refused", async (tree, message) => {
    writeTree(work, tree);
    const { code, stdout, stderr } = await ask("--documents", "folder");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
  });

  test.each<[readonly string[], RegExp]>([
    [["logs.amazonaws.com", "--scp", "none"], /^--scp: "logs\.amazonaws\.com" belongs to no account/],
    [["111111111111", "--boundary", "none"], /^--boundary: .*root user/],
    [[bob, "--session-policy", "none"], /^--session-policy: sessionPolicies apply to a session/],
  ])("%j is refused, since it cannot be", async ([principal = "", ...words], message) => {
    const { code, stderr } = await can(principal, "kms:Decrypt", ...given, ...words);
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  });
});

test("a reader whose access is revoked keeps reading for a while where the bucket has a key", async () => {
  const hint = /^The bucket has an S3 Bucket Key: .*revoked/m;
  expect((await can(bob, "kms:Decrypt", ...logs)).stderr).toMatch(hint);
  expect((await can(bob, "kms:Encrypt")).stderr).not.toMatch(hint);
  writeTree(work, {
    "trailkey.yaml": placed.replace("org-audit-logs\n", "org-audit-logs\n  bucketKey: false\n"),
  });
  expect((await can(bob, "kms:Decrypt", ...logs)).stderr).not.toMatch(hint);
});

test("an account on the command line is judged with the config, as if it were in it", async () => {
  const { code, stdout, stderr } = await can(
    bob,
    "kms:Decrypt",
    "-c",
    "bare.yaml",
    "--account",
    "222222222222",
  );
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^bare\.yaml:6:14: readers\[1\]\.account: 222222222222 owns the key/);
});
