import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands } from "../../lib/cli/commands";
import { bin } from "../../package.json";
import { withGeneratedParts } from "../../scripts/readme";

const root = join(__dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

test("every generated part of the README is what the project prints today", () => {
  expect(withGeneratedParts(readme)).toBe(readme);
});

test("the README names every example, and every example that it names is there", () => {
  const named = [...readme.matchAll(/\(examples\/([a-z-]+\.yaml)\)/g)].map(([, file]) => file);
  const present = readdirSync(join(root, "examples")).filter((file) => file.endsWith(".yaml"));
  expect(named.sort()).toEqual(present.sort());
});

test("the README's first screen is a config, what comes of it and the two commands", () => {
  const firstScreen = readme.slice(0, readme.indexOf("\n## "));
  expect(firstScreen).toMatch(
    /```yaml[^]*```hcl[^]*npm ci && npx trailkey generate -c examples\/single-account.yaml -o out/,
  );
  expect(firstScreen).toContain("npm ci && npm test");
  const [, config = ""] = /```yaml\n([^]*?)```/.exec(firstScreen) ?? [];
  expect(config.trim().split("\n").length).toBeLessThanOrEqual(10);
});

test("every file and folder that the README links to is there", () => {
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target]) => target ?? "");
  expect(links.length).toBeGreaterThan(8);
  expect(links.filter((target) => !existsSync(join(root, target)))).toEqual([]);
});

test("the README tells of every command that there is, and of no other", () => {
  const [, section = ""] = /\n## The commands\n([^]*?)\n## /.exec(readme) ?? [];
  const told = [...section.matchAll(/^\| `trailkey ([a-z]+)/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual(commands.map(({ name }) => name).sort());
});

// Through the package's own bin, not npx: that would build the project again under the other tests' feet.
test("the README's command writes the module, once the packages are there", () => {
  const [, words = ""] = /npm ci && npx trailkey (generate .*)/.exec(readme) ?? [];
  const folder = mkdtempSync(join(tmpdir(), "trailkey-readme-"));
  try {
    const given = words.replace(/-o out$/, `-o ${join(folder, "out")}`).split(" ");
    const { status, stderr } = spawnSync(join(root, bin.trailkey), given, { cwd: root, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(readFileSync(join(folder, "out/key.tf"), "utf8")).toContain(
      'resource "aws_kms_key_policy" "this"',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
