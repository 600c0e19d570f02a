import { chmodSync, lstatSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { applyPatch } from "diff";
import { commands } from "../../../lib/cli/commands";
import { runProgram } from "../../../lib/cli/program";
import type { FileSystem } from "../../../lib/cli/file-system";
import { killedAt, watchedFileSystem } from "../faulty-file-system";
import { memoryIo, temporaryDirectory } from "../memory-io";
import { treeOf, writeTree } from "../tree";
import type { Outcome } from "./run";
import { trailkey, trailkeyGiven } from "./run";

const config = `name: org-audit
account: "111111111111"
region: us-east-1
bucket:
  name: org-audit-logs
readers:
  - user: Bob
`;
const policy = `{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "AllowLogReaders",
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
            "Action": "kms:*",
            "Resource": "*"
        }
    ]
}`;

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  writeTree(work, { "trailkey.yaml": config, "policy.json": policy });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

/** With a config that is named, so that nothing is said of which one is used. */
const merge = (...words: readonly string[]): Promise<Outcome> =>
  trailkey(work, "merge", ...words, "-c", "trailkey.yaml");

const textOf = (name: string): string => readFileSync(join(work, name), "utf8");

test("the merged policy goes to stdout, what was added and why to stderr, and the file stays", async () => {
  const { code, stdout, stderr } = await trailkey(work, "merge", "policy.json");
  expect(code).toBe(0);
  expect(stdout.startsWith(policy.slice(0, policy.indexOf("\n    ]")))).toBe(true);
  expect(JSON.parse(stdout)).toMatchObject({ Statement: expect.any(Array) as unknown });
  expect(stderr.split("\n")).toEqual([
    "using trailkey.yaml, for a key of account 111111111111 in us-east-1",
    expect.stringMatching(
      /^added "AllowCloudTrailEncryptLogs": CloudTrail encrypts logs of arn:aws:cloudtrail:/,
    ),
    expect.stringMatching(/^added "AllowCloudTrailDescribeKey": CloudTrail describes the key for /),
    expect.stringMatching(/^added "AllowCloudTrailDecrypt": CloudTrail decrypts logs of /),
    expect.stringMatching(
      /^added "AllowLogReaders2" \(the Sid "AllowLogReaders" is already used\): arn:aws:iam::111111111111:user\/Bob reads logs /,
    ),
    'added "AllowDigestReaders": arn:aws:iam::111111111111:user/Bob reads digest files',
    "",
  ]);
  expect(textOf("policy.json")).toBe(policy);
});

test("in place the file holds what stdout would have shown, and a second run changes nothing", async () => {
  const { stdout: shown } = await trailkey(work, "merge", "policy.json");
  expect(await trailkey(work, "merge", "policy.json", "--in-place")).toMatchObject({
    code: 0,
    stdout: "policy.json\n",
  });
  expect(textOf("policy.json")).toBe(shown);
  const before = statSync(join(work, "policy.json"));
  expect(await trailkey(work, "merge", "policy.json", "--in-place", "-c", "trailkey.yaml")).toEqual({
    code: 0,
    stdout: "",
    stderr: "nothing to add: the policy already allows everything that the config needs\n",
  });
  expect(statSync(join(work, "policy.json"))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
});

test("in place a file keeps its permissions, and a link stays a link", async () => {
  writeTree(work, { "shared/real.json": policy });
  chmodSync(join(work, "shared/real.json"), 0o640);
  symlinkSync("shared/real.json", join(work, "link.json"));
  const { code } = await trailkey(work, "merge", "link.json", "--in-place");
  expect(code).toBe(0);
  expect(lstatSync(join(work, "link.json")).isSymbolicLink()).toBe(true);
  expect(readlinkSync(join(work, "link.json"))).toBe("shared/real.json");
  expect(statSync(join(work, "shared/real.json")).mode & 0o777).toBe(0o640);
  expect(textOf("shared/real.json")).toContain("AllowCloudTrailEncryptLogs");
});

test("a run that is killed at any step leaves the old policy or the new one", async () => {
  const { stdout: merged } = await trailkey(work, "merge", "policy.json");
  const seen = new Set<string>();
  for (let fatal = 1; fatal <= 6; fatal++) {
    writeTree(work, { "policy.json": policy });
    await runProgram(["merge", "policy.json", "--in-place"], memoryIo(work, killedAt(fatal)), commands, "0");
    seen.add(textOf("policy.json"));
  }
  expect(seen).toEqual(new Set([policy, merged]));
});

test("carriage returns and a byte order mark are kept, on stdout too", async () => {
  const odd = `\uFEFF${policy.replaceAll("\n", "\r\n")}\r\n`;
  writeTree(work, { "policy.json": odd });
  const { stdout } = await trailkey(work, "merge", "policy.json");
  expect(stdout.startsWith(odd.slice(0, odd.indexOf("\r\n    ]")))).toBe(true);
  expect(stdout.replaceAll("\r\n", "")).not.toContain("\n");
});

test("with --json, what is written in place is told as data", async () => {
  const { stdout } = await trailkey(work, "merge", "policy.json", "--in-place", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    written: ["policy.json"],
    added: expect.arrayContaining([expect.objectContaining({ Sid: "AllowLogReaders2" })]) as unknown,
  });
});

describe("an error names the place, and writes nothing", () => {
  const root =
    '{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"kms:*","Resource":"*"}';

  test.each([
    [
      "a deny that blocks",
      `{"Statement":[\n${root},\n {"Sid":"Closed","Effect":"Deny","Principal":"*","Action":"kms:Decrypt","Resource":"*"}]}`,
      /^policy\.json:3:2: statement 2 "Closed" denies kms:Decrypt to cloudtrail\.amazonaws\.com and kms:Decrypt to arn:\S+Bob, which the config needs/,
    ],
    ["no JSON", "{\n'Statement': []}", /^policy\.json:2:1: /],
    [
      "a malformed statement",
      '{"Statement":[\n{"Effect":"Allow"}]}',
      /^policy\.json:2:1: Statement\[0\]: has no Principal/,
    ],
    ["an empty file", "\n", /^policy\.json: is empty/],
    [
      "a policy too large",
      JSON.stringify({ Id: "x".repeat(32_768), Statement: JSON.parse(`[${root}]`) as unknown }),
      /^policy\.json:1:\d+: with AllowCloudTrailEncryptLogs, .* the policy would have \d+ bytes without spaces, and KMS accepts at most 32768; its largest statements are statement 2 "AllowCloudTrailEncryptLogs" \(\d+, \d+ %\), .*$/m,
    ],
  ])("%s", async (_, text, message) => {
    writeTree(work, { "policy.json": text });
    const before = treeOf(work);
    const { code, stdout, stderr } = await merge("policy.json", "--in-place");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
    expect(treeOf(work)).toEqual(before);
  });

  test("a file that does not exist", async () => {
    const { code, stderr } = await merge("other.json");
    expect([code, stderr]).toEqual([1, "other.json: no such file or directory (open, ENOENT)\n"]);
  });

  test("stdin, in place", async () => {
    const { code, stderr } = await trailkey(work, "merge", "-", "--in-place");
    expect([code, stderr]).toEqual([1, "--in-place: stdin cannot be written in place: give a file\n"]);
  });

  test("a place that neither config nor command line tells", async () => {
    writeTree(work, { "trailkey.yaml": "name: org-audit\nbucket: { name: org-audit-logs }\n" });
    const { code, stderr } = await trailkey(work, "merge", "policy.json");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^account: .*--account ID\nregion: .*--region REGION\n$/);
    const placed = await trailkey(
      work,
      "merge",
      "policy.json",
      "--account",
      "111111111111",
      "--region",
      "us-east-1",
    );
    expect(placed.code).toBe(0);
  });
});

