import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Needs a build. */
const bin = join(__dirname, "../../dist/cli/trailkey.js");
const library = join(__dirname, "../../dist/lib/index.js");

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "trailkey-ts-")));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const node = (words: readonly string[]): object => {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
};

const policy = (text: string, ...words: readonly string[]): object => {
  writeFileSync(join(folder, "c.ts"), text);
  return node([bin, "policy", "-c", "c.ts", "--account", "111111111111", "--region", "us-east-1", ...words]);
};

const good = 'export default { name: "org-audit", trail: false };\n';

test.each([
  ["calls process.exit", "process.exit(0);\n", "calls process.exit: a config must only export its data"],
  [
    "calls process.exit and catches what that throws",
    `try { process.exit(); } catch {}\n${good}`,
    "calls process.exit: a config must only export its data",
  ],
  [
    "leaves a timer running",
    `setInterval(() => {}, 60_000);\n${good}`,
    "leaves something running (Timeout): a config must only export its data; stop timers and close connections",
  ],
  [
    "leaves a server listening",
    `import { createServer } from "node:net";\ncreateServer().listen(0);\n${good}`,
    "leaves something running (TCPServerWrap): a config must only export its data; stop timers and close connections",
  ],
  [
    "throws a getter's error",
    "export default {\n  get name() { throw new Error('none'); } };",
    "cannot be run: none",
  ],
])("a config that %s is refused in one sentence, and the run ends", (_title, text, sentence) => {
  const place = text.includes("get name") ? "c.ts:2" : "c.ts";
  expect(policy(text)).toEqual({ status: 1, stdout: "", stderr: `${place}: ${sentence}\n` });
});

test("what a config prints goes to stderr, at once or later, and a stopped timer is nothing", () => {
  const quiet = policy(good);
  const text = `console.log("one");
process.stdout.write("two\\n");
void Promise.resolve().then(() => console.log("three"));
clearInterval(setInterval(() => {}, 60_000));
${good}`;
  expect(policy(text, "--quiet")).toEqual({ ...quiet, stderr: "one\ntwo\nthree\n" });
});

test("the library prints nothing of a config to stdout, and its caller's prints go where they went", () => {
  writeFileSync(join(folder, "c.ts"), `console.log("config");\n${good}`);
  const script = `const { loadConfig } = require(${JSON.stringify(library)});
console.log(loadConfig("c.ts").ok, process.exit.name);
process.exit(3);`;
  expect(node(["-e", script])).toEqual({ status: 3, stdout: "true exit\n", stderr: "config\n" });
});
