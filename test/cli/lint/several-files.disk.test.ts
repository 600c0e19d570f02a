import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { forCloudTrail } from "../../../lib/lint/examples";
import { temporaryDirectory } from "../memory-io";
import { writeTree } from "../tree";
import { trailkey, trailkeyGiven } from "../commands/run";

const flawed = readFileSync(join(__dirname, "../../cases/lint/flawed.json"), "utf8");
const good = JSON.stringify(forCloudTrail());

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  writeTree(work, {
    "good.json": good,
    "policies/b.json": flawed,
    "policies/a.json": good,
    "policies/deep/c.json": flawed,
    "policies/.hidden.json": flawed,
    "broken.json": "{",
  });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

async function judged(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await trailkey(work, "lint", ...words, "--json");
  return (JSON.parse(stdout) as { readonly judged: readonly { readonly file: string }[] }).judged.map(
    ({ file }) => file,
  );
}

test("several files are judged in one run, each once, in the order of the command line", async () => {
  expect(await judged("policies/b.json", "good.json", "./policies/b.json")).toEqual([
    "policies/b.json",
    "good.json",
  ]);
});

test.each([
  ["policies/*.json", ["policies/a.json", "policies/b.json"]],
  ["policies/**/*.json", ["policies/a.json", "policies/b.json", "policies/deep/c.json"]],
  ["{good,policies/a}.json", ["good.json", "policies/a.json"]],
  ["policies/.*.json", ["policies/.hidden.json"]],
  ["*/../good.json", ["good.json"]],
])("the pattern %s is expanded, sorted", async (pattern, files) => {
  expect(await judged(pattern)).toEqual(files);
});

test("a file whose name looks like a pattern is that file", async () => {
  writeTree(work, { "policies/[ab].json": good });
  expect(await judged("policies/[ab].json")).toEqual(["policies/[ab].json"]);
});

test("from another folder files are named from there", async () => {
  mkdirSync(join(work, "elsewhere"));
  const { stdout } = await trailkey(join(work, "elsewhere"), "lint", "../policies/*.json", "--json");
  expect(stdout).toContain('"file": "../policies/b.json"');
  expect(stdout).not.toContain(work);
});

describe("a file that cannot be read hides nothing of the others, and ends with 1", () => {
  test("in words", async () => {
    const { code, stdout, stderr } = await trailkey(
      work,
      "lint",
      "missing.json",
      "policies/b.json",
      "broken.json",
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^policies\/b\.json:19:11: error cloudtrail-cannot-describe: /m);
    expect(stderr).toMatch(
      /^3 errors, 4 warnings, 2 files not read\nmissing\.json: no such file or directory .*\nbroken\.json:1:2: .*\n$/,
    );
  });

  test("with --quiet the errors are still told", async () => {
    const { stderr } = await trailkey(work, "lint", "missing.json", "good.json", "--quiet");
    expect(stderr).toMatch(/^missing\.json: no such file or directory .*\n$/);
  });

  test("to programs, in one document", async () => {
    const { code, stdout } = await trailkey(work, "lint", "missing.json", "policies/b.json", "--json");
    expect(code).toBe(1);
    const { findings, problems } = JSON.parse(stdout) as Readonly<Record<string, readonly unknown[]>>;
    expect([findings?.length, problems]).toMatchObject([7, [{ file: "missing.json", code: "file-system" }]]);
  });

  test("in SARIF as a notification", async () => {
    const { code, stdout } = await trailkey(
      work,
      "lint",
      "broken.json",
      "policies/b.json",
      "--format",
      "sarif",
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      runs: [
        { invocations: [{ executionSuccessful: false, toolExecutionNotifications: [{ level: "error" }] }] },
      ],
    });
  });
});

test("the same fault in two files has one fingerprint: files are told apart by their names", async () => {
  const { stdout } = await trailkey(work, "lint", "policies/**/*.json", "--format", "sarif");
  const { runs } = JSON.parse(stdout) as {
    readonly runs: readonly [{ readonly results: readonly { readonly partialFingerprints: unknown }[] }];
  };
  const prints = runs[0].results.map(({ partialFingerprints }) => partialFingerprints);
  expect(prints.slice(0, 7)).toEqual(prints.slice(7));
});

test("stdin is one of several", async () => {
  const { stdout } = await trailkeyGiven(flawed, work, "lint", "good.json", "-", "--json");
  expect(stdout).toContain('"file": "stdin"');
});
