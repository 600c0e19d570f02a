import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exampleStatements, forCloudTrail } from "../../../lib/lint/examples";
import { temporaryDirectory } from "../memory-io";
import { writeTree } from "../tree";
import { trailkey, trailkeyGiven } from "./run";

const cases = join(__dirname, "../../cases/lint");
const flawed = readFileSync(join(cases, "flawed.json"), "utf8");
const plan = readFileSync(join(cases, "plan/plan.json"), "utf8");
const good = JSON.stringify(forCloudTrail(), null, 2);
const config = `name: org-audit
account: "111111111111"
region: us-east-1
bucket: { name: org-audit-logs }
`;

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  writeTree(work, { "flawed.json": flawed, "good.json": good, "plan.json": plan, "trailkey.yaml": config });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

interface PrintedFinding {
  readonly code: string;
  readonly severity: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly address?: string;
  readonly documentation: string;
  readonly fix: unknown;
}

async function findingsOf(...words: readonly string[]): Promise<readonly PrintedFinding[]> {
  const { stdout } = await trailkey(work, "lint", ...words, "--json");
  return (JSON.parse(stdout) as { readonly findings: readonly PrintedFinding[] }).findings;
}

test("a policy without a fault prints nothing and ends with 0", async () => {
  expect(await trailkey(work, "lint", "good.json")).toEqual({ code: 0, stdout: "", stderr: "no findings\n" });
});

test("findings are told as compilers tell them, with what would fix them, and end with 2", async () => {
  const { code, stdout, stderr } = await trailkey(work, "lint", "flawed.json");
  expect([code, stderr]).toEqual([2, "3 errors, 4 warnings\n"]);
  expect(stdout).toMatch(
    /^flawed\.json:19:11: error cloudtrail-cannot-describe: CloudTrail cannot describe the key for .+ StringLike requires kms:EncryptionContext:aws:cloudtrail:arn, which a request for kms:DescribeKey does not have$/m,
  );
  expect(stdout).toContain(
    '    Add this statement:\n      {\n        "Sid": "AllowCloudTrailDescribeKey",\n',
  );
});

describe("the key of a Control Tower landing zone", () => {
  const overwritten = JSON.stringify({ Version: "2012-10-17", Statement: [exampleStatements.root] });
  const lost = [
    "cloudtrail-cannot-encrypt",
    "cloudtrail-cannot-describe",
    "cloudtrail-cannot-decrypt",
    "config-cannot-use-key",
  ];
  const ofPreset = ["--preset", "control-tower"] as const;
  beforeEach(() => {
    writeTree(work, { "overwritten.json": overwritten });
  });

  test("a policy that an update has overwritten ends with 2, and says what it lost", async () => {
    const { code, stderr } = await trailkey(work, "lint", "overwritten.json", ...ofPreset);
    expect([code, stderr]).toEqual([2, "2 errors, 2 warnings\n"]);
    expect((await findingsOf("overwritten.json", ...ofPreset)).map((finding) => finding.code)).toEqual(lost);
    expect(await findingsOf("overwritten.json")).toEqual([]);
  });

  test("--region names its trail exactly", async () => {
    const { stdout } = await trailkey(
      work,
      "lint",
      "overwritten.json",
      ...ofPreset,
      "--region",
      "eu-central-1",
    );
    expect(stdout).toContain(
      "for arn:aws:cloudtrail:eu-central-1:111111111111:trail/aws-controltower-BaselineCloudTrail (",
    );
  });

  test("a policy that does not show its owner is refused until --owner says it", async () => {
    writeTree(work, { "ownerless.json": JSON.stringify({ Version: "2012-10-17", Statement: [] }) });
    const { code, stderr } = await trailkey(work, "lint", "ownerless.json", ...ofPreset);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^--owner: ownerless\.json does not show/)]);
    const found = await findingsOf("ownerless.json", ...ofPreset, "--owner", "111111111111");
    expect(found.map((finding) => finding.code)).toEqual([...lost, "lockout"]);
  });

  test("a baseline suppresses what is accepted, as for any rule", async () => {
    await trailkey(work, "lint", "overwritten.json", ...ofPreset, "--baseline", "base.json", "--adopt");
    const { code } = await trailkey(work, "lint", "overwritten.json", ...ofPreset, "--baseline", "base.json");
    expect(code).toBe(0);
  });

  test.each<[string, readonly string[], string]>([
    [
      "another preset",
      ["good.json", "--preset", "landing-zone"],
      '--preset: "landing-zone" is not a value of this option: the only one is control-tower',
    ],
    ["a Region alone", ["good.json", "--region", "eu-central-1"], "--region: requires --preset"],
    ["a wrong Region", ["good.json", ...ofPreset, "--region", "Frankfurt"], "--region: "],
    [
      "a config that has another",
      ["good.json", ...ofPreset, "-c", "trailkey.yaml"],
      "--preset: differs from the config",
    ],
    [
      "a Terraform plan",
      ["plan.json", ...ofPreset],
      "plan.json: is a Terraform plan, which does not show which key",
    ],
  ])("%s is refused", async (_, words, sentence) => {
    const { code, stderr } = await trailkey(work, "lint", ...words);
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
  });
});

