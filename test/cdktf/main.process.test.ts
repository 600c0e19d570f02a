import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const environment = { ...process.env };
const start = process.cwd();
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailkey-main-"));
  process.chdir(folder);
  for (const name of [
    "TRAILKEY_CONFIG",
    "TRAILKEY_ENDPOINT",
    "TRAILKEY_AWS_PROVIDERS",
    "AWS_ACCESS_KEY_ID",
    "AWS_PROFILE",
    "CDKTF_CONTEXT_JSON",
    "CDKTF_OUTDIR",
  ]) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- what is not set differs from what is empty
    delete process.env[name];
  }
});

afterEach(() => {
  process.chdir(start);
  process.env = { ...environment };
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

/** Runs main.ts as a process would, and gives its exit code and what it says. */
function run(): { readonly code: typeof process.exitCode; readonly said: string } {
  const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  jest.isolateModules(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- runs anew each time
    require("../../main");
  });
  const said = write.mock.calls.map(([text]) => String(text)).join("");
  write.mockRestore();
  const code = process.exitCode;
  process.exitCode = undefined;
  return { code, said };
}

interface Stack {
  readonly provider: { readonly aws: readonly Readonly<Record<string, unknown>>[] };
}

const stackOf = (name: string): Stack =>
  JSON.parse(readFileSync(join("cdktf.out/stacks", name, "cdk.tf.json"), "utf8")) as Stack;

const config = (name: string): string => `name: ${name}\nregion: us-east-1\nbucket: { name: ${name}-logs }\n`;

test("the nearest config upward is synthesized as the stack of its name", () => {
  writeFileSync("trailkey.yaml", config("found-audit"));
  expect(run()).toEqual({ code: undefined, said: "" });
  expect(stackOf("found-audit").provider.aws).toEqual([{ region: "us-east-1" }]);
});

test("TRAILKEY_CONFIG comes before the context of cdktf.json, and that before what is found", () => {
  writeFileSync("trailkey.yaml", config("found-audit"));
  writeFileSync("context.yaml", config("context-audit"));
  writeFileSync("named.yaml", config("named-audit"));
  process.env.CDKTF_CONTEXT_JSON = JSON.stringify({ config: "context.yaml" });
  run();
  process.env.TRAILKEY_CONFIG = "named.yaml";
  run();
  expect(readdirSync("cdktf.out/stacks").sort()).toEqual(["context-audit", "named-audit"]);
});

test("a local endpoint is one setting, credentials are made up where there are none", () => {
  writeFileSync("trailkey.yaml", config("local-audit"));
  process.env.TRAILKEY_ENDPOINT = "http://127.0.0.1:5000";
  run();
  expect(stackOf("local-audit").provider.aws[0]).toMatchObject({
    endpoints: [{ kms: "http://127.0.0.1:5000" }],
    access_key: "local",
    secret_key: "local",
  });
  process.env.AWS_ACCESS_KEY_ID = "111111111111";
  run();
  expect(stackOf("local-audit").provider.aws[0]).not.toHaveProperty("access_key");
});

test("an endpoint that is no URL is said so, and nothing is written", () => {
  writeFileSync("trailkey.yaml", config("local-audit"));
  process.env.TRAILKEY_ENDPOINT = "localhost:4566";
  const { code, said } = run();
  expect(code).toBe(1);
  expect(said).toMatch(/^endpoint: "localhost:4566" is not the URL .*\n$/);
  expect(readdirSync(".")).toEqual(["trailkey.yaml"]);
});

test("settings that are empty are as good as absent", () => {
  writeFileSync("trailkey.yaml", config("found-audit"));
  process.env.TRAILKEY_CONFIG = "";
  process.env.TRAILKEY_ENDPOINT = "";
  expect(run()).toEqual({ code: undefined, said: "" });
  expect(stackOf("found-audit").provider.aws).toEqual([{ region: "us-east-1" }]);
});

test.each([
  ["{", "CDKTF_CONTEXT_JSON is not a JSON object\n"],
  ["[]", "CDKTF_CONTEXT_JSON is not a JSON object\n"],
  ['{"config":5}', "config: 5 in the context of cdktf.json is not a file name\n"],
  ['{"endpoint":5}', /^endpoint: 5 is not the URL of a local AWS, .*\n$/],
])("a context that is not right is told in one sentence: %s", (context, sentence) => {
  writeFileSync("trailkey.yaml", config("found-audit"));
  process.env.CDKTF_CONTEXT_JSON = context;
  const { code, said } = run();
  expect(code).toBe(1);
  expect(said).toMatch(sentence);
  expect(readdirSync(".")).toEqual(["trailkey.yaml"]);
});

test.each([
  ["no/where", "no/where: no such file or directory (mkdir, ENOENT)\n"],
  ["trailkey.yaml", "trailkey.yaml/stacks: a part of the path is not a directory (mkdir, ENOTDIR)\n"],
])("an output directory that cannot be written is told in one sentence: %s", (outdir, said) => {
  writeFileSync("trailkey.yaml", config("found-audit"));
  process.env.CDKTF_OUTDIR = outdir;
  expect(run()).toEqual({ code: 1, said });
});

test("what is wrong with a config is said with file, line and option, and nothing is written", () => {
  writeFileSync("trailkey.yaml", `${config("wrong-audit")}account: "11111111111"\n`);
  const { code, said } = run();
  expect(code).toBe(1);
  expect(said).toMatch(/^trailkey\.yaml:4:\d+: account: .*12 digits/);
  expect(said).not.toMatch(/\n\s+at /);
  expect(readdirSync(".")).toEqual(["trailkey.yaml"]);
});

test("a policy that is too large for KMS is said without a stack trace", () => {
  const administrators = Array.from(
    { length: 600 },
    (_, index) => `    - arn:aws:iam::111111111111:role/${"administrators-of-keys".repeat(2)}-${index}\n`,
  );
  writeFileSync(
    "trailkey.yaml",
    `${config("large-audit")}key:\n  administrators:\n${administrators.join("")}`,
  );
  const { code, said } = run();
  expect(code).toBe(1);
  expect(said).toMatch(/^trailkey\.yaml: .*32,?768.*\n$/);
});

test("a config that does not exist is said so", () => {
  process.env.TRAILKEY_CONFIG = "nowhere.yaml";
  expect(run()).toEqual({ code: 1, said: "nowhere.yaml: does not exist\n" });
});

test("without any config the names that are looked for are said", () => {
  const { code, said } = run();
  expect(code).toBe(1);
  expect(said).toContain("trailkey.yaml");
});
