import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const root = join(__dirname, "../..");
let folder: string;

beforeAll(() => {
  // Below the repository, where the program finds cdktf.
  mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
  folder = mkdtempSync(join(root, "node_modules/.cache/trailkey-archiver-"));
  buildSync({
    entryPoints: [join(root, "lib/cdktf/defer-archiver.ts")],
    outfile: join(folder, "defer-archiver.js"),
    bundle: true,
    external: ["cdktf"],
    platform: "node",
    format: "cjs",
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const printed = (script: string): string =>
  execFileSync(process.execPath, ["-e", `require("./defer-archiver.js").deferArchiver(); ${script}`], {
    cwd: folder,
    encoding: "utf8",
  }).trim();

test("cdktf is loaded without what only archiver needs", () => {
  const loaded = 'Object.keys(require.cache).some((path) => path.includes("/archiver-utils/"))';
  expect(printed(`require("cdktf"); console.log(${loaded})`)).toBe("false");
});

test("what packs archives is loaded when it is first called", () => {
  const archiver = 'require("node:module").createRequire(require.resolve("cdktf"))("archiver")';
  expect(printed(`console.log(typeof ${archiver}("zip", {}).directory)`)).toBe("function");
});
