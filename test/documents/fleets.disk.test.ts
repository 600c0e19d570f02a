import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { loadConfig } from "../../lib/config/load";
import { trailkey } from "../cli/commands/run";
import { temporaryDirectory } from "../cli/memory-io";
import { treeOf } from "../cli/tree";

const root = join(__dirname, "../..");
const page = readFileSync(join(root, "docs/fleets.md"), "utf8");

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  cpSync(join(root, "examples/fleet"), work, { recursive: true });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

interface Workflow {
  readonly jobs: Readonly<
    Record<
      "configs" | "plan",
      {
        readonly needs?: string;
        readonly outputs?: Readonly<Record<string, string>>;
        readonly strategy?: { readonly matrix: string };
        readonly steps: readonly {
          readonly id?: string;
          readonly run?: string;
          readonly with?: Readonly<Record<string, unknown>>;
        }[];
      }
    >
  >;
}

const text =
  [...page.matchAll(/```yaml\n([^]*?)```/g)]
    .map(([, block = ""]) => block)
    .find((block) => block.startsWith("name: plan")) ?? "";
const workflow = parse(text) as Workflow;

const wordsIn = (command: string): readonly string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

const commandsOf = (job: "configs" | "plan"): readonly string[] =>
  workflow.jobs[job].steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

test("the commands of the workflow work on the example, and its matrix has what the jobs use", async () => {
  const [, generated = ""] = /```sh\nnpx trailkey ([^\n]*)\n/.exec(page) ?? [];
  expect((await trailkey(work, ...wordsIn(generated))).code).toBe(0);
  const [, check = ""] = commandsOf("configs").map((run) => run.replace(/^npx trailkey /, ""));
  expect(check).toContain("--check");
  expect((await trailkey(work, ...wordsIn(check))).code).toBe(0);
  const [, list = ""] = /\$\(npx trailkey (.*)\)"/.exec(commandsOf("configs").at(-1) ?? "") ?? [];
  const { stdout } = await trailkey(work, ...wordsIn(list));
  const { include } = JSON.parse(stdout) as {
    readonly include: readonly Readonly<Record<string, unknown>>[];
  };
  expect(include).toHaveLength(3);
  const used = [...JSON.stringify(workflow.jobs.plan).matchAll(/\$\{\{ matrix\.(\w+) \}\}/g)].map(
    ([, name]) => name,
  );
  expect(used).toContain("account");
  for (const one of include) expect(Object.keys(one)).toEqual(expect.arrayContaining(used));
  expect(page).toContain(`\n${stdout}`);
});

test("the plan takes its matrix from the output of the job before it", () => {
  expect(workflow.jobs.configs.outputs).toEqual({ matrix: "${{ steps.list.outputs.matrix }}" });
  expect(workflow.jobs.configs.steps.map(({ id }) => id)).toContain("list");
  expect(workflow.jobs.plan).toMatchObject({
    needs: "configs",
    strategy: { matrix: "${{ fromJSON(needs.configs.outputs.matrix) }}" },
  });
});

test("the example's configs say what their comments say", () => {
  const files = readdirSync(join(work, "envs"));
  const configs = files.map((file) => {
    const loaded = loadConfig(join(work, "envs", file));
    expect(loaded).toMatchObject({ ok: true, warnings: [] });
    return loaded.ok ? loaded.config : undefined;
  });
  expect(configs).toMatchObject([
    {
      name: "audit-dev",
      key: { rotationDays: 365 },
      protect: false,
      readers: [],
      tags: { team: "security" },
    },
    {
      name: "audit-prod",
      key: { rotationDays: 180 },
      readers: [{}, {}],
      tags: { team: "security", stage: "prod" },
    },
    { name: "audit-stage", key: { rotationDays: 180 }, protect: true, readers: [{}] },
  ]);
});

test("the example gives a module for each environment", async () => {
  await trailkey(work, "generate", "envs/*.yaml", "-o", "modules/{name}");
  const tree = treeOf(join(work, "modules"));
  for (const name of ["audit-dev", "audit-prod", "audit-stage"]) {
    expect(tree[`${name}/examples/basic/versions.tf`]).toContain(
      `key          = "${name}/terraform.tfstate"`,
    );
  }
  expect(Object.keys(tree).filter((path) => path.endsWith("/key.tf"))).toEqual([
    "audit-dev/key.tf",
    "audit-prod/key.tf",
    "audit-stage/key.tf",
  ]);
});
