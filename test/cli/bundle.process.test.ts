import { execFileSync, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { version } from "../../package.json";
import { temporaryDirectory } from "./memory-io";
import { treeOf, writeTree } from "./tree";

const root = join(__dirname, "../..");
let work: string;
let dist: string;
let bin: string;

beforeAll(() => {
  work = temporaryDirectory();
  // Below the repository, where the bundle finds what it does not contain.
  mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
  dist = mkdtempSync(join(root, "node_modules/.cache/trailkey-bundle-"));
  bin = join(dist, "cli/trailkey.js");
  execFileSync(process.execPath, [join(root, "scripts/bundle.js"), dist]);
});
afterAll(() => {
  rmSync(work, { recursive: true });
  rmSync(dist, { recursive: true });
});

const run = (words: readonly string[], stdout: "pipe" | number = "pipe"): ReturnType<typeof spawnSync> =>
  spawnSync(process.execPath, [bin, ...words], {
    cwd: work,
    encoding: "utf8",
    stdio: ["ignore", stdout, "pipe"],
  });

test("the bundle runs by itself, by its own name, in the version of the package", () => {
  expect(readFileSync(bin, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(statSync(bin).mode & 0o111).not.toBe(0);
  expect(run(["--version"])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test("the bundle goes from init to a module to its policy", () => {
  expect(run(["init"])).toMatchObject({ status: 0 });
  expect(run(["generate", "-o", "out"])).toMatchObject({ status: 0, stderr: "" });
  expect(Object.keys(treeOf(join(work, "out")))).toContain("key.tf");
  expect(run(["generate", "-o", "out", "--check"])).toMatchObject({ status: 0 });
  expect(run(["policy", "--account", "111111111111", "--region", "us-east-1"])).toMatchObject({ status: 0 });
});

test("the bundle takes patterns of files", () => {
  const config = (name: string): string => `name: ${name}\nbucket: { name: ${name}-logs }\n`;
  writeTree(work, { "envs/one.yaml": config("one"), "envs/two.yaml": config("two") });
  expect(run(["generate", "envs/*.yaml", "-o", "modules/{name}"])).toMatchObject({
    status: 0,
    stderr: "2 configs: 2 modules written, 0 up to date\n",
  });
  expect(Object.keys(treeOf(join(work, "modules")))).toContain("two/key.tf");
  expect(run(["lint", join(root, "examples/policies/fl*.json")])).toMatchObject({ status: 2 });
});

test("a config in TypeScript is read by the bundle too", () => {
  writeTree(work, { "typed.ts": 'export default { name: "typed", bucket: { name: "typed-logs" } };\n' });
  expect(run(["generate", "-c", "typed.ts", "-o", "typed", "--dry-run"])).toMatchObject({
    status: 0,
    stderr: "",
  });
});

test("a reader that goes away early is no error", () => {
  const script = `"${process.execPath}" "${bin}" schema | head -c 1; exit "\${PIPESTATUS[0]}"`;
  expect(spawnSync("bash", ["-c", script], { encoding: "utf8" })).toMatchObject({
    status: 0,
    stdout: "{",
    stderr: "",
  });
});

test("data that cannot be written is a failure without a stack", () => {
  const full = openSync("/dev/full", "w");
  try {
    expect(run(["schema"], full)).toMatchObject({
      status: 1,
      stderr: "stdout: no space left on the disk (write, ENOSPC)\n",
    });
  } finally {
    closeSync(full);
  }
});

test("a mistake is told without a stack", () => {
  const { status, stdout, stderr } = run(["generate", "-c", "missing.yaml"]);
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toBe("missing.yaml: does not exist\n");
});

test("no locale of zod and nothing that parses a template is in the bundle", () => {
  for (const program of ["generate-program", "every-command"]) {
    const code = codeOf(program);
    expect(code).toContain("ZodMiniObject");
    expect(code).not.toContain("Ungültige Eingabe");
    expect(code).not.toContain("Parse error on line");
  }
});

test("generate reads nothing of other commands, and no package that it may not need", () => {
  const code = codeOf("generate-program");
  expect(code.includes("StatementIndex")).toBe(false);
  expect(codeOf("every-command").includes("StatementIndex")).toBe(true);
  for (const name of ["yaml", "jsonc-parser", "tinyglobby"]) {
    expect(code.includes(`require("./../packages/${name}.js")`)).toBe(true);
  }
});

describe("the code that V8 compiled when the bundle was built", () => {
  const reporter = `
    const vm = require("node:vm");
    vm.Script = class extends vm.Script {
      constructor(source, options) {
        super(source, options);
        process.stderr.write(options.filename.split("/").pop() + " " + this.cachedDataRejected + "\\n");
      }
    };`;
  const seen = (words: readonly string[]): string => {
    writeTree(work, { "reporter.js": reporter });
    const { stderr, status } = spawnSync(process.execPath, ["-r", join(work, "reporter.js"), bin, ...words], {
      cwd: work,
      encoding: "utf8",
    });
    expect(status).toBe(0);
    return stderr;
  };
  const generate = ["generate", "-c", "compiled.yaml", "-o", "compiled", "--dry-run"];
  beforeAll(() => {
    writeTree(work, { "compiled.yaml": "name: compiled\nbucket: { name: compiled-logs }\n" });
  });

  test("is what generate runs", () => {
    expect(seen(generate)).toBe("generate-program.js false\nyaml.js false\n");
  });

  test("is not used of a file that was changed since, in the same length", () => {
    const file = join(dist, "cli/generate-program.js");
    const code = readFileSync(file, "utf8");
    writeFileSync(file, code.replaceAll("does not exist", "DOES NOT EXIST"));
    const later = Date.now() / 1000 + 60;
    utimesSync(file, later, later);
    const { stderr } = run(["generate", "-c", "missing.yaml"]);
    writeFileSync(file, code);
    expect(stderr).toBe("missing.yaml: DOES NOT EXIST\n");
  });

  test("is ignored where V8 does not know it", () => {
    const file = readdirSync(join(dist, "packages")).find((name) => name.startsWith("yaml.js.")) ?? "";
    writeFileSync(join(dist, "packages", file), "of another V8");
    expect(seen(generate)).toContain("yaml.js true\n");
  });

  test("needs no import(), which is not there in a script", () => {
    for (const program of ["generate-program", "every-command"]) {
      expect(codeOf(program)).not.toMatch(/\bimport\(/);
    }
  });
});

test("what judges the user's own statements is read where a config has some", () => {
  expect(codeOf("generate-program")).toContain('require("./../lib/report/own-statements.js")');
  writeTree(work, {
    "open.yaml": `name: audit
bucket: { name: audit-logs }
key:
  statements:
    - { Sid: Open, Effect: Allow, Principal: "*", Action: kms:Decrypt, Resource: "*" }
`,
  });
  const generated = run(["generate", "-c", "open.yaml", "-o", "open"]);
  const synthesized = spawnSync(process.execPath, [join(dist, "main.js")], {
    cwd: work,
    encoding: "utf8",
    env: { ...process.env, TRAILKEY_CONFIG: join(work, "open.yaml") },
  });
  for (const { status, stderr } of [generated, synthesized]) {
    expect(status).toBe(1);
    expect(stderr).toContain("key.statements[0]: statement 1 (Sid Open) allows kms:Decrypt to");
  }
  expect(existsSync(join(work, "open"))).toBe(false);
});

test.each([
  [["--json", "generate", "-c", "missing.yaml"], /"code": "file-missing"/],
  [["lint", "generate"], /^generate: no such file/],
  [["generat"], /Did you mean generate\?/],
  [["generate", "lint"], /^lint: has an unknown extension/],
  [["generate", "--chek"], /Did you mean --check\?/],
])("%j is the command that stands first", (words, told) => {
  const { status, stdout, stderr } = run(words);
  expect(status).toBe(1);
  expect(`${String(stdout)}${String(stderr)}`).toMatch(told);
});

const codeOf = (program: string): string => readFileSync(join(dist, `cli/${program}.js`), "utf8");

test("the licences of the packages in the bundle lie beside it", () => {
  expect(readdirSync(dist).sort()).toEqual([
    "THIRD-PARTY-LICENSES.txt",
    "cli",
    "lib",
    "main-cdktn.js",
    "main.js",
    "packages",
  ]);
  const notices = readFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), "utf8");
  const names = [...notices.matchAll(/^-{80}\n(\S+) \S+ \((\S+)\)$/gm)].map(([, name, licence]) => [
    name,
    licence,
  ]);
  expect(Object.fromEntries(names)).toMatchObject({
    commander: "MIT",
    handlebars: "MIT",
    yaml: "ISC",
    zod: "MIT",
  });
  expect(notices.match(/permission/gi)?.length).toBeGreaterThanOrEqual(names.length);
});
