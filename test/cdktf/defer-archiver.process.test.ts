import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
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

const printed = (script: string, cwd = folder): string =>
  execFileSync(process.execPath, ["-e", `require("./defer-archiver.js").deferArchiver(); ${script}`], {
    cwd,
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

test("an archiver that is the user's own, and no dependency of cdktf, is left alone", () => {
  const project = mkdtempSync(join(tmpdir(), "trailkey-archiver-"));
  try {
    copyFileSync(join(folder, "defer-archiver.js"), join(project, "defer-archiver.js"));
    for (const name of ["cdktf", "archiver"]) {
      const installed = join(project, "node_modules", name);
      mkdirSync(installed, { recursive: true });
      writeFileSync(join(installed, "package.json"), JSON.stringify({ name, version: "1.0.0" }));
      writeFileSync(join(installed, "index.js"), `module.exports = "the package ${name}";`);
    }
    expect(printed('console.log(require("archiver"))', project)).toBe("the package archiver");
  } finally {
    rmSync(project, { recursive: true });
  }
});
