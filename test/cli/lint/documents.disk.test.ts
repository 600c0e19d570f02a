import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { forCloudTrail } from "../../../lib/lint/examples";
import { temporaryDirectory } from "../memory-io";
import { writeTree } from "../tree";
import { trailkey, trailkeyGiven } from "../commands/run";

const flawed = readFileSync(join(__dirname, "../../cases/lint/flawed.json"), "utf8");
const good = forCloudTrail();
const owner = {
  Sid: "Root",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:root" },
  Action: "kms:*",
  Resource: "*",
};
const withoutCloudTrail = { Version: "2012-10-17", Statement: [owner] };

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

const write = (name: string, json: unknown): void => {
  writeTree(work, { [name]: JSON.stringify(json) });
};

describe("what is not a key policy is told what it is, by lint, can, access and merge", () => {
  const statement = { Effect: "Allow", Principal: { AWS: "111111111111" }, Resource: "*" };
  test.each<[string, unknown, string]>([
    [
      "an identity policy",
      { Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource: "*" }] },
      "no statement has a Principal, as in an identity-based policy or a service control policy",
    ],
    ["a bucket policy", { Statement: [{ ...statement, Action: "s3:GetObject" }] }, "as in a bucket policy"],
    ["a topic policy", { Statement: [{ ...statement, Action: ["sns:Publish"] }] }, "as in a topic policy"],
    [
      "a log group's policy",
      { Statement: [{ ...statement, Action: "logs:PutLogEvents" }] },
      "as in a resource policy of logs",
    ],
    [
      "a trust policy",
      { Statement: { ...statement, Action: "sts:AssumeRole" } },
      "the trust policy of a role",
    ],
    [
      "a resource control policy",
      { Statement: [{ Effect: "Deny", Principal: "*", Action: ["s3:*", "kms:*"], Resource: "*" }] },
      "a resource control policy (RCP)",
    ],
    [
      "a bucket policy of the AWS CLI",
      { Policy: JSON.stringify({ Statement: [{ ...statement, Action: "s3:*" }] }) },
      "as in a bucket policy",
    ],
    [
      "an SCP of the AWS CLI",
      {
        Policy: {
          PolicySummary: {},
          Content: JSON.stringify({ Statement: [{ Effect: "Deny", Action: "kms:*", Resource: "*" }] }),
        },
      },
      "no statement has a Principal",
    ],
    [
      "a CloudFormation template",
      { Resources: { Key: { Type: "AWS::KMS::Key" } } },
      "it is a CloudFormation template",
    ],
    [
      "a config",
      { name: "org-audit", bucket: { name: "org-audit-logs" } },
      "it is a trailkey config; give it with -c",
    ],
    ["a file of cases", { policy: "p.json", cases: [] }, "`trailkey test` runs it"],
    [
      "Terraform configuration",
      { terraform: {}, provider: {}, resource: {} },
      "it is a Terraform configuration",
    ],
    [
      "Terraform's outputs",
      { key_policy: { sensitive: false, type: "string", value: "{}" } },
      "`terraform output -json`",
    ],
    ["a state of an old version", { version: 3, modules: [] }, "a Terraform state of an old version"],
    ["a key's description", { KeyMetadata: {} }, "it describes keys"],
    ["grants", { Grants: [] }, "it is a list of grants"],
    ["trails", { trailList: [] }, "it describes trails"],
    ["a role", { Role: { RoleName: "x" } }, "`aws iam`"],
  ])("%s", async (_, json, message) => {
    write("given.json", json);
    write("trailkey.json", {
      name: "org-audit",
      account: "111111111111",
      region: "us-east-1",
      bucket: { name: "org-audit-logs" },
    });
    for (const words of [
      ["lint", "given.json"],
      ["access", "-p", "given.json", "--owner", "111111111111"],
      ["can", "*", "kms:Decrypt", "-p", "given.json", "--owner", "111111111111"],
      ["merge", "given.json"],
    ]) {
      const { code, stdout, stderr } = await trailkey(work, ...words);
      expect([words[0], code, stdout]).toEqual([words[0], 1, ""]);
      expect(stderr).toContain("given.json: is not a key policy: ");
      expect(stderr).toContain(message);
    }
  });

  test.each([
    [
      "config.yaml",
      "name: x\n",
      "config.yaml: is YAML: a key policy is JSON; give a trailkey config with -c\n",
    ],
    ["main.tf", 'resource "aws_kms_key" "a" {}\n', /^main\.tf: is HCL: .*terraform show -json/],
    [
      "plan",
      "PK\u0003\u0004rest",
      /^plan: is a binary plan file: give the output of `terraform show -json FILE`\n$/,
    ],
    ["empty.json", " \n", "empty.json: is empty: a key policy is a JSON object\n"],
    ["cli.json", '{"Policy": "{oops}"}', /^cli\.json:1:12: Policy: /],
  ])("%s", async (name, text, message) => {
    writeTree(work, { [name]: text });
    const { code, stdout, stderr } = await trailkey(work, "lint", name);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
  });
});

