// Bundles the command line into one file, dist/cli/trailkey.js: a run of it reads one file in place of some
// hundred. A command's modules are in it as functions that only that command calls. Beside it go the licences
// of the packages that it contains.
//
// Usage: node scripts/bundle-cli.js [DIRECTORY]
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join, resolve } = require("node:path");
const { build } = require("esbuild");
const { version } = require("../package.json");

const root = join(__dirname, "..");
const target = resolve(process.argv[2] ?? join(root, "dist/cli"));

/**
 * Commander loads `child_process`, a sixth of a run's time, for subcommands that are programs of their own.
 * trailkey has none.
 */
const withoutChildProcess = {
  name: "without-child-process",
  setup(builder) {
    builder.onResolve({ filter: /^(node:)?child_process$/ }, () => ({
      path: "child_process",
      namespace: "left-out",
    }));
    builder.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
};

async function bundle() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["lib/cli/main.ts"],
    outfile: join(target, "trailkey.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // Modules before mains: the ECMAScript build of zod sheds what is not used.
    mainFields: ["module", "main"],
    // Names stay, for the stack of a bug that somebody reports.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    // Reads TypeScript configs, brings its own loader, and is needed by nobody else.
    external: ["jiti"],
    define: { trailkeyVersion: JSON.stringify(version) },
    plugins: [withoutChildProcess],
    metafile: true,
  });
  writeFileSync(join(target, "THIRD-PARTY-LICENSES.txt"), notices(Object.keys(metafile.inputs)));
}

function notices(inputs) {
  const packages = new Set(inputs.map(packageOf).filter((folder) => folder !== undefined));
  return `trailkey.js contains the following packages.\n${[...packages].sort().map(notice).join("")}`;
}

/** The folder of the package that a bundled file is from, or undefined for a file of our own. */
function packageOf(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const file = readdirSync(join(root, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file to print`);
  const text = readFileSync(join(root, folder, file), "utf8").trim();
  return `\n${"-".repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}

void bundle();
