import { readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "../memory-io";
import { treeOf, writeTree } from "../tree";
import { trailkey, trailkeyGiven } from "./run";

const config =
  'name: org-audit\naccount: "111111111111"\nregion: us-east-1\nbucket: { name: org-audit-logs }\n';
const policy = JSON.stringify({
  Statement: [
    { Sid: "Root", Effect: "Allow", Principal: { AWS: "111111111111" }, Action: "kms:*", Resource: "*" },
    { Sid: "Shut", Effect: "Deny", Principal: "*", Action: "kms:Encrypt", Resource: "*" },
  ],
});
const cases = `owner: "111111111111"
policy: ../policy.json
cases:
  - { name: the root repairs the policy, principal: "111111111111", action: kms:PutKeyPolicy, expect: Allowed }
  - { name: IAM decides, principal: "arn:aws:iam::111111111111:role/A", action: kms:Decrypt, iamAllows: true, expect: Allowed }
  - { name: 'a "quoted" <name>', principal: "*", action: kms:Encrypt, expect: ImplicitlyDenied }
  - { name: with a context, principal: "*", action: kms:Decrypt, context: { "kms:ViaService": [a, 1, true] }, expect: ImplicitlyDenied }
`;

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  writeTree(work, { "trailkey.yaml": config, "policy.json": policy, "tests/cases.yaml": cases });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

test("a case that fails has its line with the reasons, and all are counted", async () => {
  const { code, stdout, stderr } = await trailkey(work, "test", "tests/cases.yaml");
  expect([code, stderr]).toEqual([2, ""]);
  expect(stdout).toBe(
    'FAIL a "quoted" <name>: expected ImplicitlyDenied, got ExplicitlyDenied: a statement denies it, which overrides every Allow; statement 2 "Shut" denies it to the caller\n' +
      "4 cases, 1 fails\n",
  );
});

test("cases that hold are fine", async () => {
  writeTree(work, {
    "tests/cases.yaml": cases
      .replace("kms:Encrypt, expect: I", "kms:Encrypt, expect: Ex")
      .replace("Exmplicitly", "Explicitly"),
  });
  expect(await trailkey(work, "test", "tests/cases.yaml")).toEqual({
    code: 0,
    stdout: "4 cases, all pass\n",
    stderr: "",
  });
});

test("--json gives the verdict of every case", async () => {
  const { code, stdout } = await trailkey(work, "test", "tests/cases.yaml", "--json");
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toEqual({
    cases: [
      { name: "the root repairs the policy", verdict: "Allowed", expect: "Allowed", pass: true },
      { name: "IAM decides", verdict: "Allowed", expect: "Allowed", pass: true },
      { name: 'a "quoted" <name>', verdict: "ExplicitlyDenied", expect: "ImplicitlyDenied", pass: false },
      { name: "with a context", verdict: "ImplicitlyDenied", expect: "ImplicitlyDenied", pass: true },
    ],
  });
});

test("--junit writes a report too, every name escaped", async () => {
  const { code } = await trailkey(work, "test", "tests/cases.yaml", "--junit", "out/report.xml");
  expect(code).toBe(2);
  const report = readFileSync(join(work, "out/report.xml"), "utf8");
  expect(report).toContain('<testsuite name="tests/cases.yaml" tests="4" failures="1" errors="0">');
  expect(report).toContain(
    '<testcase name="a &#34;quoted&#34; &#60;name&#62;" classname="tests/cases.yaml">',
  );
  expect(report.match(/<failure message="expected ImplicitlyDenied/g)).toHaveLength(1);
});

test("all that is wrong with a file is told at once, each with its place", async () => {
  writeTree(work, {
    "tests/cases.yaml": `owner: 11111111111
policy: ../policy.json
region: us-east-1
cases:
  - name: one
    principal: Bob
    acton: kms:Decrypt
    expect: Alowed
  - { name: two, principal: "*", action: "kms:*", resource: key, context: { a: { b: c } }, expect: Allowed }
`,
  });
  const { code, stdout, stderr } = await trailkey(work, "test", "tests/cases.yaml");
  expect([code, stdout]).toEqual([1, ""]);
  const lines = stderr
    .trim()
    .split("\n")
    .map((line) => line.replace(/^tests\/cases\.yaml:/, ""));
  expect(lines.map((line) => line.replace(/^(\S+ \S+) .*$/, "$1")).sort()).toEqual([
    "1:8: owner:",
    "5:5: cases[0].action:",
    "6:16: cases[0].principal:",
    "7:5: cases[0].acton:",
    "8:13: cases[0].expect:",
    "9:42: cases[1].action:",
    "9:61: cases[1].resource:",
    "9:77: cases[1].context.a:",
  ]);
  expect(stderr).toMatch(/acton: .*did you mean action\?/);
  expect(stderr).toMatch(/did you mean Allowed\?/);
});

test.each([
  ["no policy", "owner: '111111111111'\n", /names no policy/],
  ["both", "policy: a\nconfig: b\nowner: '111111111111'\n", /config: cannot be combined with policy/],
  ["no owner", "policy: ../policy.json\n", /owner: is missing/],
  [
    "a Region beside a policy",
    "policy: a\nowner: '111111111111'\nregion: us-east-1\n",
    /region: requires config/,
  ],
  [
    "another owner than the config's",
    "config: ../trailkey.yaml\nowner: '222222222222'\n",
    /:2:8: owner: 222222222222 differs/,
  ],
  [
    "a policy that is not there",
    "policy: no.json\nowner: '111111111111'\n",
    /^tests\/no\.json: no such file/,
  ],
])("%s", async (_, head, message) => {
  const one = "cases:\n  - { name: one, principal: '*', action: kms:Decrypt, expect: ImplicitlyDenied }\n";
  writeTree(work, { "tests/cases.yaml": head + one });
  const { code, stdout, stderr } = await trailkey(work, "test", "tests/cases.yaml");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
});

test.each([
  ["no YAML", "cases: [", /^cases\.yaml:1:\d+: /],
  ["a key twice", "cases: []\ncases: []\n", /^cases\.yaml:2:1: this key occurs twice/],
  [
    "no cases",
    "owner: '111111111111'\npolicy: policy.json\ncases: []\n",
    /^cases\.yaml:3:\d+: cases: is an empty list/,
  ],
  ["nothing", "", /^cases\.yaml: /],
])("%s is told", async (_, text, message) => {
  writeTree(work, { "cases.yaml": text });
  const { code, stderr } = await trailkey(work, "test", "cases.yaml");
  expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
});

describe("--init", () => {
  test.each(["all.yaml", "sub/all.json"])(
    "writes the matrix of a config as %s, which its policy meets",
    async (file) => {
      expect(await trailkey(work, "test", "--init", "-o", file)).toEqual({
        code: 0,
        stdout: `${file}\n`,
        stderr: "",
      });
      const { code, stdout } = await trailkey(work, "test", file);
      expect(stdout).toMatch(/^\d{2,} cases, all pass\n$/);
      expect(code).toBe(0);
    },
  );

  test("prints it, with the place that the config does not say", async () => {
    writeTree(work, { "trailkey.yaml": "name: org-audit\nbucket: { name: org-audit-logs }\n" });
    const { code, stdout } = await trailkey(
      work,
      "test",
      "--init",
      "--account",
      "111111111111",
      "--region",
      "eu-west-1",
    );
    expect(code).toBe(0);
    writeTree(work, { "cases.yaml": stdout });
    expect(stdout).toMatch(
      /^config: trailkey\.yaml\nowner: "111111111111"\naccount: "111111111111"\nregion: eu-west-1\ncases:$/m,
    );
    expect((await trailkey(work, "test", "cases.yaml")).code).toBe(0);
  });

  test("does not write over a file", async () => {
    const before = treeOf(work);
    const { code, stderr } = await trailkey(work, "test", "--init", "-o", "policy.json");
    expect([code, stderr]).toEqual([1, "policy.json: already exists: choose another file, or remove it\n"]);
    expect(treeOf(work)).toEqual(before);
  });
});

test.each([
  [[], /^give the file of cases/],
  [["tests/cases.yaml", "-c", "trailkey.yaml"], /^--config: requires --init/],
  [["tests/cases.yaml", "--init"], /^--init takes no file/],
  [["--init", "--junit", "a.xml"], /^--junit: /],
])("%j is refused", async (words, message) => {
  const { code, stdout, stderr } = await trailkey(work, "test", ...words);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
});

describe("a report never replaces what the command reads", () => {
  test.each([
    ["the file of cases", "tests/cases.yaml"],
    ["the policy", "policy.json"],
    ["the policy, through a link", "link.json"],
  ])("%s", async (_, output) => {
    symlinkSync("policy.json", join(work, "link.json"));
    const before = treeOf(work);
    const { code, stdout, stderr } = await trailkey(work, "test", "tests/cases.yaml", "--junit", output);
    expect([code, stdout, stderr]).toEqual([
      1,
      "",
      `${output}: --junit: is an input of this command: choose another file for the output\n`,
    ]);
    expect(treeOf(work)).toEqual(before);
  });

  test.each([
    ["the policy of -p", ["-p", "live.json", "--junit", "live.json"]],
    ["the grants", ["--grants", "grants.json", "--junit", "grants.json"]],
    ["an RCP", ["--rcp", "rcp.json", "--junit", "rcp.json"]],
    ["a file in the folder of documents", ["--documents", "docs", "--junit", "docs/grants.json"]],
    ["what would be one", ["--documents", "docs", "--junit", "docs/report.json"]],
  ])("%s", async (_, words) => {
    const grants = '{"Grants":[]}';
    writeTree(work, {
      "live.json": policy,
      "grants.json": grants,
      "docs/grants.json": grants,
      "rcp.json": policy,
    });
    const before = treeOf(work);
    const { code, stderr } = await trailkey(work, "test", "tests/cases.yaml", ...words);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^\S+: --junit: is an input of this command/)]);
    expect(treeOf(work)).toEqual(before);
  });

  test("the config", async () => {
    const ofConfig = cases.replace(/^owner.*\npolicy.*$/m, "config: ../trailkey.yaml");
    writeTree(work, { "tests/cases.yaml": ofConfig });
    const { code, stderr } = await trailkey(work, "test", "tests/cases.yaml", "--junit", "trailkey.yaml");
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^trailkey\.yaml: --junit: is an input of this command/),
    ]);
    expect(treeOf(work)).toHaveProperty(["trailkey.yaml"], config);
  });
});