test.each<[string, unknown]>([
  [
    "one statement of KMS among others of a misspelt service",
    { Statement: [{ ...owner, Action: ["kns:Decrypt"] }] },
  ],
  ["a policy without a statement", { Version: "2012-10-17" }],
  ["a Deny of KMS for everybody", { Statement: [{ ...owner, Effect: "Deny", Principal: "*" }] }],
])("%s is taken for a key policy, and its faults are found", async (_, json) => {
  write("given.json", json);
  expect((await trailkey(work, "lint", "given.json")).code).toBe(2);
});

describe("the policy in what the AWS CLI prints without --output text", () => {
  test.each([
    ["the whole answer", (text: string) => JSON.stringify({ Policy: text, PolicyName: "default" }, null, 2)],
    ["a JSON string, by --query Policy", (text: string) => JSON.stringify(text)],
  ])("is judged, asked and merged: %s", async (_, wrap) => {
    writeTree(work, { "flawed.json": flawed, "cli.json": wrap(flawed) });
    write("trailkey.json", {
      name: "org-audit",
      account: "111111111111",
      region: "us-east-1",
      bucket: { name: "org-audit-logs" },
    });
    const codes = async (file: string): Promise<readonly unknown[]> => {
      const { stdout } = await trailkey(work, "lint", file, "--json");
      const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly code: string }[] };
      return findings.map(({ code }) => code).sort();
    };
    expect(await codes("cli.json")).toEqual(await codes("flawed.json"));
    for (const words of [["access", "--owner", "111111111111", "-p"], ["merge"]]) {
      const [plain, wrapped] = [
        await trailkey(work, ...words, "flawed.json"),
        await trailkey(work, ...words, "cli.json"),
      ];
      expect([wrapped.code, wrapped.stdout]).toEqual([plain.code, plain.stdout]);
    }
  });

  test("is found where its text stands", async () => {
    const { stdout } = await trailkeyGiven(`{\n  "Policy": ${JSON.stringify(flawed)}\n}`, work, "lint", "-");
    const places = stdout.split("\n").filter((line) => line.startsWith("stdin:"));
    expect(places).toHaveLength(7);
    for (const place of places) expect(place).toMatch(/^stdin:2:13: /);
  });

  test("is not overwritten by merge --in-place", async () => {
    write("cli.json", { Policy: JSON.stringify(good) });
    write("trailkey.json", {
      name: "other",
      account: "111111111111",
      region: "us-east-1",
      bucket: { name: "other-logs" },
    });
    const { code, stderr } = await trailkey(work, "merge", "cli.json", "-c", "trailkey.json", "--in-place");
    expect([code, stderr]).toEqual([
      1,
      "--in-place: the file is JSON output of the AWS CLI, which contains the policy as a string: redirect the output to another file\n",
    ]);
  });
});

describe("a policy that does not let CloudTrail in", () => {
  test("is not said to be without findings: whether CloudTrail can use the key was not judged", async () => {
    write("key-policy.json", withoutCloudTrail);
    const { code, stdout, stderr } = await trailkey(work, "lint", "key-policy.json");
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toBe(
      "key-policy.json: no statement allows CloudTrail any action, so lint did not check whether CloudTrail can use the key; give -c CONFIG to check it\nno other findings\n",
    );
    const { stdout: json } = await trailkey(work, "lint", "key-policy.json", "--json");
    expect(JSON.parse(json)).toMatchObject({
      judged: [{ file: "key-policy.json", kind: "policy", forCloudTrail: false }],
    });
  });

  test("is judged by a config", async () => {
    write("key-policy.json", withoutCloudTrail);
    write("trailkey.json", {
      name: "org-audit",
      account: "111111111111",
      region: "us-east-1",
      bucket: { name: "org-audit-logs" },
    });
    const { code, stderr } = await trailkey(work, "lint", "key-policy.json", "-c", "trailkey.json");
    expect([code, stderr]).toEqual([2, "3 errors\n"]);
  });
});
