import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { configOf } from "../../support/place";
import { describe as blueprintOf } from "../../../lib/describe/describe";
import { render } from "../../../lib/hcl/render";
import { temporaryDirectory } from "../memory-io";
import { writeTree } from "../tree";
import { trailkey } from "../commands/run";

const flawed = readFileSync(join(__dirname, "../../cases/lint/flawed.json"), "utf8");
const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs", bucketKey: false },
};

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  writeTree(work, { "flawed.json": flawed });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

interface Printed {
  readonly findings: readonly PrintedFinding[];
  readonly suppressed: readonly (PrintedFinding & { readonly by: string; readonly reason: string })[];
}
interface PrintedFinding {
  readonly code: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

async function judge(lint: unknown, ...words: readonly string[]): Promise<Printed> {
  writeTree(work, { "trailkey.json": JSON.stringify({ ...base, lint }, null, 2) });
  const files = words.length === 0 ? ["flawed.json"] : words;
  return JSON.parse(
    (await trailkey(work, "lint", ...files, "-c", "trailkey.json", "--json")).stdout,
  ) as Printed;
}

const codes = ({ findings }: Printed): readonly string[] => findings.map(({ code }) => code);
const reason = "known since 2019";

test("what the config ignores is suppressed, with its reason, and counted", async () => {
  const before = codes(await judge({}));
  const result = await judge({ ignore: [{ rule: "unknown-action", reason }] });
  expect(codes(result)).toEqual(before.filter((code) => code !== "unknown-action"));
  expect(result.suppressed).toMatchObject([{ code: "unknown-action", by: "config", reason }]);
  const { stderr } = await trailkey(work, "lint", "flawed.json", "-c", "trailkey.json");
  expect(stderr).toContain(", 1 suppressed\n");
});

test("by Sid and by file no other statement and no other file is meant", async () => {
  const found = JSON.parse(flawed) as { readonly Statement: readonly { readonly Sid?: string }[] };
  const sids = found.Statement.flatMap(({ Sid }) => Sid ?? []);
  const { suppressed } = await judge({
    ignore: sids.map((sid) => ({ rule: "unknown-action", sid, file: "flawed.json", reason })),
  });
  expect(suppressed.map(({ code }) => code)).toEqual(["unknown-action"]);
  writeTree(work, { "other/flawed.json": flawed });
  const two = await judge(
    { ignore: [{ rule: "unknown-action", file: "flawed.json", reason }] },
    "flawed.json",
    "other/flawed.json",
  );
  expect(two.suppressed.map(({ file }) => file)).toEqual(["flawed.json"]);
});

test("a suppression without a reason is refused", async () => {
  writeTree(work, {
    "trailkey.json": JSON.stringify({
      ...base,
      lint: { ignore: [{ rule: "lockout" }, { rule: "lockout", reason: " " }] },
    }),
  });
  const { code, stderr } = await trailkey(work, "lint", "flawed.json", "-c", "trailkey.json");
  expect(code).toBe(1);
  expect(stderr).toMatch(/lint\.ignore\[0\]\.reason: is missing/);
  expect(stderr).toMatch(/lint\.ignore\[1\]\.reason: .*more than spaces/);
});

test.each([
  [
    { ignore: [{ rule: "lokout", reason }] },
    'lint.ignore[0].rule: there is no lint rule "lokout": did you mean lockout?',
  ],
  [{ severity: { "unknown-actions": "off" } }, "did you mean unknown-action?"],
])("a rule that does not exist is refused where it stands: %j", async (lint, message) => {
  writeTree(work, { "trailkey.json": JSON.stringify({ ...base, lint }, null, 2) });
  const { code, stdout, stderr } = await trailkey(work, "lint", "flawed.json", "-c", "trailkey.json");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^trailkey\.json:\d+:\d+: /);
});

describe("until its last day, by the clock of the command line,", () => {
  test.each([
    ["2026-11-24", ["unknown-action"], []],
    ["2026-11-23", [], ["unknown-action", "expired-suppression"]],
  ])("%s", async (until, suppressed, found) => {
    const result = await judge({ ignore: [{ rule: "unknown-action", reason, until }] });
    expect(result.suppressed.map(({ code }) => code)).toEqual(suppressed);
    expect(codes(result).filter((code) => /unknown-action|suppression/.test(code))).toEqual(found);
  });

  test("a suppression that has ended is told at its place", async () => {
    const result = await judge({ ignore: [{ rule: "unknown-action", reason, until: "2025-01-01" }] });
    const lines = readFileSync(join(work, "trailkey.json"), "utf8").split("\n");
    const told = result.findings.find(({ code }) => code === "expired-suppression");
    expect(told).toMatchObject({ severity: "warning", file: "trailkey.json" });
    expect(lines[(told?.line ?? 0) - 1]).toContain('"unknown-action"');
  });
});

describe("a suppression that nothing needs", () => {
  test("is a finding", async () => {
    const { findings } = await judge({
      ignore: [{ rule: "lockout", sid: "Gone", reason, until: "2020-01-01" }],
    });
    expect(findings.at(-1)).toMatchObject({
      code: "unused-suppression",
      severity: "warning",
      message: 'The suppression of lockout of statement "Gone" matches no finding',
    });
  });

  test("is none while its file is not judged, unless there is no such file", async () => {
    writeTree(work, { "other.json": flawed });
    const ignore = (file: string): unknown => ({ ignore: [{ rule: "lockout", file, reason }] });
    expect(codes(await judge(ignore("other.json")))).not.toContain("unused-suppression");
    expect(codes(await judge(ignore("gone.json")))).toContain("unused-suppression");
  });

  test("is none where a file could not be read", async () => {
    const result = await judge({ ignore: [{ rule: "lockout", reason }] }, "flawed.json", "missing.json");
    expect(codes(result)).not.toContain("unused-suppression");
  });
});

test("a severity of the config stands for the rule's own; off is not reported", async () => {
  const { findings } = await judge({ severity: { "unknown-action": "note", "dead-condition": "off" } });
  expect(findings.find(({ code }) => code === "unknown-action")?.severity).toBe("note");
  expect(findings.map(({ code }) => code)).not.toContain("dead-condition");
});

test("severities decide how the run ends", async () => {
  const every = Object.fromEntries(codes(await judge({})).map((code) => [code, "note"]));
  await judge({ severity: every });
  expect((await trailkey(work, "lint", "flawed.json", "-c", "trailkey.json")).code).toBe(0);
});

test("the accounts that the config and the command line trust are trusted together", async () => {
  const Principal = { AWS: ["arn:aws:iam::222222222222:root", "arn:aws:iam::333333333333:root"] };
  const statement = { Sid: "Readers", Effect: "Allow", Principal, Action: "kms:Decrypt", Resource: "*" };
  writeTree(work, { "shared.json": JSON.stringify({ Statement: [statement] }) });
  const lint = { trust: ["333333333333"] };
  expect(codes(await judge(lint, "shared.json"))).toContain("foreign-account");
  expect(codes(await judge(lint, "shared.json", "--trust", "222222222222"))).not.toContain("foreign-account");
});

test("nothing that is generated depends on how lint judges", () => {
  const lint = {
    trust: ["333333333333"],
    severity: { lockout: "off" },
    ignore: [{ rule: "lockout", sid: "A", file: "a.json", reason, until: "2027-01-01" }],
  };
  expect(render(blueprintOf(configOf({ ...base, lint })))).toEqual(render(blueprintOf(configOf(base))));
});
