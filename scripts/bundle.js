// Bundles each program and each entry of the library into one file: a run reads one file in place of some hundred,
// and who installs trailkey gets no package beside it that is mostly unused. Node reads all of a file before it runs
// any of it, so what few runs need is apart: packages that are loaded on demand, what judges the user's own statements,
// and all commands but `generate`.
// The licences of the packages go beside the files.
//
// Usage: node scripts/bundle.js [DIRECTORY]; default: dist
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { dirname, join, relative, resolve } = require("node:path");
const { build } = require("esbuild");
const { compileBundle } = require("./compile-bundle.js");
const { inSuccessor, successors } = require("./successor.js");
const { peerDependencies, version } = require("../package.json");

const root = join(__dirname, "..");
const target = resolve(process.argv[2] ?? join(root, "dist"));

/** Packages that a run loads when it needs them. They have no state that two copies could differ in. */
const onDemand = ["diff", "js-yaml", "jsonc-parser", "tinyglobby", "yaml"];

const fileOf = (name) => `packages/${name}.js`;

/** As a module for `import`, tinyglobby asks for its own URL, which a bundle does not have. */
const entryOf = (name) => (name === "tinyglobby" ? require.resolve(name) : name);

/** Evaluates and lints, which only a config with statements of its own needs. It has no state either. */
const ownStatements = "lib/report/own-statements";

const bundles = [
  { entry: "lib/cli/main.ts", file: "cli/trailkey.js" },
  { entry: "lib/cli/generate-program.ts", file: "cli/generate-program.js", judgesApart: true },
  { entry: "lib/cli/every-command.ts", file: "cli/every-command.js" },
  { entry: "main.ts", file: "main.js", judgesApart: true },
  { entry: "lib/index.ts", file: "lib/index.js" },
  { entry: "lib/cdktf/index.ts", file: "lib/cdktf/index.js", judgesApart: true },
  { entry: "main.ts", file: "main-cdktn.js", judgesApart: true, forSuccessor: true },
  { entry: "lib/cdktf/index.ts", file: "lib/cdktn/index.js", judgesApart: true, forSuccessor: true },
  { entry: `${ownStatements}.ts`, file: `${ownStatements}.js` },
  ...onDemand.map((name) => ({ entry: entryOf(name), file: fileOf(name) })),
];

/** jiti reads TypeScript configs and brings its own loader; cdktf is the user's, and must be the one of their stacks. */
const external = ["jiti", "cdktf", "constructs", "@cdktf/*", "cdktn", "@cdktn/*"];

/** What an app needs beside trailkey, by the package's own ranges. */
function peersOf(forSuccessor) {
  const others = new Set(forSuccessor ? Object.keys(successors) : Object.values(successors));
  return Object.fromEntries(Object.entries(peerDependencies).filter(([name]) => !others.has(name)));
}

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

/** Leaves packages on demand to their own files. */
const withPackagesApart = (file) => ({
  name: "with-packages-apart",
  setup(builder) {
    builder.onResolve({ filter: new RegExp(`^(${onDemand.join("|")})$`) }, ({ path, kind }) =>
      kind === "entry-point"
        ? undefined
        : { path: `./${relative(dirname(file), fileOf(path))}`, external: true },
    );
  },
});

/** Leaves what judges the user's own statements to its own file. */
const withJudgeApart = (file) => ({
  name: "with-judge-apart",
  setup(builder) {
    builder.onResolve({ filter: /\/report\/own-statements$/ }, () => ({
      path: `./${relative(dirname(file), `${ownStatements}.js`)}`,
      external: true,
    }));
  },
});

/** Takes the packages of CDKTF's successor in the place of CDKTF's, in the only sources that may name them. */
const withSuccessor = {
  name: "with-successor",
  setup(builder) {
    builder.onLoad({ filter: /[\\/](lib[\\/]cdktf[\\/].*|main)\.ts$/ }, ({ path }) =>
      [join(root, "lib/cdktf/"), join(root, "main.ts")].some((own) => path.startsWith(own))
        ? { contents: inSuccessor(readFileSync(path, "utf8")), loader: "ts" }
        : undefined,
    );
  },
};

async function bundle({ entry, file, judgesApart = false, forSuccessor = false }) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join(target, file),
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
    external,
    define: {
      // An object is put into every file of the bundle, so only where it is read.
      ...(entry === "main.ts" && { trailkeyPeers: JSON.stringify(peersOf(forSuccessor)) }),
      trailkeyVersion: JSON.stringify(version),
    },
    plugins: [
      withoutChildProcess,
      withPackagesApart(file),
      ...(judgesApart ? [withJudgeApart(file)] : []),
      ...(forSuccessor ? [withSuccessor] : []),
    ],
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

async function bundleAll() {
  const inputs = await Promise.all(bundles.map(bundle));
  writeFileSync(join(target, "THIRD-PARTY-LICENSES.txt"), notices(inputs.flat()));
  compileBundle(target);
}

function notices(inputs) {
  const packages = new Set(inputs.map(packageOf).filter((folder) => folder !== undefined));
  return `The files here contain the following packages.\n${[...packages].sort().map(notice).join("")}`;
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

void bundleAll();
