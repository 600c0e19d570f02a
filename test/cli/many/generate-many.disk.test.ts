import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../../lib/cli/commands";
import { runProgram } from "../../../lib/cli/program";
import { memoryIo, temporaryDirectory } from "../memory-io";
import { treeOf, writeTree } from "../tree";
import type { Outcome } from "../commands/run";
import { trailkey } from "../commands/run";

const base = 'account: "111111111111"\nregion: us-east-1\nbucket: { name: base-logs }\n';
const env = (name: string, more = ""): string =>
  `extends: ../base.yaml\nname: ${name}\nbucket: { name: ${name}-logs }\n${more}`;

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  writeTree(work, {
    "base.yaml": base,
    "envs/one.yaml": env("fleet-one"),
    "envs/two.yaml": env("fleet-two", "region: eu-west-1\n"),
  });
});
afterEach(() => {
  rmSync(work, { recursive: true, force: true });
});

const run = (...words: readonly string[]): Promise<Outcome> => trailkey(work, "generate", ...words);
const all = ["envs/*.yaml", "-o", "modules/{name}"] as const;

/** Runs, and holds that nothing on disk changed. */
async function runWritingNothing(...words: readonly string[]): Promise<Outcome> {
  const before = treeOf(work);
  const outcome = await run(...words);
  expect(treeOf(work)).toEqual(before);
  return outcome;
}

