import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "../lib/describe/describe";
import { loadConfig } from "../lib/config/load";
import { render } from "../lib/hcl/render";
import { capacityTable } from "./capacity-table";
import { complianceTable } from "./compliance/compliance-table";
import { configTable } from "./config-table";
import { scannerTable, suppressions } from "./scanner-findings";

const root = join(__dirname, "..");

/** What a user reads: the README and the pages of docs/, relative to the project. The lint rules have a script of their own. */
export const documents: readonly string[] = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((file) => file !== "lint-rules.md")
    .sort()
    .map((file) => `docs/${file}`),
];

/**
 * A document with every generated part written anew. A part stands between `<!-- begin KIND WORDS -->` and
 * `<!-- end -->`, and holds what the project really prints.
 */
export const withGeneratedParts = (document: string): string =>
  document.replace(
    /<!-- begin ([a-z-]+)(.*?) -->[^]*?<!-- end -->/g,
    (_, kind: string, words: string) =>
      `<!-- begin ${kind}${words} -->\n\n${partOf(kind, words.trim())}\n\n<!-- end -->`,
  );

function partOf(kind: string, words: string): string {
  const part = parts.get(kind);
  if (!part) throw new Error(`no generated part of this kind is known: ${kind}`);
  return part(words);
}

const parts: ReadonlyMap<string, (words: string) => string> = new Map([
  ["file", (file: string) => fenced(languageOf(file), readFileSync(join(root, file), "utf8"))],
  ["key-policy", (file: string) => fenced("hcl", keyPolicyExcerpt(file))],
  ["config-table", () => configTable()],
  ["capacity", () => capacityTable()],
  ["scanners", () => scannerTable()],
  ["suppressions", (scanner: string) => fenced("text", suppressions(scanner))],
  ["compliance", () => complianceTable()],
  ["problems", () => fenced("console", transcripts(["generate"], wrongConfig))],
  ["run-titles", (command: string) => fenced("console", withoutDetails(transcripts([command])))],
  ["run", (commands: string) => fenced("console", transcripts(commands.split(" && ")))],
]);

const languageOf = (file: string): string => (file.endsWith(".tf") ? "hcl" : "yaml");

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** The first statements of a config's key policy, as the module has them. */
function keyPolicyExcerpt(file: string): string {
  const loaded = loadConfig(join(root, file));
  if (!loaded.ok) throw new Error(`${file} is not right`);
  const keyFile = render(describe(loaded.config)).find(({ path }) => path === "key.tf");
  const policy = /locals \{[^]*?Sid += "AllowCloudTrailDescribeKey"[^]*?\n {6}\},\n/.exec(
    keyFile?.content ?? "",
  );
  if (!policy) throw new Error(`no key policy was found in what ${file} gives`);
  return `${policy[0]}      # …`;
}

/** The first line of each finding. */
const withoutDetails = (transcript: string): string =>
  transcript
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(" "))
    .join("\n");

const wrongConfig = `name: org-audit
account: "11111111111"
region: us-east1
bucket:
  name: Org-Audit-Logs
reader:
  - user: Bob
`;

/** What `trailkey` prints, in a folder that holds the examples and, if one is given, a trailkey.yaml. */
function transcripts(commands: readonly string[], config?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "trailkey-readme-"));
  try {
    cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
    if (config !== undefined) writeFileSync(join(folder, "trailkey.yaml"), config);
    return commands.map((command) => transcript(command, folder)).join("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function transcript(command: string, folder: string): string {
  const program = join(root, "dist/cli/trailkey.js");
  const words = command.replace(/^trailkey /, "").split(" ");
  const { stdout, stderr, error } = spawnSync(process.execPath, [program, ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  if (error) throw error;
  return `$ trailkey ${words.join(" ")}\n${stdout}${stderr}`;
}