test("every finding stands at the text that it is about", async () => {
  const lines = flawed.split("\n");
  const at = (await findingsOf("flawed.json")).map(({ code, line, column }) => [
    code,
    /^"[^"]*"|^./.exec(lines[line - 1]?.slice(column - 1) ?? "")?.[0],
  ]);
  expect(at).toEqual([
    ["needless-service-action", '"kms:Encrypt"'],
    ["service-without-source", '"Condition"'],
    ["cloudtrail-cannot-describe", '"kms:EncryptionContext:aws:cloudtrail:arn"'],
    ["dead-condition", '"kms:EncryptionContext:aws:cloudtrail:arn"'],
    ["reader-without-context", "{"],
    ["account-id", '"arn:aws:iam::11112222333:user/Bob"'],
    ["unknown-action", '"kms:DescribKey"'],
  ]);
});

test.each([
  ["flawed.json", "error", 2],
  ["flawed.json", "never", 0],
  ["warning.json", "error", 0],
  ["warning.json", "warning", 2],
  ["note.json", "warning", 0],
  ["note.json", "note", 2],
  ["good.json", "note", 0],
])("%s with --fail-on %s ends with %i", async (file, failOn, code) => {
  writeTree(work, {
    "note.json": good.replace('"kms:*"', '["kms:*", "kms:ListKeys"]'),
    "warning.json": good.replace('"Sid": "Encrypt"', '"Sid": "Describe"'),
  });
  expect((await trailkey(work, "lint", file, "--fail-on", failOn)).code).toBe(code);
});

test("every finding names where its rule is documented", async () => {
  const { stdout } = await trailkey(work, "lint", "flawed.json");
  expect(stdout).toContain(
    "\n    https://github.com/trailkey/trailkey/blob/main/docs/lint-rules.md#unknown-action\n",
  );
  for (const { code, documentation } of await findingsOf("flawed.json")) {
    expect(documentation).toBe(`https://github.com/trailkey/trailkey/blob/main/docs/lint-rules.md#${code}`);
  }
  const { stdout: sarif } = await trailkey(work, "lint", "flawed.json", "--format", "sarif");
  expect(sarif).toContain(
    '"helpUri": "https://github.com/trailkey/trailkey/blob/main/docs/lint-rules.md#unknown-action"',
  );
});

test("notes alone end with 0", async () => {
  const policy = good.replace('"kms:*"', '["kms:*", "kms:ListKeys"]');
  writeTree(work, { "note.json": policy });
  const { code, stderr } = await trailkey(work, "lint", "note.json");
  expect([code, stderr]).toEqual([0, "1 note\n"]);
});

test("with a config the policy is judged by what that asks for", async () => {
  expect(await findingsOf("good.json", "-c", "trailkey.yaml")).toEqual([]);
  writeTree(work, {
    "other.yaml": `${config.replaceAll("org-audit", "other")}readers: [{ account: "222222222222" }]\n`,
  });
  const found = await findingsOf("good.json", "-c", "other.yaml");
  expect(found.map(({ code }) => code).sort()).toEqual([
    "cloudtrail-cannot-decrypt",
    "cloudtrail-cannot-describe",
    "cloudtrail-cannot-encrypt",
    "reader-cannot-decrypt",
  ]);
});

test("- reads stdin", async () => {
  const { code, stdout } = await trailkeyGiven(flawed, work, "lint", "-");
  expect(code).toBe(2);
  expect(stdout).toMatch(/^stdin:19:11: error cloudtrail-cannot-describe: /m);
});

test("the owner makes the difference for who can change the policy", async () => {
  expect(await findingsOf("good.json", "--owner", "111111111111")).toEqual([]);
  const found = await findingsOf("good.json", "--owner", "222222222222");
  expect(found.map(({ code }) => code)).toContain("lockout");
});