describe("generate with several configs", () => {
  test("writes the same bytes as one by one", async () => {
    const { code, stdout, stderr } = await run(...all);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "2 configs: 2 modules written, 0 up to date\n" });
    expect(stdout).toContain("modules/fleet-one/key.tf\n");
    expect(stdout).toContain("modules/fleet-two/key.tf\n");
    const together = treeOf(join(work, "modules"));
    rmSync(join(work, "modules"), { recursive: true });
    await run("-c", "envs/one.yaml", "-o", "modules/fleet-one");
    await run("-c", "envs/two.yaml", "-o", "modules/fleet-two");
    expect(treeOf(join(work, "modules"))).toEqual(together);
  });

  test("takes a list of files as it takes a pattern, each file once", async () => {
    await run("envs/two.yaml", "envs/one.yaml", "./envs/one.yaml", "envs/t*.yaml", "-o", "modules/{name}");
    expect(Object.keys(treeOf(join(work, "modules"))).filter((path) => path.endsWith("/key.tf"))).toEqual([
      "fleet-one/key.tf",
      "fleet-two/key.tf",
    ]);
    expect(await runWritingNothing(...all)).toEqual({
      code: 0,
      stdout: "",
      stderr: "2 configs: 0 modules written, 2 up to date\n",
    });
  });

  test("without -o each module goes beside its config", async () => {
    await run("envs/*.yaml");
    expect(Object.keys(treeOf(join(work, "envs")))).toEqual(
      expect.arrayContaining(["fleet-one/key.tf", "fleet-two/key.tf"]),
    );
  });

  test("tells what is wrong with each config, and writes none", async () => {
    writeTree(work, {
      "envs/three.yaml": env("fleet-three", "regoin: x\n"),
      "envs/four.yaml": env("fleet-four", "key: { rotationDays: 1 }\n"),
    });
    const { code, stderr } = await runWritingNothing(...all);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^envs\/four\.yaml:4:22: key\.rotationDays: .*\nenvs\/three\.yaml:4:1: regoin: .*\n$/,
    );
  });

  test("what is wrong with a base that all extend is told once", async () => {
    writeTree(work, { "base.yaml": `${base}regoin: x\n` });
    const { stderr } = await runWritingNothing(...all);
    expect(stderr).toMatch(/^base\.yaml:4:1: regoin: .*\n$/);
  });

  test("a warning of a base is told once", async () => {
    writeTree(work, { "base.yaml": `${base}tags: { "a,b": c }\n` });
    const { code, stderr } = await run(...all);
    expect(code).toBe(0);
    expect(stderr.match(/^base\.yaml:4:\d+: warning: /gm)).toHaveLength(1);
  });

  test("refuses two configs with one directory, before it writes", async () => {
    writeTree(work, { "envs/three.yaml": env("fleet-one") });
    const { code, stderr } = await runWritingNothing(...all);
    expect(code).toBe(1);
    expect(stderr).toBe(
      "envs/one.yaml: name: its module would be written to modules/fleet-one, as that of envs/three.yaml: give the configs different names or put them into different directories\n",
    );
  });

  test("refuses two configs with one state, and gives each its own by default", async () => {
    const s3 = "bucket: states, region: us-east-1";
    writeTree(work, { "base.yaml": `${base}backend: { s3: { ${s3}, key: fleet.tfstate } }\n` });
    const { code, stderr } = await runWritingNothing(...all);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^envs\/one\.yaml: backend: its state would be s3:\/\/states\/fleet\.tfstate, as that of envs\/two\.yaml/,
      ),
    ]);
    writeTree(work, { "base.yaml": `${base}backend: { s3: { ${s3} } }\n` });
    expect((await run(...all)).code).toBe(0);
    expect(treeOf(join(work, "modules"))["fleet-two/examples/basic/versions.tf"]).toContain(
      'key          = "fleet-two/terraform.tfstate"',
    );
  });

  test("refuses one directory under two names", async () => {
    mkdirSync(join(work, "modules/fleet-one"), { recursive: true });
    symlinkSync("modules", join(work, "others"));
    writeTree(work, { "others/three.yaml": "name: fleet-one\nbucket: { name: three-logs }\n" });
    writeTree(work, { "modules/four.yaml": "name: fleet-one\nbucket: { name: three-logs }\n" });
    const { code, stderr } = await runWritingNothing("others/three.yaml", "modules/four.yaml");
    expect([code, stderr]).toEqual([1, expect.stringContaining("as that of others/three.yaml")]);
  });

  test("refuses an output without the name", async () => {
    const { code, stderr } = await runWritingNothing("envs/*.yaml", "-o", "modules");
    expect([code, stderr]).toEqual([
      1,
      "--output: 2 configs cannot be written to one directory: put {name} into the path, such as modules/{name}\n",
    ]);
    expect((await run("envs/one.yaml", "-o", "out")).code).toBe(0);
    expect(Object.keys(treeOf(join(work, "out")))).toContain("key.tf");
  });

  test("a pattern without a file is an error, and so is -c beside configs", async () => {
    expect(await runWritingNothing("env/*.yaml", "envs/one.yaml")).toMatchObject({
      code: 1,
      stderr: "env/*.yaml: no file matches this pattern\n",
    });
    expect(await runWritingNothing("envs/one.yaml", "-c", "envs/two.yaml")).toMatchObject({
      code: 1,
      stderr: "--config: cannot be combined with configs as arguments: give one of them\n",
    });
    expect(await runWritingNothing("envs/nine.yaml", "envs/one.yaml")).toMatchObject({
      code: 1,
      stderr: "envs/nine.yaml: does not exist\n",
    });
  });

  test("an edited file, another's file or a loss in one module keeps all from being written", async () => {
    await run(...all);
    writeTree(work, {
      "modules/fleet-one/key.tf": "# mine\n",
      "envs/one.yaml": env("fleet-one", "protect: false\n"),
      "envs/two.yaml": `${env("fleet-two")}trail: false\n`.replace(/bucket: .*\n/, "bucket: ~\n"),
      "envs/three.yaml": env("fleet-three"),
      "modules/fleet-three/main.tf": "# whose\n",
      "modules/fleet-three/key.tf": "# whose\n",
    });
    const { code, stderr } = await runWritingNothing(...all);
    expect(code).toBe(1);
    expect(stderr).toContain("modules/fleet-one/key.tf: ");
    expect(stderr).toContain("modules/fleet-three/key.tf: ");
    expect(stderr).toMatch(/^modules\/fleet-two: aws_cloudtrail/m);
    expect((await run(...all, "--force", "--allow-replace")).code).toBe(0);
  });

  test("--check and --diff exit with 2 on drift of any, and write nothing", async () => {
    await run(...all);
    expect(await runWritingNothing(...all, "--check")).toEqual({
      code: 0,
      stdout: "",
      stderr: "2 configs: 0 modules differ, 2 up to date\n",
    });
    rmSync(join(work, "modules/fleet-two/key.tf"));
    expect(await runWritingNothing(...all, "--check")).toEqual({
      code: 2,
      stdout: "modules/fleet-two/key.tf: does not exist\n",
      stderr: "2 configs: 1 module differs, 1 up to date\n",
    });
    const diff = await runWritingNothing(...all, "--diff");
    expect(diff).toMatchObject({
      code: 2,
      stdout: expect.stringContaining("+++ b/modules/fleet-two/key.tf\n") as string,
    });
    const json = await runWritingNothing(...all, "--check", "--json");
    expect(JSON.parse(json.stdout)).toEqual({
      modules: [
        { config: "envs/one.yaml", directory: "modules/fleet-one", drift: [], losses: [] },
        {
          config: "envs/two.yaml",
          directory: "modules/fleet-two",
          drift: [{ path: "key.tf", code: "missing" }],
          losses: [],
        },
      ],
    });
  });

  test("a base that changed is drift of every config that extends it", async () => {
    await run(...all);
    writeTree(work, { "base.yaml": `${base}tags: { team: audit }\n` });
    const { code, stderr } = await runWritingNothing(...all, "--check");
    expect([code, stderr]).toEqual([2, "2 configs: 2 modules differ, 0 up to date\n"]);
  });

  test("--dry-run says what would be written", async () => {
    const { code, stdout, stderr } = await runWritingNothing(...all, "--dry-run");
    expect([code, stderr]).toEqual([0, "2 configs: 2 modules would change, 0 up to date\n"]);
    expect(stdout).toContain("write modules/fleet-two/key.tf\n");
  });

  test("tells of the module of a config that has another name now", async () => {
    await run("envs/*.yaml");
    writeTree(work, { "envs/two.yaml": env("fleet-new") });
    const { stderr } = await run("envs/*.yaml");
    expect(stderr).toMatch(
      /^envs\/fleet-two: contains the module of this config under its former name, fleet-two/m,
    );
    expect(stderr).not.toContain("envs/fleet-one: contains");
  });

  test("takes files with hostile names, and shows nothing that a terminal would obey", async () => {
    rmSync(join(work, "envs"), { recursive: true });
    const hostile = [
      "a b;$(touch pwned).yaml",
      "\u001b[31mred.yaml",
      "--force.yaml",
      "{name}.yaml",
      "\u202egnp.yaml",
    ];
    for (const [index, name] of hostile.entries())
      writeTree(work, { [`envs/${name}`]: env(`fleet-${index}`) });
    const { code } = await run(...all);
    expect(code).toBe(0);
    const { stdout } = await run("envs/*.yaml", "--matrix");
    expect(stdout).not.toContain("\u001b");
    const { include } = JSON.parse(stdout) as { readonly include: readonly { readonly config: string }[] };
    expect(include.map(({ config }) => config).sort()).toEqual(hostile.map((name) => `envs/${name}`).sort());
    writeTree(work, { "envs/\u001b[31mred.yaml": "nmae: x\n" });
    const wrong = await run(...all);
    expect(wrong.stderr).not.toContain("\u001b");
  });

  test("refuses to replace a config of the run by a manifest", async () => {
    writeTree(work, { "modules/fleet-one/.trailkey.json": '{ "account": "111111111111" }' });
    writeTree(work, {
      "envs/two.yaml":
        "extends: ../modules/fleet-one/.trailkey.json\nname: fleet-two\nbucket: { name: two-logs }\n",
    });
    const { code, stderr } = await runWritingNothing(...all, "--force");
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^modules\/fleet-one\/\.trailkey\.json: --output: /m),
    ]);
  });

  test("shows on a terminal how far it is", async () => {
    const told: string[] = [];
    const io = {
      ...memoryIo(work),
      steps: (label: string, total: number) => (done: number) => told.push(`${label} ${done}/${total}`),
    };
    await runProgram(["generate", ...all], io, commands, "0.0.0");
    expect(told).toEqual(["checking 0/2", "checking 1/2", "writing 0/2", "writing 1/2"]);
    told.length = 0;
    await runProgram(["generate", ...all, "--quiet"], io, commands, "0.0.0");
    expect(told).toEqual([]);
  });
});