describe("a policy of another account's key is refused, and the config that was found is named", () => {
  const foreign = policy.replace("111111111111", "222222222222");

  test("with the option that names another config", async () => {
    writeTree(work, { "below/policy.json": foreign });
    const { code, stdout, stderr } = await trailkey(
      join(work, "below"),
      "merge",
      "policy.json",
      "--in-place",
    );
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr.split("\n")).toEqual([
      `using ${work}/trailkey.yaml, for a key of account 111111111111 in us-east-1`,
      `policy.json:4:9: the policy belongs to a key of account 222222222222, which it allows to change it, but ${work}/trailkey.yaml is for ` +
        "a key of account 111111111111: give the config of the policy's key with -c FILE",
      "",
    ]);
    expect(textOf("below/policy.json")).toBe(foreign);
  });

  test("or with --account, where the config leaves the account open", async () => {
    writeTree(work, { "policy.json": foreign, "trailkey.yaml": config.replace(/account: .*\n/, "") });
    const { code, stderr } = await merge("policy.json", "--account", "111111111111");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/-c FILE, or give --account 222222222222\n$/)]);
    expect((await merge("policy.json", "--account", "222222222222")).code).toBe(0);
  });

  test("and so is one in another partition", async () => {
    writeTree(work, { "policy.json": policy.replace("arn:aws:", "arn:aws-cn:") });
    const { code, stderr } = await merge("policy.json");
    expect([code, stderr]).toEqual([
      1,
      "policy.json:4:9: the policy belongs to a key in partition aws-cn, but trailkey.yaml is for a key in aws: " +
        "give the config of the policy's key with -c FILE\n",
    ]);
  });
});

