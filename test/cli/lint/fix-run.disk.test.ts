import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "../memory-io";
import { treeOf, writeTree } from "../tree";
import type { Outcome } from "../commands/run";
import { trailkey } from "../commands/run";

const statement = (Sid: string, Action: readonly string[]): object => ({
  Sid,
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:role/Auditor" },
  Action,
  Resource: "*",
});
const root = {
  Sid: "Root",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:root" },
  Action: "kms:*",
  Resource: "*",
};
/** Two misspelt actions, both of which `unknown-action` fixes. */
const fixable = JSON.stringify({
  Statement: [
    root,
    statement("One", ["kms:Decrypt", "kms:DescribKey"]),
    statement("Two", ["kms:Decrypt", "kms:DescrbeKey"]),
  ],
});
const bucketPolicy = JSON.stringify({
  Statement: [
    { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::org-audit-logs/*" },
  ],
});
const config = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  trail: false,
  readers: [{ role: "Auditor" }],
};

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  writeTree(work, { "policies/a.json": fixable });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

const fix = (...words: readonly string[]): Promise<Outcome> => trailkey(work, "lint", ...words, "--fix");
const textOf = (file: string): string => readFileSync(join(work, file), "utf8");
/** With the other rules that find something in the policies off. */
const withConfig = ({
  severity,
  ...lint
}: {
  readonly severity?: object;
  readonly ignore?: object[];
}): void => {
  const others = Object.fromEntries(
    ["encrypt", "describe", "decrypt"].map((what) => [`cloudtrail-cannot-${what}`, "off"]),
  );
  const off = { ...others, "reader-without-context": "off", ...severity };
  writeTree(work, { "trailkey.json": JSON.stringify({ ...config, lint: { ...lint, severity: off } }) });
};
const fixed = fixable.replace("DescribKey", "DescribeKey").replace("DescrbeKey", "DescribeKey");

test("without a suppression both statements are fixed", async () => {
  expect((await fix("policies/a.json")).stderr).toMatch(/^fixed 2 findings: unknown-action\n/);
  expect(textOf("policies/a.json")).toBe(fixed);
});

describe("what is not to be reported is not fixed:", () => {
  test.each([
    ["what the config ignores", { ignore: [{ rule: "unknown-action", reason: "known" }] }, fixable],
    [
      "what the config ignores of one statement, and the other is",
      { ignore: [{ rule: "unknown-action", sid: "One", reason: "known" }] },
      fixable.replace("DescrbeKey", "DescribeKey"),
    ],
    [
      "what it ignores in this file",
      { ignore: [{ rule: "unknown-action", file: "policies/a.json", reason: "known" }] },
      fixable,
    ],
    ["a rule that is off", { severity: { "unknown-action": "off" } }, fixable],
  ])("%s", async (_, lint, after) => {
    withConfig(lint);
    await fix("policies/a.json", "-c", "trailkey.json");
    expect(textOf("policies/a.json")).toBe(after);
  });

  test("what the baseline has, and what is new beside it is", async () => {
    const file = "policies/a.json";
    await trailkey(work, "lint", file, "--baseline", "baseline.json", "--adopt");
    const words = [file, "--baseline", "baseline.json"];
    expect((await fix(...words)).stderr).not.toContain("fixed");
    expect(textOf(file)).toBe(fixable);
    const grown = fixable.replace('"kms:DescribKey"', '"kms:DescribKey","kms:Decryt"');
    writeTree(work, { [file]: grown });
    await fix(...words);
    expect(textOf(file)).toContain('"Sid":"Two","Effect":"Allow"');
    expect(textOf(file)).toContain("kms:DescrbeKey");
    expect(textOf(file)).not.toContain("kms:Decryt");
  });

  test("but what a suppression that has ended stood for is", async () => {
    withConfig({ ignore: [{ rule: "unknown-action", reason: "known", until: "2026-11-23" }] });
    await fix("policies/a.json", "-c", "trailkey.json");
    expect(textOf("policies/a.json")).toBe(fixed);
  });
});

describe("of several files", () => {
  beforeEach(() => {
    writeTree(work, { "policies/b.json": fixable });
  });

  test.each([
    ["a pattern", ["policies/*.json"]],
    ["names", ["policies/b.json", "policies/a.json"]],
  ])("all that %s means are fixed", async (_, words) => {
    const { stderr } = await fix(...words);
    expect(stderr).toMatch(/^fixed 4 findings: unknown-action\n/);
    for (const file of ["policies/a.json", "policies/b.json"]) {
      expect(textOf(file)).not.toMatch(/DescribKey|DescrbeKey/);
    }
  });

  test.each([
    ["a plan", readFileSync(join(__dirname, "../../cases/lint/plan/plan.json"), "utf8"), /Terraform plan/],
    [
      "a state",
      JSON.stringify({
        version: 4,
        terraform_version: "1.9.0",
        resources: [],
        outputs: {},
        serial: 1,
        lineage: "a",
      }),
      /Terraform state/,
    ],
    ["what the AWS CLI prints", JSON.stringify({ Policy: fixable }), /AWS CLI/],
    ["no JSON", "{", /policies\/c\.json:1:2: /],
    ["a bucket policy", bucketPolicy, /policies\/c\.json: /],
  ])("none is written where one is %s", async (_, text, message) => {
    writeTree(work, { "policies/c.json": text });
    const before = treeOf(work);
    const { code, stdout, stderr } = await fix("policies/*.json");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
    expect(treeOf(work)).toEqual(before);
  });

  test("the files stay as they are with --diff, which shows the change of each", async () => {
    const before = treeOf(work);
    const { code, stdout } = await fix("policies/*.json", "--diff");
    expect(code).toBe(2);
    expect(stdout.match(/^--- a\/\S+$/gm)).toEqual(["--- a/policies/a.json", "--- a/policies/b.json"]);
    expect(treeOf(work)).toEqual(before);
  });
});
