import { rmSync } from "node:fs";
import { join } from "node:path";
import { loadCompiled } from "../../lib/cli/load-compiled";
import { temporaryDirectory } from "./memory-io";
import { writeTree } from "./tree";

let work: string;

beforeAll(() => {
  work = temporaryDirectory();
});
afterAll(() => {
  rmSync(work, { recursive: true });
});

test("a file without compiled code is loaded, once, with the files and modules that it requires", () => {
  writeTree(work, {
    "cli/program.js": 'module.exports = [require("./../packages/one.js"), require("./../packages/one.js")];',
    "packages/one.js": 'exports.join = require("node:path").join;',
  });
  const loaded = loadCompiled(join(work, "cli/program.js")) as readonly { readonly join: unknown }[];
  expect(loaded[0]?.join).toBe(join);
  expect(loaded[1]).toBe(loaded[0]);
});