test("what the command line says of the place must go with the config", async () => {
  const keyArn = "arn:aws:kms:us-west-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const existing = config.replace(/account: .*\nregion: .*\n/, "");
  writeTree(work, { "trailkey.yaml": `${existing}key: { existing: "${keyArn}" }\n` });
  const { code, stdout, stderr } = await merge(
    "policy.json",
    "--account",
    "111111111111",
    "--region",
    "us-east-1",
  );
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/key\.existing: is a key in us-west-2, but the bucket is in us-east-1/);
});

test("a policy that does not tell its owner is merged, with a warning that names the account", async () => {
  writeTree(work, { "policy.json": "{}" });
  const { code, stderr } = await merge("policy.json");
  expect([code, stderr.split("\n")[0]]).toEqual([
    0,
    "policy.json: warning: the policy does not show which account owns its key; trailkey.yaml says 111111111111",
  ]);
});

describe("--check and --diff write nothing, and exit 2 where something is missing", () => {
  test("--check prints what is missing", async () => {
    const before = treeOf(work);
    const { code, stdout, stderr } = await merge("policy.json", "--check");
    expect([code, stderr]).toEqual([2, ""]);
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/^missing "AllowCloudTrailEncryptLogs": CloudTrail encrypts logs /),
      expect.stringMatching(/^missing "AllowCloudTrailDescribeKey": /),
      expect.stringMatching(/^missing "AllowCloudTrailDecrypt": /),
      expect.stringMatching(/^missing "AllowLogReaders2" \(the Sid "AllowLogReaders" is already used\): /),
      'missing "AllowDigestReaders": arn:aws:iam::111111111111:user/Bob reads digest files',
      "",
    ]);
    expect(treeOf(work)).toEqual(before);
  });

  test("--diff prints a unified diff that makes the merged policy of the old one", async () => {
    const before = treeOf(work);
    const { stdout: merged } = await merge("policy.json");
    const { code, stdout, stderr } = await merge("policy.json", "--diff");
    expect(code).toBe(2);
    expect(stdout.split("\n").slice(0, 2)).toEqual(["--- a/policy.json", "+++ b/policy.json"]);
    expect(applyPatch(policy, stdout)).toBe(merged);
    expect(stderr).toMatch(/^missing "AllowCloudTrailEncryptLogs"/);
    expect(treeOf(work)).toEqual(before);
  });

  test("with --json both are data", async () => {
    const { stdout } = await merge("policy.json", "--check", "--diff", "--json");
    expect(JSON.parse(stdout)).toEqual({
      missing: expect.arrayContaining([expect.objectContaining({ Sid: "AllowLogReaders2" })]) as unknown,
      diff: expect.stringMatching(/^--- a\/policy\.json/) as unknown,
    });
  });

  test("a policy that lacks nothing exits 0", async () => {
    await merge("policy.json", "--in-place");
    const nothing = {
      code: 0,
      stdout: "",
      stderr: "nothing to add: the policy already allows everything that the config needs\n",
    };
    expect(await merge("policy.json", "--check")).toEqual(nothing);
    expect(await merge("policy.json", "--diff")).toEqual(nothing);
  });

  test.each(["--check", "--diff"])("--in-place cannot be combined with %s", async (option) => {
    const { code, stderr } = await merge("policy.json", "--in-place", option);
    expect([code, stderr]).toEqual([
      1,
      "--in-place: cannot be combined with --check or --diff, which write nothing\n",
    ]);
    expect(textOf("policy.json")).toBe(policy);
  });
});

describe("stdin", () => {
  test("is the policy, with -", async () => {
    const { stdout } = await merge("policy.json");
    const given = await trailkeyGiven(policy, work, "merge", "-", "-c", "trailkey.yaml");
    expect(given).toMatchObject({ code: 0, stdout });
  });

  test.each([
    ["YAML", config],
    [
      "JSON",
      JSON.stringify({
        name: "org-audit",
        account: "111111111111",
        region: "us-east-1",
        bucket: { name: "org-audit-logs" },
        readers: [{ user: "Bob" }],
      }),
    ],
  ])("is the config, with -c -, as %s", async (_, text) => {
    const { stdout } = await merge("policy.json");
    const given = await trailkeyGiven(text, work, "merge", "policy.json", "-c", "-");
    expect(given).toMatchObject({ code: 0, stdout });
  });

  test("says where a config in it is wrong", async () => {
    const wrong = `${config}bukket: 1\n`;
    const { code, stderr } = await trailkeyGiven(wrong, work, "merge", "policy.json", "-c", "-");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^stdin:8:1: bukket: /)]);
  });

  test("is not both", async () => {
    const { code, stderr } = await trailkeyGiven(config, work, "merge", "-", "-c", "-");
    expect([code, stderr]).toEqual([
      1,
      "--config: stdin can be read only once: give a file in one of the two places\n",
    ]);
  });
});

