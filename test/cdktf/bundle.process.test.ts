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

test("main.js says what to install where cdktf is not there", () => {
  const alone = join(work, "main.js");
  copyFileSync(join(dist, "main.js"), alone);
  const { status, stderr } = run(alone);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^cdktf is not installed here: npm install .*\n$/);
  for (const [name, range] of Object.entries(peerDependencies))
    expect(stderr).toContain(`"${name}@${range}"`);
});
