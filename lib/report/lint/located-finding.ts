import { pathText } from "../../config/problem";
import { allRules } from "../../lint/all-rules";
import type { RuleId } from "../../lint/all-rules";
import type { Finding, FindingOf } from "../../lint/lint";
import type { RuleProse } from "./prose";
import { ruleProse } from "./prose";
import { jsonText } from "../json-text";

/** A finding and where it stands. */
export interface LocatedFinding {
  readonly finding: Finding;
  /** As the user would name it, with `/`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** The resource that the policy is of, in a Terraform plan. */
  readonly address: string | null;
}

/** The finding in one sentence, without its full stop. */
export function messageOf<Id extends RuleId>({ code, args }: FindingOf<Id>): string {
  const prose: RuleProse<FindingOf<Id>["args"]> = ruleProse[code];
  const sentence = prose.says(args);
  return sentence.replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase());
}

export const practiceOf = ({ code }: Finding): string => ruleProse[code].practice;

export const pageOf = ({ code }: Finding): string => allRules.find(({ id }) => id === code)?.page ?? "";

/** Findings in the form that programs read. */
export const findingsJson = (findings: readonly LocatedFinding[]): string =>
  jsonText({ findings: findings.map(jsonOf) });

const jsonOf = ({ finding, file, line, column, address }: LocatedFinding): unknown => ({
  code: finding.code,
  severity: finding.severity,
  message: messageOf(finding),
  practice: practiceOf(finding),
  page: pageOf(finding),
  file,
  line,
  column,
  ...(address !== null && { address }),
  path: pathText(finding.path),
  args: finding.args,
  fix: finding.fix,
});