test.each(["policy", "config"])(
  "a %s whose name holds U+0000 is one sentence, at its line",
  async (option) => {
    const text = cases.replace(/^owner.*\npolicy.*$/m, `${option}: "a\\0b"`);
    writeTree(work, { "tests/cases.yaml": option === "policy" ? `owner: "111111111111"\n${text}` : text });
    const { code, stderr } = await trailkey(work, "test", "tests/cases.yaml");
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^tests\/cases\.yaml:\d+:\d+: \w+: is not a file name: it contains the character U\+0000\n$/,
      ),
    ]);
  },
);

test("a file of cases names its config, so it takes none on stdin", async () => {
  const { code, stderr } = await trailkey(work, "test", "--init", "-c", "-");
  expect([code, stderr]).toEqual([
    1,
    "--config: a file of cases names its config, so the config must be a file: give its path\n",
  ]);
});

describe("a policy on the command line", () => {
  const live = async (): Promise<string> => {
    const { stdout } = await trailkey(work, "policy", "--minify");
    return stdout;
  };

  test("is judged by a config's cases", async () => {
    writeTree(work, { "live.json": await live() });
    const { code, stdout, stderr } = await trailkey(work, "test", "-p", "live.json");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^\d{2,} cases, all pass\n$/);

    const open = (await live()).replace(
      /"kms:EncryptionContext:aws:cloudtrail:arn":"[^"]*"/,
      '"kms:ViaService":"*"',
    );
    writeTree(work, { "open.json": open, "other/trailkey.yaml": config });
    const failing = await trailkey(work, "test", "-p", "open.json", "-c", "other/trailkey.yaml");
    expect(failing.code).toBe(2);
    expect(failing.stdout).toMatch(/^FAIL CloudTrail /);
  });

  test("may come on stdin, as may the cases", async () => {
    const policyOnStdin = await trailkeyGiven(await live(), work, "test", "-p", "-");
    expect(policyOnStdin).toMatchObject({ code: 0, stderr: "" });
    const casesOnStdin = await trailkeyGiven(
      cases.replace("../policy.json", "policy.json"),
      work,
      "test",
      "-",
    );
    expect(casesOnStdin.code).toBe(2);
    expect(casesOnStdin.stdout).toMatch(/4 cases, 1 fails\n$/);
    const broken = await trailkeyGiven("cases: [", work, "test", "-");
    expect(broken.stderr).toMatch(/^stdin:1:\d+: /);
    const both = await trailkeyGiven(cases, work, "test", "-", "-p", "-");
    expect(both.stderr).toMatch(/^--policy: stdin can be read only once/);
  });

  test("overrides the policy or config of a file of cases", async () => {
    const fixed = policy.replace("kms:Encrypt", "kms:Sign");
    writeTree(work, { "live.json": fixed });
    expect(await trailkey(work, "test", "tests/cases.yaml", "-p", "live.json")).toEqual({
      code: 0,
      stdout: "4 cases, all pass\n",
      stderr: "",
    });
    const other = await trailkey(
      work,
      "test",
      "tests/cases.yaml",
      "-p",
      "live.json",
      "--owner",
      "222222222222",
    );
    expect(other.code).toBe(2);
  });

  test.each([
    [
      ["tests/cases.yaml", "-c", "trailkey.yaml", "-p", "policy.json"],
      /^--config: requires --init, or --policy without/,
    ],
    [["tests/cases.yaml", "--owner", "111111111111"], /^--owner: requires --policy/],
    [
      ["-p", "policy.json", "--owner", "222222222222"],
      /^--owner: 222222222222 differs from the config, which says 111111111111/,
    ],
    [["-p", "policy.json", "-o", "x.yaml"], /^--output: requires --init/],
    [["--init", "-p", "policy.json"], /^--policy: cannot be combined with --init/],
    [["--init", "--rcp", "none"], /^--rcp: cannot be combined with --init/],
    [[], /^give the file of cases/],
  ])("%j is refused", async (words, message) => {
    const { code, stdout, stderr } = await trailkey(work, "test", ...words);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
  });
});

describe("the policies beside the key policy", () => {
  const shut = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Principal: "*", Action: "kms:PutKeyPolicy", Resource: "*" }],
  });

  test("decide with it, and what was not given is named", async () => {
    writeTree(work, { "rcp.json": shut });
    const { code, stdout, stderr } = await trailkey(work, "test", "tests/cases.yaml", "--rcp", "rcp.json");
    expect(code).toBe(2);
    expect(stdout).toContain(
      "FAIL the root repairs the policy: expected Allowed, got ExplicitlyDenied: with the other policies; the key policy alone: a statement allows it",
    );
    expect(stderr).toBe("Not known without the SCPs of 111111111111, the ID of the management account\n");
    const all = ["--rcp", "none", "--grants", "none", "--management-account", "none"];
    expect((await trailkey(work, "test", "tests/cases.yaml", ...all)).stderr).toBe("");
  });
});
