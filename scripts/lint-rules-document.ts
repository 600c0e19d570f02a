import type { RuleId } from "../lib/lint/all-rules";
import { allRules } from "../lib/lint/all-rules";
import type { JsonValue } from "../lib/terraform/canonical-json";
import type { Example } from "../lib/lint/lint-rule";
import { ruleProse } from "../lib/report/lint/prose";

/** The documentation of every rule, in Markdown. */
export const rulesDocument = (): string =>
  [
    "<!-- Written by scripts/generate-lint-rules.ts from the rules: do not edit. -->",
    "",
    "# The rules of `trailkey lint`",
    "",
    "| rule | severity | finds |",
    "| --- | --- | --- |",
    ...allRules.map(({ id, severity }) => `| [${id}](#${id}) | ${severity} | ${ruleProse[id].title} |`),
    "",
    ...allRules.flatMap((rule) => ruleLines(rule)),
  ].join("\n");

interface DocumentedRule {
  readonly id: RuleId;
  readonly severity: string;
  readonly page: string;
  readonly bad: Example;
  readonly good: Example;
}

function ruleLines({ id, severity, page, bad, good }: DocumentedRule): readonly string[] {
  const { title, practice } = ruleProse[id];
  return [
    `## ${id}`,
    "",
    `${title} (${severity}).`,
    "",
    practice,
    "",
    `See <${page}>.`,
    "",
    ...exampleLines("Finds fault with", bad, good),
    ...exampleLines("Is content with", good, bad),
  ];
}

/** What of an example is its own: the statements that the other has not. */
function exampleLines(heading: string, { policy, config }: Example, other: Example): readonly string[] {
  const others = statementsOf(other.policy).map((statement) => JSON.stringify(statement));
  const own = statementsOf(policy).filter((statement) => !others.includes(JSON.stringify(statement)));
  if (own.length === 0) return [];
  const asked = config === undefined ? "" : `, for the config \`${JSON.stringify(config)}\``;
  return [`${heading}${asked}:`, "", "```json", ...own.map((statement) => shortened(statement)), "```", ""];
}

const statementsOf = (policy: JsonValue): readonly JsonValue[] => {
  const { Statement } = policy as { readonly Statement: readonly JsonValue[] };
  return Statement;
};

/** A statement that is too large makes its point without being printed whole. */
function shortened(statement: JsonValue): string {
  const lines = JSON.stringify(statement, null, 2).split("\n");
  return lines.length <= 50
    ? lines.join("\n")
    : [...lines.slice(0, 10), "      …", ...lines.slice(-10)].join("\n");
}
