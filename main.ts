import { deferArchiver } from "./lib/cdktf/defer-archiver";
import { installedInstead } from "./lib/cdktf/installed-instead";
import type { ReportedProblem } from "./lib/report/problem";
import { problemText, reported } from "./lib/report/problem";

/** What an app needs beside trailkey, of package.json, put in by scripts/bundle.js. */
declare const trailkeyPeers: Readonly<Record<string, string>>;

/** Says what to install where a package that is no dependency of trailkey, such as cdktf, is not there. */
function main(): readonly ReportedProblem[] {
  try {
    deferArchiver();
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would fail before anything is said
    const { synthesize } = require("./lib/cdktf/synthesize") as typeof import("./lib/cdktf/synthesize");
    return synthesize(process.env, process.cwd());
  } catch (error) {
    const missing = missingModule(error);
    if (missing === undefined) throw error;
    const peers = Object.entries(trailkeyPeers).map(([name, range]) => `"${name}@${range}"`);
    const installed = installedInstead("cdktf");
    const args = { module: missing, peers, ...(installed && { installed }) };
    return [reported({ code: "peer-missing", args })];
  }
}

function missingModule(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : "";
  const [, name] = /^Cannot find module '((?:@[^/']+\/)?[^/']+)/.exec(message) ?? [];
  return name !== undefined && Object.hasOwn(trailkeyPeers, name) ? name : undefined;
}

const problems = main();
process.stderr.write(problems.map((problem) => `${problemText(problem)}\n`).join(""));
if (problems.length > 0) process.exitCode = 1;
