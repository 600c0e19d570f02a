import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadConfig } from "../lib/config/load";
import { describe } from "../lib/describe/describe";
import type { ScannerAnswer } from "../lib/terraform/guide";

const root = join(__dirname, "..");

/** What scanners say of any module that is in the project, by rule. */
export function scannerFindings(): readonly ScannerAnswer[] {
  const configs = ["modules/configs", "examples"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => join(root, folder, file)),
  );
  const answers = new Map(configs.flatMap(answersOf).map((answer) => [answer.rule, answer]));
  return [...answers.values()].sort((one, other) => (one.rule < other.rule ? -1 : 1));
}

function answersOf(file: string): readonly ScannerAnswer[] {
  const loaded = loadConfig(file);
  if (!loaded.ok) throw new Error(`${file} is not right`);
  return describe(loaded.config).guide?.scanners ?? [];
}

/** The findings as a table in Markdown. */
export const scannerTable = (): string =>
  [
    "| scanner | rule | finding | answer |",
    "| --- | --- | --- | --- |",
    ...scannerFindings().map(
      ({ tool, rule, finding, answer }) => `| ${tool} | \`${rule}\` | ${finding} | ${answer} |`,
    ),
  ].join("\n");

/** The suppressions of a scanner's findings, as its own file has them. */
export function suppressions(scanner: string): string {
  const own = scannerFindings().filter(({ tool }) => tool === scanner);
  const lines = own.flatMap(({ rule, finding }) =>
    scanner === "checkov" ? [`  - ${rule} # ${finding}`] : [`# ${finding}`, rule],
  );
  return (scanner === "checkov" ? ["skip-check:", ...lines] : lines).join("\n");
}
