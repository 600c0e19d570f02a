import { closeSync, mkdirSync, openSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeFileSystem, nodeIo, showsColours } from "../../lib/cli/io";
import { temporaryDirectory } from "./memory-io";

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

test("what stands at a path is told without following links", () => {
  mkdirSync(join(work, "directory"));
  writeFileSync(join(work, "file"), "");
  symlinkSync("nowhere", join(work, "link"));
  const kinds = ["directory", "file", "link", "none", "file/below"].map((name) =>
    nodeFileSystem.kindOf(join(work, name)),
  );
  expect(kinds).toEqual(["directory", "file", "link", null, null]);
  expect(nodeFileSystem.kindOf("/dev/null")).toBe("special");
});

test("making a directory tells which was the first to be made", () => {
  expect(nodeFileSystem.makeDirectory(join(work, "a/b/c"))).toBe(join(work, "a"));
  expect(nodeFileSystem.makeDirectory(join(work, "a/b/c"))).toBeNull();
  symlinkSync("a", join(work, "link"));
  expect(nodeFileSystem.makeDirectory(join(work, "link/d"))).toBe(join(work, "link/d"));
});

test("a directory that cannot be made is an error", () => {
  writeFileSync(join(work, "file"), "");
  expect(() => nodeFileSystem.makeDirectory(join(work, "file"))).toThrow("EEXIST");
  expect(() => nodeFileSystem.makeDirectory(join(work, "file/below"))).toThrow(/EEXIST|ENOTDIR/);
  if (process.platform === "linux")
    expect(() => nodeFileSystem.makeDirectory("/proc/below/deeper")).toThrow("ENOENT");
});

// Node's own error names the path of a file that is missing, and not of a directory that is read.
test("a directory that is read as a file is an error that names it", () => {
  let caught: unknown;
  try {
    nodeFileSystem.read(work);
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ code: "EISDIR", path: work });
});

test("a file is created only where nothing stands, not even a link", () => {
  symlinkSync("target", join(work, "link"));
  expect(() => {
    nodeFileSystem.create(join(work, "link"), "text");
  }).toThrow("EEXIST");
  expect(nodeFileSystem.kindOf(join(work, "target"))).toBeNull();
});

test("a process that is there is told from one that is gone", () => {
  const { run } = nodeIo();
  expect(run.isAlive(process.pid)).toBe(true);
  expect(run.isAlive(2 ** 22 + 1)).toBe(false);
});

test("a file shows no colours, and a terminal none when the environment says so", async () => {
  const file = openSync(join(work, "file"), "w");
  expect(await showsColours(file, {})).toBe(false);
  closeSync(file);
  expect(await showsColours(file, {})).toBe(false);
  expect(await showsColours(1, { NO_COLOR: "1" })).toBe(false);
});
