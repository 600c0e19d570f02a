import { chmodSync, lstatSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../../lib/cli/commands";
import { runProgram } from "../../../lib/cli/program";
import { killedAt } from "../faulty-file-system";
import { memoryIo, temporaryDirectory } from "../memory-io";
import { treeOf, writeTree } from "../tree";
import { trailkey } from "./run";

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

const textOf = (name: string): string => readFileSync(join(work, name), "utf8");

test("the merged policy goes to stdout, what was added and why to stderr, and the file stays", async () => {
  const { code, stdout, stderr } = await trailkey(work, "merge", "policy.json");
  expect(code).toBe(0);
  expect(stdout.startsWith(policy.slice(0, policy.indexOf("\n    ]")))).toBe(true);
  expect(JSON.parse(stdout)).toMatchObject({ Statement: expect.any(Array) as unknown });
  expect(stderr.split("\n")).toEqual([
    expect.stringMatching(
      /^added "AllowCloudTrailEncryptLogs": CloudTrail encrypts logs of arn:aws:cloudtrail:/,
    ),
    expect.stringMatching(/^added "AllowCloudTrailDescribeKey": CloudTrail describes the key for /),
    expect.stringMatching(/^added "AllowCloudTrailDecrypt": CloudTrail decrypts logs of /),
    expect.stringMatching(
      /^added "AllowLogReaders2" \(the Sid "AllowLogReaders" is taken\): arn:aws:iam::111111111111:user\/Bob reads logs /,
    ),
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
  expect(await trailkey(work, "merge", "policy.json", "--in-place")).toEqual({
    code: 0,
    stdout: "",
    stderr: "nothing to add: the policy grants all that the config needs\n",
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
      /^policy\.json:1:\d+: with AllowCloudTrailEncryptLogs, .* the policy would have \d+ bytes without spaces, and KMS takes 32768; its largest statement is statement 1 with \d+$/m,
    ],
  ])("%s", async (_, text, message) => {
    writeTree(work, { "policy.json": text });
    const before = treeOf(work);
    const { code, stdout, stderr } = await trailkey(work, "merge", "policy.json", "--in-place");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
    expect(treeOf(work)).toEqual(before);
  });

  test("a file that is not there", async () => {
    const { code, stderr } = await trailkey(work, "merge", "other.json");
    expect([code, stderr]).toEqual([1, "other.json: no such file or directory (open, ENOENT)\n"]);
  });

  test("stdin, in place", async () => {
    const { code, stderr } = await trailkey(work, "merge", "-", "--in-place");
    expect([code, stderr]).toEqual([1, "--in-place: stdin is not a file that can be written\n"]);
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
