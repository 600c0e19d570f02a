import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../../lib/cli/commands";
import { runProgram } from "../../../lib/cli/program";
import { watchedFileSystem } from "../faulty-file-system";
import { memoryIo, temporaryDirectory } from "../memory-io";
import { treeOf, writeTree } from "../tree";
import type { Outcome } from "../commands/run";
import { trailkey } from "../commands/run";

const flawed = readFileSync(join(__dirname, "../../cases/lint/flawed.json"), "utf8");
const plan = readFileSync(join(__dirname, "../../cases/lint/plan/plan.json"), "utf8");

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  writeTree(work, { "policies/flawed.json": flawed, "plan.json": plan });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

interface Policy {
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}
interface Entry {
  readonly file: string;
  readonly rule: string;
  readonly sid?: string;
  readonly statement?: string;
  readonly reason?: string;
  readonly until?: string;
}

const lint = (...words: readonly string[]): Promise<Outcome> =>
  trailkey(
    work,
    "lint",
    ...(words[0]?.startsWith("-") ? ["policies/flawed.json", "plan.json", ...words] : words),
    "--baseline",
    "base/line.json",
  );
const adopt = (...words: readonly string[]): Promise<Outcome> => lint(...words, "--adopt");
const baseline = (): string => readFileSync(join(work, "base/line.json"), "utf8");
const entries = (): readonly Entry[] =>
  (JSON.parse(baseline()) as { readonly entries: readonly Entry[] }).entries;
const rewrite = (change: (policy: Policy) => unknown): void => {
  writeTree(work, { "policies/flawed.json": JSON.stringify(change(JSON.parse(flawed) as Policy), null, 1) });
};
const withoutSids = ({ Statement, ...rest }: Policy): unknown => ({
  ...rest,
  Statement: Statement.map((statement) => ({ ...statement, Sid: undefined })),
});
const codesOf = ({ stdout }: Outcome): readonly string[] =>
  [...stdout.matchAll(/^\S+: (?:error|warning|note) (\S+):/gm)].map((match) => match[1] ?? "");

test("one command adopts all that is found, and the next run finds nothing", async () => {
  const adopted = await adopt("--reason", "known since 2019", "--until", "2027-01-31");
  expect([adopted.code, adopted.stdout]).toEqual([0, "base/line.json\n"]);
  expect(adopted.stderr).toBe(`${entries().length} entries added, 0 removed\n`);
  expect(entries().length).toBe(14);
  for (const entry of entries()) {
    expect(entry).toMatchObject({ reason: "known since 2019", until: "2027-01-31" });
  }
  const { code, stdout, stderr } = await lint("--quiet");
  expect([code, stdout, stderr]).toEqual([0, "", ""]);
  expect((await lint("--fail-on", "note")).stderr).toMatch(/no findings, 14 suppressed\n$/);
});

test("its bytes do not depend on the order of the files, and adopting twice changes nothing", async () => {
  await adopt("plan.json", "policies/flawed.json");
  const before = baseline();
  const again = await adopt("policies/flawed.json", "plan.json");
  expect([again.stderr, baseline()]).toEqual(["0 entries added, 0 removed\n", before]);
  expect(entries().map(({ file }) => file)).toEqual(
    entries()
      .map(({ file }) => file)
      .toSorted(),
  );
});

test("what only moves stays suppressed", async () => {
  await adopt("policies/flawed.json");
  rewrite(({ Statement, ...rest }) => ({ Statement: Statement.toReversed(), ...rest }));
  expect((await lint("policies/flawed.json")).code).toBe(0);
});

test("what is new in a statement of the same Sid is found", async () => {
  await adopt("policies/flawed.json");
  rewrite(({ Statement, ...rest }) => ({
    ...rest,
    Statement: Statement.map((statement) =>
      JSON.stringify(statement).includes("DescribKey")
        ? { ...statement, Action: ["kms:DescribKey", "kms:Decrpt"] }
        : statement,
    ),
  }));
  expect(codesOf(await lint("policies/flawed.json"))).toContain("unknown-action");
});

test("the same fault a second time is found", async () => {
  rewrite(withoutSids);
  await adopt("policies/flawed.json");
  const once = codesOf(await lint("policies/flawed.json"));
  rewrite(({ Statement, ...rest }) => ({
    ...rest,
    Statement: [
      ...Statement,
      Statement.find((statement) => JSON.stringify(statement).includes("DescribKey")),
    ].map((statement) => ({ ...statement, Sid: undefined })),
  }));
  expect(once).toEqual([]);
  expect(codesOf(await lint("policies/flawed.json")).toSorted()).toEqual([
    "account-id",
    "reader-without-context",
    "unknown-action",
  ]);
});

test("a statement without a Sid is known by its content", async () => {
  rewrite(withoutSids);
  await adopt("policies/flawed.json");
  const about = entries().filter(({ sid }) => sid === undefined);
  expect(about.some(({ statement }) => /^[0-9a-f]{32}$/.test(statement ?? ""))).toBe(true);
});

