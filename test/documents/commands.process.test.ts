import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse as parseHcl } from "@cdktf/hcl2json";
import { parse } from "yaml";
import { parseConfig } from "../../lib/config/parse";
import { bin } from "../../package.json";
import { documents } from "../../scripts/documents";

const root = join(__dirname, "../..");

/** What stands in the fenced blocks of a language, without the indentation of a list. */
const blocksOf = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^\\1\`\`\``, "gm"))].map(
    ([, indent = "", block = ""]) => block.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );

interface WrittenConfig {
  /** What the document's commands call it: the first one is `trailkey.yaml`, the others have their names. */
  readonly file: string;
  readonly config: string;
}

/** The blocks that are whole configs. */
const configsOf = (text: string): readonly WrittenConfig[] =>
  blocksOf(text, "yaml")
    // One that extends another needs its file, and a workflow has a name too: test/documents/fleets.disk.test.ts has both.
    .filter((block) => /^name: /m.test(block) && !/^(extends|on): /m.test(block))
    .map((config, index) => {
      const { name } = parse(config) as { readonly name: string };
      return { file: index === 0 ? "trailkey.yaml" : `${name}.yaml`, config };
    });

const commandsOf = (text: string): readonly string[] =>
  blocksOf(text, "sh").flatMap((block) => block.split("\n").filter((line) => line.startsWith("trailkey ")));

const written = documents.map((document) => ({
  document,
  text: readFileSync(join(root, document), "utf8"),
}));

test.each(written.flatMap(({ document, text }) => configsOf(text).map((one) => ({ document, ...one }))))(
  "the config $file in $document is right without a warning",
  ({ config }) => {
    expect(parseConfig(parse(config))).toMatchObject({ ok: true, warnings: [] });
  },
);

const surroundings = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};

test.each(
  written.flatMap(({ document, text }) =>
    blocksOf(text, "yaml")
      .filter((block) => !/^name: /m.test(block))
      .map((block, index) => ({ document, number: index + 1, block })),
  ),
)("part $number of a config in $document is right without a warning", ({ block }) => {
  expect(parseConfig({ ...surroundings, ...(parse(block) as object) })).toMatchObject({
    ok: true,
    warnings: [],
  });
});

describe.each(written.filter(({ text }) => commandsOf(text).length > 0))("$document", ({ text }) => {
  const commands = commandsOf(text);
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "trailkey-document-"));
    cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
    for (const { file, config } of configsOf(text)) {
      writeFileSync(join(folder, file), config);
    }
    // In the place of what `aws kms get-key-policy` prints once the module is applied.
    const policy = run("trailkey policy key").stdout;
    writeFileSync(join(folder, "key-policy.json"), JSON.stringify({ Policy: policy }));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (command: string) => {
    const words = command.split(" ").slice(1);
    return spawnSync(process.execPath, [join(root, bin.trailkey), ...words], {
      cwd: folder,
      encoding: "utf8",
    });
  };

  test.each(commands)("%s runs", (command) => {
    const { status, stdout, stderr } = run(command);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    if (command.startsWith("trailkey can ")) expect(stdout).toMatch(/^Allowed/);
  });
});

test.each(
  written.flatMap(({ document, text }) =>
    blocksOf(text, "hcl")
      .filter((block) => /^(provider|module|resource|import) /.test(block))
      .map((block, index) => ({ document, number: index + 1, block })),
  ),
)("block $number of HCL in $document is well formed", async ({ block }) => {
  await expect(parseHcl("main.tf", block)).resolves.toEqual(expect.any(Object));
});

test("stopping a member's trail as the document says destroys the trail and nothing else", () => {
  const text = readFileSync(join(root, "docs/member-trails-to-organization.md"), "utf8");
  const folder = mkdtempSync(join(tmpdir(), "trailkey-document-"));
  const generate = (...more: readonly string[]) =>
    spawnSync(
      process.execPath,
      [
        join(root, bin.trailkey),
        "generate",
        "-c",
        "member-audit.yaml",
        "-o",
        "modules/member-audit",
        ...more,
      ],
      { cwd: folder, encoding: "utf8" },
    );
  try {
    const before = `name: member-audit
account: "222222222222"
region: us-east-1
bucket: { name: member-audit-logs }
readers: [{ role: Auditor }]
`;
    writeFileSync(join(folder, "member-audit.yaml"), before);
    expect(generate().status).toBe(0);
    const after = configsOf(text).find(({ file }) => file === "member-audit.yaml");
    writeFileSync(join(folder, "member-audit.yaml"), after?.config ?? "");
    const refused = generate();
    expect(refused.status).toBe(1);
    expect(refused.stderr.match(/: (aws_\S+): would be/g)).toEqual([": aws_cloudtrail.this: would be"]);
    expect(generate("--allow-replace").status).toBe(0);
    const removed = readFileSync(join(folder, "modules/member-audit/removed.tf"), "utf8");
    expect(removed).toContain("from = aws_s3_bucket.logs");
    expect(removed).not.toContain("destroy = true");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
