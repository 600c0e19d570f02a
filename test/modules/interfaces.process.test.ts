import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { breaksBetween, interfaceOf, isMajor, newestRelease } from "../../scripts/module-interface";
import { moduleNames, readRecord } from "../../scripts/recorded-interfaces";
import { version } from "../../package.json";

const root = join(__dirname, "../..");
const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
const record = "npx jiti scripts/record-interfaces.ts";

const modules = moduleNames();

test("every module has a record, and every record a module", () => {
  const recorded = readdirSync(join(__dirname, "interfaces"));
  expect(recorded.sort()).toEqual(modules.map((name) => `${name}.json`));
});

describe.each(modules)("modules/%s", (name) => {
  test("breaks no caller of the recorded interface", async () => {
    const now = await interfaceOf(join(root, "modules", name));
    expect(breaksBetween(readRecord(name), now)).toEqual([]);
  });

  test(`has the variables and outputs that are recorded; \`${record}\` records new ones`, async () => {
    const { variables, outputs } = readRecord(name);
    expect({ variables, outputs }).toEqual(await interfaceOf(join(root, "modules", name)));
  });

  test("records no major release that CHANGELOG.md does not have", () => {
    expect(isMajor(newestRelease(changelog) ?? version, readRecord(name).release)).toBe(false);
  });
});

test("modules/trail of the month before breaks no caller either, which no record can hide", async () => {
  const before = await interfaceOf(join(root, "test/fixtures/unreleased-2026-11/trail"));
  expect(breaksBetween(before, await interfaceOf(join(root, "modules/trail")))).toEqual([]);
});

test("what broke callers of modules/trail since 0.1 is what docs/upgrading.md tells", async () => {
  const before = await interfaceOf(join(root, "test/fixtures/release-0.1/trail"));
  const breaks = breaksBetween(before, await interfaceOf(join(root, "modules/trail")));
  expect(breaks).toEqual(["the variable bucket_name becomes required"]);
  expect(readFileSync(join(root, "docs/upgrading.md"), "utf8")).toContain("`bucket_name`");
});
