// Writes beside the files of the bundle the code that V8 compiles from them, for lib/cli/load-compiled.ts. V8 compiles
// a function when it is first called, so each program runs before.
const { execFileSync } = require("node:child_process");
const { mkdtempSync, readdirSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const root = join(__dirname, "..");
const keepCompiled = join(__dirname, "keep-compiled.js");

/** `lint` stands for all other commands. */
const runs = [
  ["generate", "-c", join(root, "examples/log-archive.yaml"), "-o", "out"],
  ["lint", "--quiet", "--fail-on", "never", join(root, "examples/policies/flawed.json")],
];

/** @param {string} target The folder of the bundle. */
function compileBundle(target) {
  // Of other versions of Node.
  const old = readdirSync(target, { recursive: true }).filter((path) => /\.js\.v[^/\\]+$/.test(path));
  for (const path of old) rmSync(join(target, path));
  const work = mkdtempSync(join(tmpdir(), "trailkey-compile-"));
  try {
    for (const words of runs) {
      execFileSync(process.execPath, ["--require", keepCompiled, join(target, "cli/trailkey.js"), ...words], {
        cwd: work,
        stdio: ["ignore", "ignore", "inherit"],
      });
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}

module.exports = { compileBundle };
