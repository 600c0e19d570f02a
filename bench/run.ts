/**
 * Speed and size, as ratios of processor time, which a busy machine changes least: both sides of each run in turn,
 * the medians compared. Exits with 1 where a limit is broken. `--install` also packs the package and installs it into
 * an empty folder, which asks the registry. `--unit` also runs the unit tests, on a machine that does nothing else.
 * `--modules` measures the modules that others call, and nothing else; `--fleet` a run of many configs.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parse, stringify } from "yaml";
import { cpuSeconds } from "./cpu-seconds";
import { decisionsPerSecond } from "./decisions";
import { largePolicy } from "./large-policy";
import { fleetRun } from "./fleet";
import type { Naming } from "./many-accounts";
import { accessPolicy, forAccounts } from "./many-accounts";
import type { Make } from "./many-statements";
import { makes, manyStatements } from "./many-statements";
import { peakMegabytes } from "./peak-megabytes";
import { modulePlans, secondsOfModuleTests } from "./modules";
import { hasTerraform, plans } from "./plans";
import { config as successors } from "../scripts/successors/package.json";

/** npm runs a script from the folder of its package. */
const root = process.cwd();
const work = mkdtempSync(join(tmpdir(), "trailkey-bench-"));
const cli = join(root, "dist/cli/trailkey.js");
const example = join(root, "examples/single-account.yaml");

interface Result {
  readonly what: string;
  readonly value: string;
  readonly limit: string;
  readonly holds: boolean;
}

/** Seconds of processor time of one run of a program under this node. */
const seconds = (words: readonly string[], environment: NodeJS.ProcessEnv = {}): number =>
  cpuSeconds([process.execPath, ...words], work, environment);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** How many times as long one takes as the other. */
function ratio(what: string, atMost: number, runs: number, one: () => number, other: () => number): Result {
  one();
  other();
  const pairs = Array.from({ length: runs }, () => [one(), other()] as const);
  const value = median(pairs.map(([first]) => first)) / median(pairs.map(([, second]) => second));
  return { what, value: `${value.toFixed(2)} times`, limit: `at most ${atMost}`, holds: value <= atMost };
}

/** A file of 10,000 cases: the matrix of an example, over and over. */
function manyCases(): string {
  const file = join(work, "cases.yaml");
  const matrix = execFileSync(process.execPath, [cli, "test", "--init", "-c", example], {
    cwd: work,
    encoding: "utf8",
  });
  const { cases, ...rest } = parse(matrix) as { readonly cases: readonly object[] };
  const many = Array.from({ length: 10_000 }, (_, count) => cases[count % cases.length]);
  writeFileSync(file, stringify({ ...rest, config: example, cases: many }, { aliasDuplicateObjects: false }));
  return file;
}

function installedSize(): Result {
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", work], {
      cwd: root,
      encoding: "utf8",
    }),
  ) as readonly [{ readonly filename: string }];
  const folder = mkdtempSync(join(work, "install-"));
  writeFileSync(join(folder, "package.json"), "{}");
  execFileSync("npm", ["install", "--no-audit", "--no-fund", join(work, filename)], {
    cwd: folder,
    stdio: "ignore",
  });
  const bytes = readdirSync(join(folder, "node_modules"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  const megabytes = bytes / 1e6;
  return {
    what: "the package installed with its dependencies",
    value: `${megabytes.toFixed(1)} MB`,
    limit: "at most 15 MB",
    holds: megabytes <= 15,
  };
}

/** By the clock, because the suite uses several cores. */
function unitSuite(): Result {
  const start = process.hrtime.bigint();
  execFileSync("npm", ["run", "test:unit"], { cwd: root, stdio: "ignore" });
  const taken = Number(process.hrtime.bigint() - start) / 1e9;
  return {
    what: "the unit tests",
    value: `${taken.toFixed(1)} s`,
    limit: "less than 25 s",
    holds: taken < 25,
  };
}

/** 10,000 statements are forty times what KMS takes: what grows faster than the policy shows. */
function linting(make: Make): readonly Result[] {
  const file = join(work, `${make}.json`);
  writeFileSync(file, manyStatements(make, 10_000));
  const taken = seconds([cli, "lint", file]);
  const peak = peakMegabytes([cli, "lint", file], work);
  const what = `trailkey lint of 10,000 statements (${make})`;
  return [
    { what, value: `${taken.toFixed(2)} s`, limit: "at most 5 s", holds: taken <= 5 },
    { what, value: `${peak.toFixed(0)} MB`, limit: "at most 300 MB", holds: peak <= 300 },
  ];
}

function accounts(naming: Naming): Result {
  const { seconds: taken, refused } = forAccounts(naming);
  const told = refused === 0 ? "" : `, and refuses ${refused} requests`;
  return {
    what: `a policy of 500 accounts by ${naming}, generated, evaluated and linted`,
    value: `${taken.toFixed(2)} s${told}`,
    limit: "less than 0.5 s",
    holds: taken < 0.5 && refused === 0,
  };
}

/** By groups: the table of 500 accounts that can do the same has the rows of a small one. */
function access(): Result {
  const file = join(work, "access.json");
  writeFileSync(file, accessPolicy());
  const words = [cli, "access", "-p", file, "--owner", "111111111111"];
  const taken = seconds(words);
  const rows = execFileSync(process.execPath, words, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  })
    .split("\n")
    .filter((line) => line !== "").length;
  return {
    what: "trailkey access over 500 accounts",
    value: `${taken.toFixed(2)} s, ${rows} lines`,
    limit: "less than 10 s, at most 20 lines",
    holds: taken < 10 && rows <= 20,
  };
}

