import { allRules } from "../../lint/all-rules";
import type { Severity } from "../../lint/found";
import type { Example } from "../../lint/lint-rule";
import type { ReportedRuleId } from "../../lint/reported-rules";
import { reportedRules } from "../../lint/reported-rules";
import type { JsonValue } from "../../terraform/canonical-json";
import { jsonText } from "../json-text";
import { pageOf, proseOf } from "./located-finding";
import { ownStatements } from "./own-statements";
import { ruleAddress } from "./rule-address";

/** What is to be known of a lint rule. */
export interface Explanation {
  readonly rule: ReportedRuleId;
  readonly severity: Severity;
  /** What it finds. */
  readonly title: string;
  /** What happens in practice. */
  readonly practice: string;
  /** Statements that it finds fault with; null where it is not about policies. */
  readonly bad: ExplainedExample | null;
  /** The same, fixed. */
  readonly good: ExplainedExample | null;
  /** AWS's page on the matter; null where there is none. */
  readonly page: string | null;
  readonly documentation: string;
}

interface ExplainedExample {
  readonly statements: readonly JsonValue[];
  /** The config that the policy is judged by, where the rule needs one. */
  readonly config: JsonValue | null;
}

/** The explanation of a rule; undefined where there is no such rule. */
export function explanationOf(name: string): Explanation | undefined {
  const rule = reportedRules.find(({ id }) => id === name);
  if (!rule) return undefined;
  const { id, severity } = rule;
  const { title, practice } = proseOf(id);
  const examples = allRules.find((candidate) => candidate.id === id);
  return {
    rule: id,
    severity,
    title,
    practice,
    bad: examples ? exampleOf(examples.bad, examples.good) : null,
    good: examples ? exampleOf(examples.good, examples.bad) : null,
    page: pageOf(id),
    documentation: ruleAddress(id),
  };
}

const exampleOf = (example: Example, other: Example): ExplainedExample => ({
  statements: ownStatements(example, other),
  config: example.config ?? null,
});

export const explanationText = ({
  rule,
  severity,
  title,
  practice,
  bad,
  good,
  page,
  documentation,
}: Explanation): string =>
  [
    `${rule} (${severity}): ${title}`,
    "",
    practice,
    "",
    ...(bad?.statements.length === 0 ? ["Bad: a policy without these statements.", ""] : []),
    ...exampleLines("Bad", bad),
    ...exampleLines("Good", good),
    ...(page === null ? [] : [page]),
    documentation,
    "",
  ].join("\n");

function exampleLines(heading: string, example: ExplainedExample | null): readonly string[] {
  if (example === null || example.statements.length === 0) return [];
  const { statements, config } = example;
  const asked = config === null ? "" : `, with the config ${JSON.stringify(config)}`;
  return [
    `${heading}${asked}:`,
    ...statements.flatMap((statement) => shortened(JSON.stringify(statement, null, 2).split("\n"))),
    "",
  ];
}

/** A statement that is too large makes its point without being printed whole. */
const shortened = (lines: readonly string[]): readonly string[] =>
  (lines.length <= 50 ? lines : [...lines.slice(0, 10), "    …", ...lines.slice(-10)]).map(
    (line) => `  ${line}`,
  );

/** Every rule with what it finds, one line each. */
export function rulesText(): string {
  const width = Math.max(...reportedRules.map(({ id }) => id.length));
  return reportedRules
    .map(({ id, severity }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${proseOf(id).title}\n`)
    .join("");
}

export const rulesJson = (): string =>
  jsonText({
    rules: reportedRules.map(({ id, severity }) => ({
      rule: id,
      severity,
      title: proseOf(id).title,
      documentation: ruleAddress(id),
    })),
  });
