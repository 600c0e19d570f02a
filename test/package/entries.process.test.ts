import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { exports as entries, peerDependencies } from "../../package.json";

const installed = "/app/node_modules/trailkey";
const manifest = readFileSync(join(__dirname, "../../package.json"), "utf8");

/** The declarations that a TypeScript project in /app finds for a name, where only the package's entries are there. */
function declarationsOf(name: string, moduleResolution: ts.ModuleResolutionKind): string | undefined {
  const files = new Map([[`${installed}/package.json`, manifest]]);
  for (const { types } of [entries["."], entries["./cdktf"], entries["./cdktn"]])
    files.set(join(installed, types), "");
  const host: ts.ModuleResolutionHost = {
    fileExists: (file) => files.has(file),
    readFile: (file) => files.get(file),
  };
  return ts.resolveModuleName(name, "/app/main.ts", { moduleResolution }, host).resolvedModule
    ?.resolvedFileName;
}

// `cdktf init` makes projects with "moduleResolution": "node", which reads no "exports".
test.each([
  ["node", ts.ModuleResolutionKind.Node10],
  ["node16", ts.ModuleResolutionKind.Node16],
  ["bundler", ts.ModuleResolutionKind.Bundler],
])("all entries have their types under moduleResolution %s", (_name, kind) => {
  expect(declarationsOf("trailkey", kind)).toBe(join(installed, entries["."].types));
  expect(declarationsOf("trailkey/cdktf", kind)).toBe(join(installed, entries["./cdktf"].types));
  expect(declarationsOf("trailkey/cdktn", kind)).toBe(join(installed, entries["./cdktn"].types));
});

test("the page about cdktn installs the versions that the package takes", () => {
  const page = readFileSync(join(__dirname, "../../docs/cdktn.md"), "utf8");
  for (const name of ["cdktn", "@cdktn/provider-aws"] as const)
    expect(page).toContain(` ${name}@${peerDependencies[name]} `);
});
