import { rmSync } from "node:fs";
import { canonicalJson } from "../../../lib/terraform/canonical-json";
import type { JsonValue } from "../../../lib/terraform/canonical-json";
import { temporaryDirectory } from "../memory-io";
import { writeTree } from "../tree";
import type { Outcome } from "./run";
import { trailkey, trailkeyGiven } from "./run";

const bare = "name: org-audit\nbucket:\n  name: org-audit-logs\n";
const placed = `${bare}account: "111111111111"\nregion: us-east-1\n`;
const withReaders = `${placed}readers:
  - user: Bob
  - assumableRole: { name: CloudTrailReadRole, trustedAccounts: ["222222222222"] }
`;
const keyArn = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

function run(config: string, ...words: readonly string[]): Promise<Outcome> {
  writeTree(work, { "trailkey.yaml": config });
  return trailkey(work, "policy", ...words);
}

test("the key policy is printed when no policy is named", async () => {
  const { code, stdout, stderr } = await run(placed);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain('      "Sid": "AllowCloudTrailEncryptLogs"\n');
  expect(stdout).toContain("arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit");
  expect(stdout).not.toContain("${");
  expect(stdout).toBe((await run(placed, "key")).stdout);
});

test("the minified policy is the canonical text of the printed one", async () => {
  const { stdout } = await run(placed, "key");
  const minified = (await run(placed, "key", "--minify")).stdout;
  expect(minified).toBe(`${canonicalJson(JSON.parse(stdout) as JsonValue)}\n`);
  expect(minified).not.toMatch(/[\s]./);
});

test.each(["bucket", "trust:CloudTrailReadRole", "reader:CloudTrailReadRole", "reader:Bob"])(
  "%s is printed whole, without a reference that only Terraform could resolve",
  async (name) => {
    const { code, stdout } = await run(withReaders, name, "--key-arn", keyArn);
    expect(code).toBe(0);
    expect(stdout).not.toContain("${");
    expect(JSON.parse(stdout)).toMatchObject({ Version: "2012-10-17" });
  },
);

test("what the config leaves to the provider is asked for, all at once", async () => {
  const { code, stdout, stderr } = await run(bare);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^account: .*--account ID$/m);
  expect(stderr).toMatch(/^region: .*--region REGION$/m);
});

test("account and Region on the command line give the policy that the config with both gives", async () => {
  const flagged = await run(bare, "--account", "111111111111", "--region", "us-east-1");
  expect(flagged.stdout).toBe((await run(placed)).stdout);
});

test("the partition follows from the Region", async () => {
  const { stdout } = await run(bare, "--account", "111111111111", "--region", "cn-north-1");
  expect(stdout).toContain("arn:aws-cn:cloudtrail:cn-north-1:111111111111:trail/org-audit");
});

test.each([
  [["--account", "11111111111"], /^--account: .*12 digits/],
  [["--region", "us-east1"], /^--region: .*us-east1/],
  [["--key-arn", "key"], /^--key-arn: /],
  [
    ["--account", "222222222222"],
    /^--account: 222222222222 differs from the config, which says 111111111111/,
  ],
  [["--key-arn", keyArn.replace("us-east-1", "eu-west-1")], /^--key-arn: the key is in another Region/],
  [["--key-arn", keyArn.replace("1111111", "2222222")], /^--key-arn: the key is in another account/],
])("%j is refused", async (words, message) => {
  const { code, stdout, stderr } = await run(placed, ...words);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
});

test("a reader's policy names the key, whose id is left to fill in, with a note", async () => {
  const { code, stdout, stderr } = await run(withReaders, "reader:Bob");
  expect(code).toBe(0);
  expect(stdout).toContain("arn:aws:kms:us-east-1:111111111111:key/KEY-ID");
  expect(stderr).toContain("--key-arn");
});

test("a reader's policy names the key that the command line gives", async () => {
  const { stdout, stderr } = await run(withReaders, "reader:Bob", "--key-arn", keyArn);
  expect(stdout).toContain(keyArn);
  expect(stderr).toBe("");
});

test("a reader's policy names the key that the config adopts", async () => {
  const { stdout, stderr } = await run(`${withReaders}key: { existing: "${keyArn}" }\n`, "reader:Bob");
  expect(stdout).toContain(keyArn);
  expect(stderr).toBe("");
});

test("a policy that there is not is answered with those there are", async () => {
  const { code, stderr } = await run(withReaders, "reader:Alice");
  expect(code).toBe(1);
  expect(stderr).toBe(
    'the config has no policy "reader:Alice"; it has key, bucket, trust:CloudTrailReadRole, reader, reader:Bob, reader:CloudTrailReadRole\n',
  );
});

test("a config on stdin gives the same policy as one in a file", async () => {
  const { stdout } = await run(withReaders, "key");
  rmSync(`${work}/trailkey.yaml`);
  expect(await trailkeyGiven(withReaders, work, "policy", "key", "-c", "-")).toEqual({
    code: 0,
    stdout,
    stderr: "",
  });
});

test("a policy that AWS would refuse for its size is not printed, and the others of the config are", async () => {
  const ids = Array.from({ length: 300 }, (_, index) => `"${200000000000 + index}"`).join(", ");
  const config = `${placed}encryptFor: [${ids}]\n`;
  const { code, stdout, stderr } = await run(config, "key");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/the policy key has \d{5} bytes, and KMS accepts at most 32768/);
  expect((await run(config, "bucket")).code).toBe(0);
});

test("a key in a further account is named by that account, and --key-arn must be of it", async () => {
  const inLogArchive = `${withReaders}accounts: { log_archive: "333333333333" }\nkey: { account: log_archive }\n`;
  const { stdout } = await run(inLogArchive, "reader:Bob");
  expect(stdout).toContain("arn:aws:kms:us-east-1:333333333333:key/KEY-ID");
  const theirs = keyArn.replace("111111111111", "333333333333");
  expect((await run(inLogArchive, "reader:Bob", "--key-arn", theirs)).stdout).toContain(theirs);
  const { code, stderr } = await run(inLogArchive, "reader:Bob", "--key-arn", keyArn);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^--key-arn: the key is in another account: expected 333333333333/);
});

test("the account of a key in a further account says nothing of the trail's", async () => {
  const unplaced = `${bare}accounts: { log_archive: "333333333333" }\nkey: { account: log_archive }\nregion: us-east-1\n`;
  const theirs = keyArn.replace("111111111111", "333333333333");
  const { code, stderr } = await run(unplaced, "--key-arn", theirs);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^account: .*--account ID$/m);
});
