import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../lib/cli/commands";
import { runProgram } from "../../lib/cli/program";
import { forCloudTrail } from "../../lib/lint/examples";
import { watchedFileSystem } from "./faulty-file-system";
import { memoryIo, temporaryDirectory } from "./memory-io";
import { writeTree } from "./tree";

const flawed = readFileSync(join(__dirname, "../cases/lint/flawed.json"), "utf8");
const config = `name: org-audit
account: "111111111111"
region: us-east-1
bucket: { name: org-audit-logs }
readers: [{ user: Bob }]
`;
const cases = `owner: "111111111111"
policy: good.json
cases: [{ name: root, principal: "111111111111", action: kms:PutKeyPolicy, expect: Allowed }]
`;

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  writeTree(work, {
    "trailkey.yaml": config,
    "good.json": JSON.stringify(forCloudTrail()),
    "one.json": flawed,
    "two.json": flawed,
    "cases.yaml": cases,
  });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

test.each([
  ["init", "new.yaml"],
  ["generate", "-o", "out"],
  ["merge", "good.json", "--in-place"],
  ["test", "cases.yaml", "--junit", "report.xml"],
  ["test", "--init", "-o", "new-cases.yaml"],
  ["lint", "one.json", "two.json", "--fix"],
  ["lint", "one.json", "two.json", "--baseline", "baseline.json", "--adopt"],
])("no signal cuts short what is written by %s %s %s", async (...words) => {
  const steps: boolean[] = [];
  let depth = 0;
  let runs = 0;
  const io = memoryIo(
    work,
    watchedFileSystem(() => steps.push(depth > 0)),
  );
  const uninterrupted = <Result>(write: () => Result): Promise<Result> =>
    io.uninterrupted(() => {
      depth++;
      runs++;
      try {
        return write();
      } finally {
        depth--;
      }
    });
  await runProgram(words, { ...io, uninterrupted }, commands, "0");
  expect([new Set(steps), runs]).toEqual([new Set([true]), 1]);
});