test("a policy that another program changed after it was read is left as it is", async () => {
  const edited = policy.replace("AllowLogReaders", "Edited");
  const editedAt = (writing: number): FileSystem =>
    watchedFileSystem((step) => {
      if (step === writing) writeTree(work, { "policy.json": edited });
    });
  for (const step of [1, 2]) {
    writeTree(work, { "policy.json": policy });
    const io = memoryIo(work, editedAt(step));
    const code = await runProgram(
      ["merge", "policy.json", "--in-place", "-c", "trailkey.yaml"],
      io,
      commands,
      "0",
    );
    expect([code, io.stdout(), io.stderr()]).toEqual([
      1,
      "",
      "policy.json: was changed by another program in the meantime and was not overwritten: run the command again\n",
    ]);
    expect(treeOf(work)).toEqual({ "policy.json": edited, "trailkey.yaml": config });
  }
});

test("of two runs at once none that exits 0 loses what it added", async () => {
  const others = {
    name: "others",
    account: "111111111111",
    region: "us-east-1",
    trail: false,
    readers: [{ user: "Eve" }],
  };
  const run = (config: string, files?: FileSystem, name = "1"): ReturnType<typeof runProgram> =>
    runProgram(
      ["merge", "policy.json", "--in-place", "-c", config],
      { ...memoryIo(work, files), run: name },
      commands,
      "0",
    );
  const codes: (readonly number[])[] = [];
  for (let at = 1; at <= 3; at++) {
    writeTree(work, { "policy.json": policy, "others.json": JSON.stringify(others) });
    let second = Promise.resolve<number>(NaN);
    const first = await run(
      "trailkey.yaml",
      watchedFileSystem((step) => {
        if (step === at) second = run("others.json", undefined, "2");
      }),
    );
    const text = textOf("policy.json");
    codes.push([first, await second]);
    if (first === 0) expect(text).toContain("user/Bob");
    if ((await second) === 0) expect(text).toContain("user/Eve");
    expect(Object.keys(treeOf(work)).sort()).toEqual(["others.json", "policy.json", "trailkey.yaml"]);
  }
  expect(codes).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
});

describe("what a merge has to say of the policy is said in a sentence", () => {
  const statement = (more: object): object => ({
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111111111111:root" },
    Action: "kms:*",
    Resource: "*",
    ...more,
  });
  const reader = { Principal: { AWS: "arn:aws:iam::111111111111:user/Bob" }, Action: "kms:Decrypt" };
  const said = async (...statements: readonly object[]): Promise<string> => {
    writeTree(work, { "policy.json": JSON.stringify({ Version: "2012-10-17", Statement: statements }) });
    const { stderr } = await merge("policy.json");
    return stderr.split("\n")[0] ?? "";
  };
  const key = (id: string): string => `arn:aws:kms:us-east-1:111111111111:key/${id}`;

  test("two accounts that may own the key", async () => {
    expect(await said(statement({ Principal: { AWS: ["222222222222", "333333333333"] } }))).toBe(
      "policy.json:1:38: the policy belongs to a key of account 222222222222 or 333333333333, which it allows to change it, but " +
        "trailkey.yaml is for a key of account 111111111111: give the config of the policy's key with -c FILE",
    );
  });

  test("a statement for another key", async () => {
    const other = "arn:aws:kms:eu-west-1:111111111111:key/*";
    expect(await said(statement({}), statement({ ...reader, Resource: other }))).toMatch(
      /^policy\.json:1:\d+: warning: statement 2 has no effect on the key that trailkey\.yaml is for: its Resource is arn:aws:kms:eu-west-1:111111111111:key\/\*; in a key policy, "\*" means the key$/,
    );
  });

  test("statements for several keys", async () => {
    expect(
      await said(
        statement({}),
        statement({ ...reader, Resource: key("a") }),
        statement({ ...reader, Resource: key("b") }),
      ),
    ).toBe(
      `policy.json: warning: statements have the resources ${key("a")} and ${key("b")}, but a policy is attached to one key. merge ignores ` +
        'these statements, because trailkey.yaml does not say which key it is; set key.existing there, or write "*"',
    );
  });

  test("a statement with a condition that the added one does not have", async () => {
    const Condition = { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
    expect(await said(statement({}), statement({ ...reader, Sid: "Office", Condition }))).toMatch(
      /^policy\.json:1:\d+: warning: statement 2 "Office" allows a part of "AllowLogReaders" with conditions on aws:SourceIp, which trailkey\.yaml does not mention: "AllowLogReaders" allows it without them$/,
    );
  });
});
