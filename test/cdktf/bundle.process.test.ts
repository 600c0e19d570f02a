import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { peerDependencies } from "../../package.json";

const root = join(__dirname, "../..");
let dist: string;
let work: string;

beforeAll(() => {
  // Below the repository, where the bundles find cdktf.
  mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
  dist = mkdtempSync(join(root, "node_modules/.cache/trailkey-cdktf-"));
  work = mkdtempSync(join(tmpdir(), "trailkey-cdktf-"));
  execFileSync(process.execPath, [join(root, "scripts/bundle.js"), dist]);
});
afterAll(() => {
  rmSync(dist, { recursive: true });
  rmSync(work, { recursive: true });
});

function run(program: string): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const env = { ...process.env, TRAILKEY_CONFIG: "", CDKTF_CONTEXT_JSON: "" };
  return spawnSync(process.execPath, [program], { cwd: work, encoding: "utf8", env });
}

test("an error of options that nobody catches is the problems and the construct, and no code", () => {
  const app = join(dist, "app.js");
  writeFileSync(
    app,
    `const { App, TerraformStack } = require("cdktf");
     const { EncryptedTrail } = require("./lib/cdktf/index.js");
     const stack = new TerraformStack(new App(), "stack");
     new EncryptedTrail(stack, "audit", { name: "x", account: "1", bucket: { name: "audit-logs" } });`,
  );
  const { status, stderr } = run(app);
  expect(status).not.toBe(0);
  expect(stderr.replace(/\n+Node\.js v.*\n$/, "").split("\n")).toEqual([
    expect.stringMatching(/^name: /) as string,
    expect.stringMatching(/^account: /) as string,
    "    at stack/audit",
  ]);
});

test("main.js tells a mistake without code", () => {
  writeFileSync(join(work, "trailkey.yaml"), "name: x\nbucket: { name: audit-logs }\n");
  const { status, stdout, stderr } = run(join(dist, "main.js"));
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^trailkey\.yaml:1:7: name: .*\n$/);
});

test.each([
  ["main.js", "cdktf", ["cdktf", "@cdktf/provider-aws", "constructs"]],
  ["main-cdktn.js", "cdktn", ["cdktn", "@cdktn/provider-aws", "constructs"]],
])("%s says what to install where %s is not there", (program, missing, names) => {
  const alone = join(work, program);
  copyFileSync(join(dist, program), alone);
  const { status, stderr } = run(alone);
  expect(status).toBe(1);
  const [, module, peers = ""] = /^(\w+) is not installed here: npm install (.*)\n$/.exec(stderr) ?? [];
  expect(module).toBe(missing);
  const ranges: Readonly<Record<string, string>> = peerDependencies;
  expect(peers.split(/ (?=")/).sort()).toEqual(
    names.map((name) => `"${name}@${String(ranges[name])}"`).sort(),
  );
});