/** The example with the largest module. */
function largestExample(): string {
  const sized = readdirSync(join(root, "examples"))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => {
      const config = join(root, "examples", name);
      const out = join(work, `size-of-${name}`);
      execFileSync(process.execPath, [cli, "generate", "-c", config, "-o", out], { stdio: "ignore" });
      const bytes = readdirSync(out, { recursive: true, encoding: "utf8" })
        .map((path) => statSync(join(out, path)))
        .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
      return { config, bytes };
    })
    .sort((left, right) => right.bytes - left.bytes);
  return sized[0]?.config ?? example;
}

/** An entry of the library, against what a stack of the user's own loads anyway. */
function importing(library: "cdktf" | "cdktn"): readonly Result[] {
  // CDK Terrain is not among the project's own packages.
  const packages =
    library === "cdktf" ? join(root, "node_modules") : join(root, successors.folder, "node_modules");
  if (!existsSync(join(packages, library))) {
    process.stderr.write(
      `SKIPPED: import of trailkey/${library}: \`npm run install:successors\` has not run\n`,
    );
    return [];
  }
  const loading = (...names: readonly string[]): number =>
    seconds(["-e", names.map((name) => `require(${JSON.stringify(name)});`).join("")], {
      NODE_PATH: packages,
    });
  const what = `import of trailkey/${library}, against ${library} and its AWS provider`;
  const needed = [library, "constructs", `@${library}/provider-aws/lib/provider`];
  const entry = join(root, `dist/lib/${library}/index.js`);
  return [
    ratio(
      what,
      library === "cdktf" ? 1.1 : 1.15,
      15,
      () => loading(entry),
      () => loading(...needed),
    ),
  ];
}

async function planning(): Promise<readonly Result[]> {
  const planned = await plans(root, work);
  if (planned === undefined) {
    process.stderr.write(
      "SKIPPED: terraform plan, against the module of release 0.1: there is no terraform\n",
    );
    return [];
  }
  try {
    const what = "terraform plan, against the module of release 0.1";
    return [ratio(what, 1.1, 7, planned.today, planned.released)];
  } finally {
    planned.end();
  }
}

/** The modules that others call: what a caller waits for at each plan, and what a maintainer waits for. */
async function modules(): Promise<readonly Result[]> {
  if (!hasTerraform()) {
    process.stderr.write("SKIPPED: plans and tests of modules/: there is no terraform\n");
    return [];
  }
  const planned = await modulePlans(root, work);
  const what = "terraform plan of modules/trail, against the same resources written by hand";
  try {
    const compared = ratio(what, 1.1, 9, planned.ours, planned.byHand);
    const taken = secondsOfModuleTests(root, work);
    return [
      compared,
      {
        what: "terraform test of all modules, one after the other",
        value: `${taken.toFixed(1)} s`,
        limit: "less than 60 s",
        holds: taken < 60,
      },
    ];
  } finally {
    planned.end();
  }
}

async function results(): Promise<readonly Result[]> {
  // First, while nothing of the evaluator has run: a command finds it as cold.
  const named = [accounts("organization"), accounts("pattern")];
  const bare = (): number => seconds(["-e", "0"]);
  const largest = largestExample();
  const policy = join(work, "large.json");
  writeFileSync(policy, largePolicy());
  const perSecond = decisionsPerSecond();
  const cases = manyCases();
  const tested = median(Array.from({ length: 5 }, () => seconds([cli, "test", cases])));
  return [
    ratio(
      `trailkey generate of the largest example (${basename(largest)}), against bare node`,
      2.2,
      31,
      () => seconds([cli, "generate", "-c", largest, "-o", join(work, "out")]),
      bare,
    ),
    ratio(
      "node dist/main.js, against a stack written by hand",
      1.15,
      15,
      () => seconds([join(root, "dist/main.js")], { TRAILKEY_CONFIG: example }),
      () => seconds([join(root, "bench/hand-written-stack.js")]),
    ),
    ...importing("cdktf"),
    ...importing("cdktn"),
    ratio(
      "trailkey lint of a policy of 32 KB, against bare node",
      3,
      21,
      () => seconds([cli, "lint", policy]),
      bare,
    ),
    ...makes.flatMap(linting),
    ...named,
    access(),
    {
      what: "trailkey test of 10,000 cases",
      value: `${tested.toFixed(2)} s`,
      limit: "less than 2 s",
      holds: tested < 2,
    },
    {
      what: "decisions a second on one core, ten statements",
      value: Math.round(perSecond).toLocaleString("en"),
      limit: "at least 200,000",
      holds: perSecond >= 200_000,
    },
    ...fleet(),
    ...(await planning()),
    ...(await modules()),
    ...(process.argv.includes("--install") ? [installedSize()] : []),
    ...(process.argv.includes("--unit") ? [unitSuite()] : []),
  ];
}

function fleet(): readonly Result[] {
  const { times, megabytes } = fleetRun(root, work);
  const what = "trailkey generate of 1,000 configs";
  return [
    {
      what: `${what}, against writing the same bytes`,
      value: `${times.toFixed(1)} times`,
      limit: "at most 3",
      holds: times <= 3,
    },
    { what, value: `${megabytes.toFixed(0)} MB`, limit: "at most 150 MB", holds: megabytes <= 150 },
  ];
}

async function main(): Promise<void> {
  const measured = await (process.argv.includes("--modules")
    ? modules()
    : process.argv.includes("--fleet")
      ? fleet()
      : results());
  for (const { what, value, limit, holds } of measured) {
    process.stdout.write(`${holds ? "ok  " : "SLOW"} ${what}: ${value} (${limit})\n`);
  }
  if (measured.some(({ holds }) => !holds)) process.exitCode = 1;
}

void main().finally(() => {
  rmSync(work, { recursive: true });
});
