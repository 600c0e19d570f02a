import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "./memory-io";
import { treeOf, writeTree } from "./tree";

/** Needs a build. */
const bin = join(__dirname, "../../dist/cli/trailkey.js");
const config = "name: org-audit\nbucket: { name: org-audit-logs }\n";

let work: string;
let children: ChildProcess[];
beforeEach(() => {
  work = temporaryDirectory();
  children = [];
  writeTree(work, { "trailkey.yaml": config });
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(work, { recursive: true });
});

function start(words: readonly string[], nodeOptions: readonly string[] = []): ChildProcess {
  const child = spawn(process.execPath, [...nodeOptions, bin, ...words], { cwd: work });
  children.push(child);
  return child;
}

const endOf = async (child: ChildProcess): Promise<unknown> => {
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code, signal };
};

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

test.each(signals)("%s ends a run at once that waits for stdin", async (signal) => {
  const child = start(["lint", "-"]);
  // More than a pipe holds: once it is drained, the run reads.
  child.stdin?.write(" ".repeat(4 * 1024 * 1024));
  if (child.stdin?.writableNeedDrain) await once(child.stdin, "drain");
  child.kill(signal);
  expect(await endOf(child)).toEqual({ code: null, signal });
});

test.each(signals)("%s ends a run at once that computes, and nothing is written", async (signal) => {
  writeTree(work, { "busy.ts": 'process.stderr.write("begun\\n");\nfor (;;);\nexport default {};\n' });
  const before = treeOf(work);
  const child = start(["generate", "-c", "busy.ts", "-o", "out"]);
  if (child.stderr) await once(child.stderr, "data");
  child.kill(signal);
  expect(await endOf(child)).toEqual({ code: null, signal });
  expect(treeOf(work)).toEqual(before);
});

test.each(signals)("%s that comes between two files ends the run after the last", async (signal) => {
  // Sent by the run to itself, before the first file and again before the last.
  const preload = join(work, "preload.cjs");
  writeTree(work, {
    "preload.cjs": `const fs = require("node:fs");
const { renameSync } = fs;
let renames = 0;
fs.renameSync = (...paths) => {
  renameSync(...paths);
  if (++renames === 2 || renames === 5) process.kill(process.pid, "${signal}");
};
`,
  });
  const child = start(["generate", "-o", "out"], ["--require", preload]);
  expect(await endOf(child)).toEqual({ code: null, signal });
  const whole = treeOf(join(work, "out"));
  expect(whole[".trailkey.json"]).not.toContain("unfinished");
  rmSync(join(work, "out"), { recursive: true });
  expect(await endOf(start(["generate", "-o", "out"]))).toEqual({ code: 0, signal: null });
  expect(treeOf(join(work, "out"))).toEqual(whole);
});
