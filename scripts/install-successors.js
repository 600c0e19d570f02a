// Installs what the tests of trailkey/cdktn, and of a second @cdktf/provider-aws, need: near 900 MB, which `npm ci` is
// spared. It asks the registry, and does nothing where that version of it is there.
const { execFileSync } = require("node:child_process");
const { copyFileSync, existsSync, mkdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { config } = require("./successors/package.json");

const root = join(__dirname, "..");
const source = join(__dirname, "successors");
const target = join(root, config.folder);

const isInstalled = () =>
  // npm writes it when all is in its place.
  existsSync(join(target, "node_modules/.package-lock.json")) &&
  ["package.json", "package-lock.json"].every(
    (name) => readFileSync(join(source, name), "utf8") === readFileSync(join(target, name), "utf8"),
  );

if (!isInstalled()) {
  mkdirSync(target, { recursive: true });
  for (const name of ["package.json", "package-lock.json"])
    copyFileSync(join(source, name), join(target, name));
  // The provider asks for a newer Node than it needs.
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: target,
    stdio: "inherit",
  });
}
