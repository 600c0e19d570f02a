import { rmSync } from "node:fs";
import { join } from "node:path";
import { trailkey } from "./commands/run";
import type { Outcome } from "./commands/run";
import { temporaryDirectory } from "./memory-io";
import { treeOf, writeTree } from "./tree";

const config =
  'name: org-audit\naccount: "111111111111"\nregion: us-east-1\nbucket: { name: org-audit-logs }\n';
const owner = ["--owner", "111111111111"];
/** Clears the screen; a control sequence of eight bits; turns what follows around. */
const odd = "a\u001b[2Jb\u009b2Jc\u202ed";
const shown = "a\\u001b[2Jb\\u009b2Jc\\u202ed";

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  const statement = (Principal: object, more: object): object => ({
    Sid: odd,
    Effect: "Allow",
    Principal,
    Action: "kms:*",
    Resource: "*",
    ...more,
  });
  const policy = {
    Statement: [
      statement({ AWS: "111111111111" }, {}),
      statement({ AWS: `arn:aws:iam::111111111111:user/${odd}` }, { Resource: odd }),
      statement(
        { AWS: "*" },
        { Condition: { StringEquals: { [odd]: odd }, [`\${${odd}}`]: { [odd]: odd } } },
      ),
    ],
  };
  const cases = {
    owner: "111111111111",
    policy: "policy.json",
    cases: [{ name: odd, principal: "*", action: "kms:Decrypt", expect: "Allowed" }],
  };
  writeTree(work, {
    "trailkey.yaml": config,
    "policy.json": JSON.stringify(policy),
    "cases.json": JSON.stringify(cases),
    [`${odd}.json`]: JSON.stringify(policy),
  });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

const hidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

test.each([
  ["generate", ["generate", "-o", odd]],
  ["generate, asked for what it would write", ["generate", "-o", odd, "--dry-run"]],
  ["generate, asked whether it is up to date", ["generate", "-o", odd, "--check"]],
  ["generate, as JSON", ["generate", "-o", odd, "--json"]],
  ["generate, refused", ["generate", "-o", `policy.json/${odd}`]],
  ["a config that is not there", ["policy", "-c", `${odd}.yaml`]],
  ["init", ["init", `${odd}.yaml`]],
  ["init, as JSON", ["init", `${odd}.yaml`, "--json"]],
  ["init, refused", ["init", `${odd}.json`]],
  ["merge in place", ["merge", `${odd}.json`, "--in-place"]],
  ["merge, asked what is missing", ["merge", `${odd}.json`, "--check"]],
  ["lint", ["lint", `${odd}.json`, ...owner]],
  ["lint, as JSON", ["lint", `${odd}.json`, ...owner, "--json"]],
  ["lint, as SARIF", ["lint", `${odd}.json`, ...owner, "--format", "sarif"]],
  ["can", ["can", "*", "kms:Decrypt", "-p", "policy.json", ...owner]],
  ["can, of an odd caller", ["can", odd, "kms:Decrypt", "-p", "policy.json", ...owner]],
  [
    "can, with an odd context",
    ["can", "*", "kms:Decrypt", "--context", `${odd}=${odd}`, "-p", "policy.json", ...owner],
  ],
  ["access", ["access", "-p", "policy.json", ...owner]],
  ["test", ["test", "cases.json"]],
  ["test, with a report", ["test", "cases.json", "--junit", `${odd}.xml`]],
  ["test --init", ["test", "--init", "-o", `${odd}.yaml`]],
  ["an option that there is not", ["policy", `--${odd}`]],
  ["a command that there is not", [odd]],
])("%s shows nothing that a terminal would obey", async (_, words) => {
  const { stdout, stderr }: Outcome = await trailkey(work, ...words);
  expect(stdout + stderr).not.toMatch(hidden);
  expect(stdout + stderr).not.toBe("");
});

test("a path is shown with such characters as their codes, and the file has its own name", async () => {
  const { stdout } = await trailkey(work, "init", `${odd}.yaml`);
  expect(stdout).toBe(`${shown}.yaml\n`);
  expect(Object.keys(treeOf(work))).toContain(`${odd}.yaml`);
  expect(await trailkey(join(work), "merge", `${odd}.json`, "--diff")).toMatchObject({
    stdout: expect.stringContaining(`--- a/${shown}.json\n`) as unknown,
  });
});

test.each([
  [["merge", "a\0b.json"]],
  [["merge", "policy.json", "-c", "a\0b.yaml"]],
  [["lint", "a\0b.json"]],
  [["access", "-p", "a\0b.json", ...owner]],
  [["test", "a\0b.json"]],
  [["test", "cases.json", "--junit", "a\0b.xml"]],
  [["test", "--init", "-o", "a\0b.yaml"]],
  [["init", "a\0b.yaml"]],
  [["generate", "-o", "a\0b"]],
])("a file name that holds U+0000 is one sentence: %j", async (words) => {
  const before = treeOf(work);
  const { code, stderr } = await trailkey(work, ...words);
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^(using .*\n)?[^\n]*U\+0000[^\n]*\n$/)]);
  expect(treeOf(work)).toEqual(before);
});
