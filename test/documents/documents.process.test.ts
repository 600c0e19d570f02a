import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { commands } from "../../lib/cli/commands";
import { bin } from "../../package.json";
import { documents, withGeneratedParts } from "../../scripts/documents";

const root = join(__dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

describe.each(documents)("%s", (document) => {
  const text = readFileSync(join(root, document), "utf8");

  test("has the generated parts that the project prints today", () => {
    expect(withGeneratedParts(text)).toBe(text);
  });

  test("links to files and headings that are there", () => {
    const broken = linksOf(text).filter(
      ({ file, heading }) => !isThere(resolve(root, dirname(document), file || basename(document)), heading),
    );
    expect(broken).toEqual([]);
  });
});

interface Link {
  /** Relative to the document; empty for the document itself. */
  readonly file: string;
  readonly heading: string | null;
}

const linksOf = (text: string): readonly Link[] =>
  [...text.matchAll(/\]\(([^)#:]*)(?:#([^):]*))?\)/g)].map(([, file = "", heading]) => ({
    file,
    heading: heading ?? null,
  }));

function isThere(path: string, heading: string | null): boolean {
  if (!existsSync(path)) return false;
  if (heading === null) return true;
  const headings = [...readFileSync(path, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => title);
  return headings.some((title) => anchorOf(title) === heading);
}

/** As GitHub makes it: without punctuation. */
const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

test("the README links to every document, and is short enough to be read", () => {
  const linked = new Set(linksOf(readme).map(({ file }) => file));
  const others = [...documents.filter((document) => document !== "README.md"), "docs/lint-rules.md"];
  expect(others.filter((document) => !linked.has(document))).toEqual([]);
  expect(readme.length).toBeLessThan(11_000);
});

test("the README names every example, and every example that it names is there", () => {
  const named = [...readme.matchAll(/\(examples\/([a-z-]+\.yaml)\)/g)].map(([, file]) => file);
  const present = readdirSync(join(root, "examples")).filter((file) => file.endsWith(".yaml"));
  expect(named.sort()).toEqual(present.sort());
});

test("the README's first screen judges a policy, turns a config into one, and has the two commands", () => {
  const firstScreen = readme.slice(0, readme.indexOf("\n## "));
  expect(firstScreen).toMatch(
    /\$ trailkey lint [^]*```yaml[^]*```hcl[^]*npx trailkey generate -c examples\/single-account.yaml -o out/,
  );
  expect(firstScreen).toContain("npm ci && npm test");
  const [, config = ""] = /```yaml\n([^]*?)```/.exec(firstScreen) ?? [];
  expect(config.trim().split("\n").length).toBeLessThanOrEqual(10);
});

test("the README tells of every command that there is, and of no other", () => {
  const [, section = ""] = /\n## The commands\n([^]*?)\n## /.exec(readme) ?? [];
  const told = [...section.matchAll(/^\| `trailkey ([a-z]+)/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual(commands.map(({ name }) => name).sort());
});

// Through the package's own bin, not npx: that would build the project again under the other tests' feet.
test("the README's command writes the module, once the project is built", () => {
  const [, words = ""] = /npm ci && npm run build && npx trailkey (generate .*)/.exec(readme) ?? [];
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