describe("generate --matrix", () => {
  test("prints one line of JSON, in the order of the files, and writes nothing", async () => {
    const { code, stdout, stderr } = await runWritingNothing(...all, "--matrix");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(stdout)).toEqual({
      include: [
        {
          name: "fleet-one",
          config: "envs/one.yaml",
          directory: "modules/fleet-one",
          account: "111111111111",
          region: "us-east-1",
        },
        {
          name: "fleet-two",
          config: "envs/two.yaml",
          directory: "modules/fleet-two",
          account: "111111111111",
          region: "eu-west-1",
        },
      ],
    });
  });

  test("without arguments has the one config", async () => {
    const { stdout } = await runWritingNothing("-c", "envs/two.yaml", "-o", "out", "--matrix");
    expect(JSON.parse(stdout)).toMatchObject({ include: [{ name: "fleet-two", directory: "out" }] });
  });

  test("is refused beside what writes or compares, for a wrong config and for one directory of two", async () => {
    expect(await runWritingNothing(...all, "--matrix", "--dry-run")).toMatchObject({
      code: 1,
      stderr: "--matrix: cannot be combined with --dry-run: it writes and compares nothing\n",
    });
    writeTree(work, { "envs/three.yaml": env("fleet-one"), "envs/four.yaml": env("fleet-four", "x: 1\n") });
    const { code, stdout, stderr } = await runWritingNothing(...all, "--matrix");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("envs/four.yaml:4:1: x: ");
    expect(stderr).toContain("as that of envs/three.yaml");
  });
});
