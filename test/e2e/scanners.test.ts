import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadConfig } from "../../lib/config/load";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import type { ScannerAnswer } from "../../lib/terraform/guide";
import { describeWhere } from "../support/describe-where";
import { E2E_WITHIN_MS } from "./support/describe-e2e";
import { findOnPath } from "./support/moto";
import { run } from "./support/run";

const repository = join(__dirname, "../..");
const configs = [
  ...readdirSync(join(repository, "modules/configs")).map((file) => join("modules/configs", file)),
  // Closed modules: with an existing key, and with roles.
  "examples/existing-key.yaml",
  "examples/readers-assume-role.yaml",
  // What an option adds.
  ...["data-events", "monitored", "replicas", "retention"].map((name) => `examples/${name}.yaml`),
];

const absent = ["tflint", "checkov", "trivy"].filter((command) => findOnPath(command) === undefined);
const missing = absent.length === 0 ? undefined : `${absent.join(", ")} not on PATH`;

function written(config: string, folder: string): readonly ScannerAnswer[] {
  const loaded = loadConfig(join(repository, config));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const blueprint = describeConfig(loaded.config);
  for (const { path, content } of render(blueprint)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return blueprint.guide?.scanners ?? [];
}

/** The rules that tflint, with all of its bundled ones, finds broken in a folder. */
async function foundByTflint(folder: string): Promise<readonly string[]> {
  const config = join(folder, ".tflint.hcl");
  writeFileSync(config, 'plugin "terraform" {\n  enabled = true\n  preset  = "all"\n}\n');
  const args = ["--config", config, "--format", "json"];
  const { stdout } = await run("tflint", args, { cwd: folder, accept: [0, 2] });
  const { issues, errors } = JSON.parse(stdout) as {
    readonly issues: readonly { readonly rule: { readonly name: string } }[];
    readonly errors: readonly object[];
  };
  expect(errors).toEqual([]);
  return issues.map(({ rule }) => rule.name);
}

interface CheckovReport {
  readonly results: { readonly failed_checks: readonly { readonly check_id: string }[] };
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
}

async function foundByCheckov(folder: string): Promise<readonly string[]> {
  const args = ["-d", folder, "--framework", "terraform", "--skip-download", "--quiet", "-o", "json"];
  const { stdout } = await run("checkov", args, { cwd: folder, accept: [0, 1] });
  const { results, summary } = JSON.parse(stdout) as CheckovReport;
  expect(summary.parsing_errors).toBe(0);
  expect(summary.passed).toBeGreaterThan(0);
  return [...new Set(results.failed_checks.map(({ check_id: id }) => id))].sort();
}

interface TrivyReport {
  readonly Results?: readonly {
    readonly MisconfSummary?: { readonly Successes: number };
    readonly Misconfigurations?: readonly { readonly ID: string; readonly Status: string }[];
  }[];
}

/** With the checks that are built in: it does not look for newer ones. */
async function foundByTrivy(folder: string): Promise<readonly string[]> {
  const args = [
    "config",
    "--quiet",
    "--skip-check-update",
    "--skip-version-check",
    "--format",
    "json",
    folder,
  ];
  const { Results: results = [] } = JSON.parse(
    (await run("trivy", args, { cwd: folder })).stdout,
  ) as TrivyReport;
  expect(results.length).toBeGreaterThan(0);
  const failed = results
    .flatMap(({ Misconfigurations: found = [] }) => found)
    .filter(({ Status }) => Status === "FAIL");
  return [...new Set(failed.map(({ ID }) => ID))].sort();
}

describeWhere(missing, "TRAILKEY_SCANNERS", "scanners", () => {
  it.each(configs)(
    "say of the module of %s, and of its examples, what its README answers and nothing else",
    async (config) => {
      const folder = mkdtempSync(join(tmpdir(), "trailkey-scanners-"));
      try {
        const answers = written(config, folder);
        const answered = (tool: ScannerAnswer["tool"]): readonly string[] =>
          answers.flatMap((answer) => (answer.tool === tool ? [answer.rule] : [])).sort();
        const roots = [".", ...examplesIn(folder)];
        const byTflint = await Promise.all(roots.map((root) => foundByTflint(join(folder, root))));
        expect([...new Set(byTflint.flat())].sort()).toEqual(answered("tflint"));
        expect(await foundByCheckov(folder)).toEqual(answered("checkov"));
        expect(await foundByTrivy(folder)).toEqual(answered("trivy"));
        const readme = readFileSync(join(folder, "README.md"), "utf8");
        for (const { rule } of answers) expect(readme).toContain(`\`${rule}\``);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    E2E_WITHIN_MS,
  );
});

const examplesIn = (folder: string): readonly string[] =>
  existsSync(join(folder, "examples"))
    ? readdirSync(join(folder, "examples")).map((name) => join("examples", name))
    : [];
