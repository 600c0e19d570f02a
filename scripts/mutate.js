// Changes the sources of a folder one small step at a time and counts the changes that its unit tests notice. The
// report, and what the next run need not repeat, stand in node_modules/.cache/stryker.
//
// Usage: node scripts/mutate.js [--force] lib/FOLDER…; default: the folders whose score is promised
const { existsSync, readFileSync, readdirSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { dirname, join, resolve } = require("node:path");

/** Where nearly every change must be noticed: what decides, and what an account is given. */
const promised = [
  "lib/evaluate",
  "lib/policy",
  "lib/merge",
  "lib/config/contradictions",
  "lib/describe/statements",
];
const promisedScore = 90;

/** The folders of tests in which a folder's meaning shows, where it is not its mirror alone. */
const testedBy = {
  "lib/policy": ["test/policy", "test/evaluate"],
  "lib/config/contradictions": ["test/config"],
  "lib/cases": ["test/cases", "test/report", "test/cli/commands"],
  "lib/terraform": ["test/terraform", "test/describe", "test/hcl"],
  "lib/describe/statements": ["test/describe", "test/examples", "test/expectations"],
};

/** Tests of large texts, by their names: they take seconds where each step is counted, and prove nothing more. */
const ofSize = "of any length|long lists";

/** The folder that mirrors one of lib, or the nearest above it: `test/describe` for `lib/describe/statements`. */
function mirrorOf(folder) {
  const mirror = folder.replace(/^lib\b/, "test");
  return existsSync(mirror) ? mirror : mirrorOf(dirname(folder));
}

/** The runner has no mocks, and properties take too long to be repeated for each mutant. */
function unitTestsIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((file) => join(folder, file))
    .filter((file) => /(?<!\.(properties|process))\.test\.ts$/.test(file))
    .filter((file) => !/\bjest\./.test(readFileSync(file, "utf8")));
}

async function mutate(folder, force) {
  const { Stryker } = await import("@stryker-mutator/core");
  const cache = `node_modules/.cache/stryker/${folder.replaceAll("/", "-")}`;
  await new Stryker({
    mutate: [`${folder}/**/*.ts`, "!**/*.d.ts"],
    plugins: [join(__dirname, "in-process-runner.js")],
    testRunner: "in-process",
    inProcess: { testFiles: (testedBy[folder] ?? [mirrorOf(folder)]).flatMap(unitTestsIn), leftOut: ofSize },
    coverageAnalysis: "perTest",
    concurrency: 1,
    // Nothing checks types here, and tests read sources.
    disableTypeChecks: false,
    // What does not end is mostly noticed by counting, so a slow machine must not be taken for it.
    timeoutMS: 30_000,
    incremental: true,
    force,
    incrementalFile: `${cache}/incremental.json`,
    reporters: ["progress-append-only", "clear-text", "html", "json"],
    clearTextReporter: { reportTests: false, allowColor: false },
    htmlReporter: { fileName: `${cache}/report.html` },
    jsonReporter: { fileName: `${cache}/report.json` },
    // Not in the project, where Jest, ESLint and Prettier would come upon a copy of it.
    tempDirName: join(tmpdir(), "trailkey-mutate"),
    thresholds: {
      high: promisedScore,
      low: promisedScore,
      break: promised.includes(folder) ? promisedScore : null,
    },
  }).runMutationTest();
}

async function main(given) {
  process.chdir(resolve(__dirname, ".."));
  const folders = given.filter((word) => word !== "--force").map((folder) => folder.replace(/\/$/, ""));
  for (const folder of folders.length === 0 ? promised : folders) {
    if (!/^lib\b/.test(folder) || !existsSync(folder)) throw new Error(`${folder} is no folder of lib`);
    await mutate(folder, given.includes("--force"));
  }
}

void main(process.argv.slice(2));