describe("an entry that nothing needs", () => {
  beforeEach(async () => {
    await adopt("policies/flawed.json");
    rewrite(({ Statement, ...rest }) => ({
      ...rest,
      Statement: Statement.map(
        (statement) => JSON.parse(JSON.stringify(statement).replace("DescribKey", "DescribeKey")) as object,
      ),
    }));
  });

  test("is a finding where it stands", async () => {
    const outcome = await lint("policies/flawed.json");
    expect(codesOf(outcome)).toEqual(["unused-suppression"]);
    const line =
      baseline()
        .split("\n")
        .findIndex((text) => text.includes('"unknown-action"')) + 1;
    expect(outcome.stdout).toMatch(
      new RegExp(`^base/line\\.json:${line}:\\d+: warning unused-suppression: `),
    );
    expect(outcome.code).toBe(2);
  });

  test("is none while its file is not judged", async () => {
    expect(codesOf(await lint("plan.json"))).not.toContain("unused-suppression");
  });

  test("is one when its file is gone", async () => {
    rmSync(join(work, "policies/flawed.json"));
    expect(codesOf(await lint("plan.json"))).toContain("unused-suppression");
  });

  test("is dropped by adopting again; entries of other files stay", async () => {
    await adopt("plan.json");
    const { stderr } = await adopt("policies/flawed.json");
    expect(stderr).toBe("0 entries added, 1 removed\n");
    expect(new Set(entries().map(({ file }) => file))).toEqual(
      new Set(["../plan.json", "../policies/flawed.json"]),
    );
  });
});

test("an entry of a plan that is not there says nothing: plans are made when they are needed", async () => {
  await adopt("policies/flawed.json", "plan.json");
  rmSync(join(work, "plan.json"));
  expect(codesOf(await lint("policies/flawed.json"))).toEqual([]);
  await adopt("policies/flawed.json");
  expect(entries().some(({ file }) => file === "../plan.json")).toBe(true);
});

describe("an entry whose last day is past", () => {
  beforeEach(async () => {
    await adopt("policies/flawed.json", "--until", "2026-11-23");
  });

  test("suppresses nothing, and is a finding", async () => {
    const codes = codesOf(await lint("policies/flawed.json"));
    expect(codes).toContain("unknown-action");
    expect(codes.filter((code) => code === "expired-suppression")).toHaveLength(7);
  });

  test("is kept as it is by adopting again, unless another day is given", async () => {
    expect((await adopt("policies/flawed.json")).stderr).toContain(
      "7 entries had already expired and are kept",
    );
    expect((await lint("policies/flawed.json")).code).toBe(2);
    await adopt("policies/flawed.json", "--until", "2027-01-01");
    expect((await lint("policies/flawed.json")).code).toBe(0);
  });
});

test("what the config suppresses is not adopted too", async () => {
  const ignore = [{ rule: "unknown-action", reason: "known" }];
  writeTree(work, {
    "trailkey.json": JSON.stringify({
      name: "org-audit",
      account: "111111111111",
      region: "us-east-1",
      bucket: { name: "org-audit-logs", bucketKey: false },
      lint: { ignore, severity: { "dead-condition": "off" } },
    }),
  });
  await adopt("policies/flawed.json", "-c", "trailkey.json");
  const rules = entries().map(({ rule }) => rule);
  expect(rules).toContain("account-id");
  expect(rules).not.toContain("unknown-action");
  expect(rules).not.toContain("dead-condition");
});

test("nothing is written where a file cannot be read", async () => {
  const before = treeOf(work);
  const { code, stdout, stderr } = await adopt("policies/flawed.json", "missing.json");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(
    /^missing\.json: .*\nbase\/line\.json: the baseline was not written, because not every file could be read\n$/,
  );
  expect(treeOf(work)).toEqual(before);
});

test("a baseline that is missing is an error", async () => {
  const { code, stderr } = await lint("plan.json");
  expect([code, stderr]).toEqual([1, "base/line.json: no such file or directory (open, ENOENT)\n"]);
});

test.each([
  ["no JSON", "{", /^base\/line\.json:1:2: /],
  ["of another version", '{"version": 2, "entries": []}', /^base\/line\.json:1:13: version: /],
  [
    "with a wrong day",
    '{"version": 1, "entries": [{"file": "a", "rule": "lockout", "finding": "0", "until": "soon"}]}',
    /entries\[0\]\.until: .*YYYY-MM-DD/,
  ],
  [
    "with a wrong hash",
    '{"version": 1, "entries": [{"file": "a", "rule": "lockout", "finding": "0"}]}',
    /entries\[0\]\.finding: .*32 hexadecimal digits/,
  ],
])("a baseline that is wrong is told where: %s", async (_, text, message) => {
  writeTree(work, { "base/line.json": text });
  const { code, stdout, stderr } = await lint("plan.json");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
});

test.each([
  [["--adopt"], "--adopt: requires --baseline FILE, the file to write\n"],
  [["--baseline", "b.json", "--until", "2027-01-01"], "--until: requires --adopt\n"],
  [["--baseline", "b.json", "--adopt", "--until", "2027-02-30"], /^--until: "2027-02-30" is not a day/],
  [["--baseline", "b.json", "--adopt", "--reason", " "], /^--reason: " " is not a reason/],
])("%j is bad input", async (words, message) => {
  const { code, stdout, stderr } = await trailkey(work, "lint", "plan.json", ...words);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
});

test("adopting tells programs what it did", async () => {
  const { stdout } = await adopt("policies/flawed.json", "--json");
  expect(JSON.parse(stdout)).toEqual({ written: ["base/line.json"], added: 7, removed: 0, ended: 0 });
});

test("a baseline that another program writes meanwhile is left as it is", async () => {
  await adopt();
  const other = `\uFEFF${baseline()}`;
  const files = watchedFileSystem((_, name) => {
    if (name === "create") writeTree(work, { "base/line.json": other });
  });
  const words = ["lint", "policies/flawed.json", "--baseline", "base/line.json", "--adopt"];
  expect(await runProgram(words, memoryIo(work, files), commands, "0")).toBe(1);
  expect(baseline()).toBe(other);
  expect(await runProgram(words, memoryIo(work), commands, "0")).toBe(0);
});