test("--trust tells of other accounts that may be let in", async () => {
  const grant = exampleStatements.read;
  const reader = (id: string) => ({
    ...grant,
    Sid: `Reader${id}`,
    Principal: { AWS: `arn:aws:iam::${id}:root` },
  });
  writeTree(work, {
    "shared.json": JSON.stringify(forCloudTrail(...["222222222222", "333333333333"].map(reader))),
  });
  const codes = async (...words: readonly string[]): Promise<readonly string[]> =>
    (await findingsOf("shared.json", ...words)).map(({ code }) => code);
  expect(await codes()).toEqual(["foreign-account", "foreign-account"]);
  expect(await codes("--trust", "222222222222")).toEqual(["foreign-account"]);
  expect(await codes("--trust", "222222222222", "--trust", "333333333333")).toEqual([]);
});

test.each([
  [["good.json", "--trust", "2222"], /^--trust: .*12 digits/],
  [["missing.json"], "missing.json: no such file or directory (open, ENOENT)\n"],
  [["trailkey.yaml"], /^trailkey\.yaml: is YAML: /],
  [["good.json", "--fail-on", "worst"], '--fail-on: "worst" is not one of error, warning, note, never\n'],
  [["good.json", "--trust", "2222"], /^--trust: .*12 digits/],
  [["policies/*.json"], "policies/*.json: no file matches this pattern\n"],
  [["good.json", "--owner", "1111"], /^--owner: .*12 digits/],
  [["good.json", "--format", "xml"], /^--format: there is no format "xml": use text, json or sarif\n$/],
  [["good.json", "-c", "missing.yaml"], "missing.yaml: does not exist\n"],
])("%j is bad input", async (words, message) => {
  const { code, stdout, stderr } = await trailkey(work, "lint", ...words);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
});

test("a syntax error is told with its place", async () => {
  const { code, stderr } = await trailkeyGiven(
    '{\n  "Version": "2012-10-17",\n  "Statement": [,]\n}',
    work,
    "lint",
    "-",
  );
  expect(code).toBe(1);
  expect(stderr).toMatch(/^stdin:3:17: a value is expected$/m);
});

describe("of a Terraform plan", () => {
  test("the policy of each key that CloudTrail uses is judged, and of no other", async () => {
    const found = await findingsOf("plan.json");
    expect(found.map(({ address, code, severity }) => [address, severity, code])).toEqual([
      ["aws_kms_key.late", "note", "policy-not-known"],
      ["aws_kms_key.plain", "error", "cloudtrail-cannot-encrypt"],
      ["aws_kms_key.plain", "error", "cloudtrail-cannot-describe"],
      ["module.log_key.aws_kms_key_policy.this", "error", "cloudtrail-cannot-decrypt"],
      ["module.log_key.aws_kms_key_policy.this", "warning", "service-without-source"],
      ["module.log_key.aws_kms_key_policy.this", "error", "cloudtrail-cannot-describe"],
      ["module.log_key.aws_kms_key_policy.this", "warning", "dead-condition"],
    ]);
  });

  test("a policy that the key sets too has two owners", async () => {
    const key = '"address":"aws_kms_key.this",';
    const twice = JSON.stringify(JSON.parse(plan)).replace(
      key,
      `${key}"expressions":{"policy":{"constant_value":"{}"}},`,
    );
    writeTree(work, { "twice.json": twice });
    const found = (await findingsOf("twice.json")).filter(({ code }) => code === "policy-owned-twice");
    expect(found.map(({ address }) => address)).toEqual(["module.log_key.aws_kms_key_policy.this"]);
  });

  test("a finding stands at the policy in the plan and names the resource", async () => {
    const { code, stdout } = await trailkey(work, "lint", "plan.json");
    expect(code).toBe(2);
    const changes = plan.slice(0, plan.indexOf('"resource_changes"')).split("\n").length - 1;
    const lines = plan.split("\n");
    const line =
      lines.findIndex((text, index) => index > changes && text.includes("cloudtrail.amazonaws.com")) + 1;
    expect(stdout).toContain(
      `plan.json:${line}:${(lines[line - 1] ?? "").indexOf('"{') + 1}: error cloudtrail-cannot-describe: module.log_key.aws_kms_key_policy.this: `,
    );
  });
});

