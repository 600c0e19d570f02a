import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "./memory-io";
import { trailkey } from "./commands/run";
import { writeTree } from "./tree";

const config = `name: org-audit
account: "111111111111"
region: us-east-1
bucket: { name: org-audit-logs }
readers: [{ user: Bob }]
key:
  statements:
`;
const noBob = `    - Sid: NoBob
      Effect: Deny
      Principal: { AWS: "arn:aws:iam::111111111111:user/Bob" }
      Action: kms:Decrypt
      Resource: "*"
`;
const backup = `    - Sid: AllowBackup
      Effect: Allow
      Principal: { AWS: "arn:aws:iam::111111111111:role/Backup" }
      Action: kms:Decrypt
      Resource: "*"
`;
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111111111111:root" }, Action: "kms:*", Resource: "*" },
  ],
});

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

const bob = ["arn:aws:iam::111111111111:user/Bob", "kms:Decrypt"];
const place = "trailkey.yaml:8:7: key.statements[0]: statement 1 (Sid NoBob) denies kms:Decrypt";

test.each([
  ["generate", ["generate", "-o", "out"]],
  ["policy", ["policy"]],
  ["merge", ["merge", "policy.json", "-c", "trailkey.yaml"]],
  ["lint", ["lint", "policy.json", "-c", "trailkey.yaml"]],
])("%s refuses a statement that denies what the config promises, and writes nothing", async (_, words) => {
  writeTree(work, { "trailkey.yaml": config + noBob, "policy.json": policy });
  const { code, stdout, stderr } = await trailkey(work, ...words);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(place);
  expect(existsSync(join(work, "out"))).toBe(false);
});

test("can and access show what such a statement does, and warn", async () => {
  writeTree(work, { "trailkey.yaml": config + noBob });
  const can = await trailkey(work, "can", ...bob);
  expect(can.stdout).toContain("NoBob");
  expect(can.stderr).toContain("warning: key.statements[0]: statement 1 (Sid NoBob) denies");
  const { stderr } = await trailkey(work, "access");
  expect(stderr).toContain("warning: key.statements[0]: ");
});

test("merge adds a statement that the policy lacks as given, once, and lint finds nothing amiss in what comes out", async () => {
  writeTree(work, { "trailkey.yaml": config + backup, "policy.json": policy });
  const { stdout, stderr } = await trailkey(work, "merge", "policy.json", "-c", "trailkey.yaml");
  expect(stderr).toContain('added "AllowBackup": the config has it in key.statements\n');
  writeTree(work, { "merged.json": stdout });
  const again = await trailkey(work, "merge", "merged.json", "-c", "trailkey.yaml");
  expect(again.stdout).toBe(stdout);
  expect(again.stderr).toContain("nothing to add");
  const { Statement } = JSON.parse(stdout) as { readonly Statement: readonly object[] };
  expect(Statement.at(-1)).toEqual({
    Sid: "AllowBackup",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111111111111:role/Backup" },
    Action: "kms:Decrypt",
    Resource: "*",
  });
  const { code } = await trailkey(work, "lint", "merged.json", "-c", "trailkey.yaml");
  expect(code).not.toBe(1);
});
