import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { initCommand } from "../../../lib/cli/commands/init";
import { runProgram } from "../../../lib/cli/program";
import { starterConfig } from "../../../lib/cli/starter-config";
import { failingAt, watchedFileSystem } from "../faulty-file-system";
import { memoryIo, temporaryDirectory } from "../memory-io";
import { treeOf, writeTree } from "../tree";
import { trailkey } from "./run";

const initEntry = { name: "init", summary: "", load: () => initCommand };

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

test("init writes a config that generate takes as it is", async () => {
  const { code, stdout, stderr } = await trailkey(work, "init");
  expect([code, stdout]).toEqual([0, "trailkey.yaml\n"]);
  expect(stderr).toContain("trailkey generate");
  expect(treeOf(work)).toEqual({ "trailkey.yaml": starterConfig() });
  expect((await trailkey(work, "generate", "-o", "out")).code).toBe(0);
});

test("init writes the file that is named, its directory too, and prints it as JSON", async () => {
  const { stdout } = await trailkey(work, "init", "audit/config.yml", "--json");
  expect(JSON.parse(stdout)).toEqual({ written: ["audit/config.yml"] });
  expect(treeOf(work)).toEqual({ "audit/config.yml": starterConfig() });
});

test("init overwrites nothing, unless by force", async () => {
  writeTree(work, { "trailkey.yaml": "mine\n" });
  const { code, stderr } = await trailkey(work, "init");
  expect([code, stderr]).toEqual([1, "trailkey.yaml: already exists; --force replaces it\n"]);
  expect(treeOf(work)).toEqual({ "trailkey.yaml": "mine\n" });
  await trailkey(work, "init", "--force");
  expect(treeOf(work)).toEqual({ "trailkey.yaml": starterConfig() });
});

test.each(["trailkey.yml", "trailkey.json", "trailkey.ts"])(
  "init writes none beside a %s, not even by force",
  async (name) => {
    writeTree(work, { [name]: "mine\n" });
    const { code, stderr } = await trailkey(work, "init", "--force");
    expect([code, stderr]).toEqual([
      1,
      `trailkey.yaml: ${name} already exists in this folder, which can have only one config: choose another folder\n`,
    ]);
    expect(treeOf(work)).toEqual({ [name]: "mine\n" });
    expect((await trailkey(work, "init", "other.yaml")).code).toBe(0);
  },
);

test("init names a config above, which the new one replaces for its folder", async () => {
  writeTree(work, { "trailkey.json": "{}\n" });
  const { code, stderr } = await trailkey(work, "init", "below/trailkey.yaml");
  expect(code).toBe(0);
  expect(stderr).toContain(
    "trailkey.json is in a parent folder, and is no longer the config of this folder\n",
  );
});

test("init writes through no link, not even by force", async () => {
  writeTree(work, { elsewhere: "mine\n" });
  symlinkSync("elsewhere", join(work, "trailkey.yaml"));
  const { code, stderr } = await trailkey(work, "init", "--force");
  expect([code, stderr]).toEqual([1, "trailkey.yaml: exists and is not a file\n"]);
  expect(treeOf(work)).toEqual({ elsewhere: "mine\n", "trailkey.yaml": "->elsewhere" });
});

test("init refuses a name that is not one of YAML", async () => {
  const { code, stderr } = await trailkey(work, "init", "trailkey.json");
  expect(code).toBe(1);
  expect(stderr).toContain("must end in .yaml or .yml");
});

test.each([2, 3])(
  "a disk that refuses step %i leaves the old config and nothing half written",
  async (step) => {
    writeTree(work, { "trailkey.yaml": "mine\n" });
    const io = memoryIo(work, failingAt(step, "ENOSPC"));
    expect(await runProgram(["init", "--force"], io, [initEntry], "0.0.0")).toBe(1);
    expect(io.stderr()).toContain("no space left on the disk");
    expect(treeOf(work)).toEqual({ "trailkey.yaml": "mine\n" });
  },
);

test("a file that another program makes meanwhile is left as it is, unless by force", async () => {
  const run = async (...words: readonly string[]): Promise<number> => {
    const files = watchedFileSystem((_, name) => {
      if (name === "create") writeTree(work, { "trailkey.yaml": "mine\n" });
    });
    return runProgram(["init", ...words], memoryIo(work, files), [initEntry], "0");
  };
  expect(await run()).toBe(1);
  expect(treeOf(work)).toEqual({ "trailkey.yaml": "mine\n" });
  expect(await run("--force")).toBe(0);
  expect(treeOf(work)).toEqual({ "trailkey.yaml": starterConfig() });
});