describe("as SARIF", () => {
  interface Sarif {
    readonly runs: readonly [{ readonly results: readonly SarifResult[] }];
  }
  interface SarifResult {
    readonly ruleId: string;
    readonly partialFingerprints: Readonly<Record<string, string>>;
    readonly locations: readonly [
      { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } },
    ];
  }
  const sarifOf = async (file: string): Promise<readonly SarifResult[]> => {
    const { stdout } = await trailkey(work, "lint", file, "--format", "sarif");
    return (JSON.parse(stdout) as Sarif).runs[0].results;
  };

  test("files are named relative to where it runs, as URIs", async () => {
    mkdirSync(join(work, "key policies"));
    writeTree(work, { "key policies/a#b.json": flawed });
    const uris = (await sarifOf("key policies/a#b.json")).map(
      ({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.uri,
    );
    expect(new Set(uris)).toEqual(new Set(["key%20policies/a%23b.json"]));
    const inside = join(work, "key policies");
    const { stdout } = await trailkey(inside, "lint", "../flawed.json", "--format", "sarif");
    expect(stdout).toContain('"uri": "../flawed.json"');
    expect(stdout).not.toContain(work);
  });

  test("a finding keeps its fingerprint when it moves, and no two share one", async () => {
    const { Statement, ...rest } = JSON.parse(flawed) as { readonly Statement: readonly unknown[] };
    writeTree(work, { "moved.json": JSON.stringify({ ...rest, Statement: [...Statement].reverse() }) });
    const prints = async (file: string): Promise<readonly string[]> =>
      (await sarifOf(file))
        .map(({ partialFingerprints }) => Object.values(partialFingerprints).join())
        .sort();
    const before = await prints("flawed.json");
    expect(new Set(before).size).toBe(before.length);
    expect(await prints("moved.json")).toEqual(before);
  });
});

test("a text that nests without end is refused in words", async () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const { code, stderr } = await trailkeyGiven(deep, work, "lint", "-");
  expect([code, stderr]).toEqual([
    1,
    "stdin: is nested 100000 levels deep, which is deeper than trailkey reads\n",
  ]);
});

describe("--fix", () => {
  const fixable = `{
  // The key of our trail.
  "Version": "2012-10-17",
  "Statement": [
    {"Sid": "Root", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "kms:*", "Resource": "*"},
    {
      "Sid": "Readers",
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111111111111:role/Auditor" },
      "Action": ["kms:Decrypt", "kms:DescribKey"], // both
      "Resource": "*"
    }
  ]
}
`;
  const read = (): string => readFileSync(join(work, "fixable.json"), "utf8");
  beforeEach(() => {
    writeTree(work, { "fixable.json": fixable });
  });

  test("writes what it would print, every other byte as it was, and judges what is left", async () => {
    const { code, stdout, stderr } = await trailkey(work, "lint", "fixable.json", "--fix");
    expect(read()).toBe(fixable.replace("DescribKey", "DescribeKey"));
    expect(stderr).toMatch(/^fixed 1 finding: unknown-action\n/);
    expect([code, stdout.includes("unknown-action")]).toEqual([stdout === "" ? 0 : 2, false]);
  });

  test("with --diff writes nothing", async () => {
    const { code, stdout, stderr } = await trailkey(work, "lint", "fixable.json", "--fix", "--diff");
    expect([code, read()]).toEqual([2, fixable]);
    expect(stdout).toContain('-      "Action": ["kms:Decrypt", "kms:DescribKey"], // both\n');
    expect(stdout).toContain('+      "Action": ["kms:Decrypt", "kms:DescribeKey"], // both\n');
    expect(stderr).toBe("--fix would fix 1 finding: unknown-action\n");
  });

  test("leaves a file alone in which nothing can be fixed", async () => {
    expect(await trailkey(work, "lint", "good.json", "--fix", "--diff")).toEqual({
      code: 0,
      stdout: "",
      stderr: "nothing to fix\n",
    });
    expect((await trailkey(work, "lint", "good.json", "--fix")).stderr).toBe("no findings\n");
    expect(readFileSync(join(work, "good.json"), "utf8")).toBe(good);
  });

  test("what it has fixed, it does not fix again", async () => {
    await trailkey(work, "lint", "flawed.json", "--fix");
    const once = readFileSync(join(work, "flawed.json"), "utf8");
    expect(once).not.toBe(flawed);
    expect((await trailkey(work, "lint", "flawed.json", "--fix", "--diff")).stderr).toBe("nothing to fix\n");
    const left = await findingsOf("flawed.json");
    // A statement for a reader that cannot exist is not made two of.
    expect(left.map(({ code }) => code)).toEqual(["reader-without-context", "account-id"]);
  });

  test.each([
    [["-", "--fix"], "--fix: stdin cannot be written in place: give a file\n"],
    [["fixable.json", "--diff"], "--diff: requires --fix\n"],
    [
      ["plan.json", "--fix"],
      "plan.json: is a Terraform plan, which cannot be fixed: fix the policy in the configuration\n",
    ],
  ])("%j is refused", async (words, message) => {
    const { code, stderr } = await trailkeyGiven(flawed, work, "lint", ...words);
    expect([code, stderr]).toEqual([1, message]);
  });

  test("shows what it would fix of stdin", async () => {
    const { stdout } = await trailkeyGiven(fixable, work, "lint", "-", "--fix", "--diff");
    expect(stdout).toContain("--- a/stdin\n");
  });
});
