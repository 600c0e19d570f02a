import { closeSync, mkdirSync, openSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeIo, nodeFileSystem, showsColours } from "../../lib/cli/io";
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

test("making a directory makes its parents, through links too, and minds none that stands", () => {
  nodeFileSystem.makeDirectory(join(work, "a/b/c"));
  nodeFileSystem.makeDirectory(join(work, "a/b/c"));
  symlinkSync("a", join(work, "link"));
  nodeFileSystem.makeDirectory(join(work, "link/d"));
  expect(nodeFileSystem.list(join(work, "a"))).toEqual(["b", "d"]);
});

test("removing a file that is not there is no error, and a directory is not removed so", () => {
  mkdirSync(join(work, "directory"));
  nodeFileSystem.remove(join(work, "none"));
  expect(() => {
    nodeFileSystem.remove(join(work, "directory"));
  }).toThrow();
  expect(nodeFileSystem.list(work)).toEqual(["directory"]);
});

test("a directory that cannot be made is an error", () => {
  writeFileSync(join(work, "file"), "");
  expect(() => {
    nodeFileSystem.makeDirectory(join(work, "file"));
  }).toThrow("EEXIST");
  expect(() => {
    nodeFileSystem.makeDirectory(join(work, "file/below"));
  }).toThrow(/EEXIST|ENOTDIR/);
  if (process.platform === "linux")
    expect(() => {
      nodeFileSystem.makeDirectory("/proc/below/deeper");
    }).toThrow("ENOENT");
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

test("a file shows no colours, and a terminal none when the environment says so", () => {
  const file = openSync(join(work, "file"), "w");
  expect(showsColours(file, {})).toBe(false);
  closeSync(file);
  expect(showsColours(file, {})).toBe(false);
  expect(showsColours(1, { NO_COLOR: "1" })).toBe(false);
});

test("today is a day of the calendar, by UTC", () => {
  const before = new Date().toISOString().slice(0, 10);
  const today = nodeIo().today();
  expect([before, new Date().toISOString().slice(0, 10)]).toContain(today);
});
