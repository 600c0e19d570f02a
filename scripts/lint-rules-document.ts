import type { Example } from "../lib/lint/lint-rule";
import { allRules } from "../lib/lint/all-rules";
import type { ReportedRuleId } from "../lib/lint/reported-rules";
import { reportedRules } from "../lib/lint/reported-rules";
import { upkeepRules } from "../lib/lint/upkeep-rules";
import type { JsonValue } from "../lib/terraform/canonical-json";
import { ownStatements } from "../lib/report/lint/own-statements";
import { proseOf } from "../lib/report/lint/located-finding";

/** The documentation of every rule, in Markdown. */
export const rulesDocument = (): string =>
  [
    "<!-- Written by scripts/generate-lint-rules.ts from the rules: do not edit. -->",
    "",
    "# The rules of `trailkey lint`",
    "",
    "`trailkey explain RULE` prints the same.",
    "",
    "| rule | severity | finds |",
    "| --- | --- | --- |",
    ...reportedRules.map(({ id, severity }) => `| [${id}](#${id}) | ${severity} | ${proseOf(id).title} |`),
    "",
    ...allRules.flatMap((rule) => ruleLines(rule)),
    ...upkeepRules.flatMap((rule) => headLines(rule)),
  ].join("\n");

interface Head {
  readonly id: ReportedRuleId;
  readonly severity: string;
}

interface DocumentedRule extends Head {
  readonly page: string;
  readonly bad: Example;
  readonly good: Example;
}

function headLines({ id, severity }: Head): readonly string[] {
  const { title, practice } = proseOf(id);
  return [`## ${id}`, "", `${title} (${severity}).`, "", practice, ""];
}

const ruleLines = ({ page, bad, good, ...head }: DocumentedRule): readonly string[] => [
  ...headLines(head),
  `See <${page}>.`,
  "",
  ...exampleLines("Finds fault with", bad, good),
  ...exampleLines("Is content with", good, bad),
];

function exampleLines(heading: string, example: Example, other: Example): readonly string[] {
  const own = ownStatements(example, other);
  if (own.length === 0) return [];
  const { config, preset } = example;
  const asked =
    (config === undefined ? "" : `, for the config \`${JSON.stringify(config)}\``) +
    (preset === undefined ? "" : `, with \`--preset ${preset}\``);
  return [`${heading}${asked}:`, "", "```json", ...own.map((statement) => shortened(statement)), "```", ""];
}

/** A statement that is too large makes its point without being printed whole. */
function shortened(statement: JsonValue): string {
  const lines = JSON.stringify(statement, null, 2).split("\n");
  return lines.length <= 50
    ? lines.join("\n")
    : [...lines.slice(0, 10), "      …", ...lines.slice(-10)].join("\n");
}
