import { pathText } from "../../config/problem";
import { allRules } from "../../lint/all-rules";
import type { RuleId } from "../../lint/all-rules";
import type { Finding, FindingOf } from "../../lint/lint";
import type { ReportedRuleId } from "../../lint/reported-rules";
import type { UpkeepFinding } from "../../lint/upkeep-rules";
import type { RuleProse } from "./prose";
import { ruleProse } from "./prose";
import { ruleAddress } from "./rule-address";
import { upkeepProse } from "./upkeep-prose";

/** A fault of a policy, or of what suppresses such faults. */
export type AnyFinding = Finding | UpkeepFinding;

/** A finding and where it stands. */
export interface LocatedFinding {
  readonly finding: AnyFinding;
  /** As the user would name it, with `/`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** The resource that the policy is of, in a Terraform plan or state. */
  readonly address: string | null;
}

/** The finding in one sentence, without its full stop. */
export const messageOf = (finding: AnyFinding): string =>
  sentenceOf(finding).replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase());

function sentenceOf(finding: AnyFinding): string {
  return isUpkeep(finding) ? upkeepProse[finding.code].says(finding.args) : policySentence(finding);
}

const isUpkeep = (finding: AnyFinding): finding is UpkeepFinding => Object.hasOwn(upkeepProse, finding.code);

function policySentence<Id extends RuleId>({ code, args }: FindingOf<Id>): string {
  const prose: RuleProse<FindingOf<Id>["args"]> = ruleProse[code];
  return prose.says(args);
}

/** What is said of a rule as a whole. */
export const proseOf = (id: ReportedRuleId): Pick<RuleProse<never>, "title" | "practice"> => everyProse[id];

const everyProse = { ...ruleProse, ...upkeepProse };

export const practiceOf = ({ code }: AnyFinding): string => proseOf(code).practice;

/** AWS's page on the matter; null where it is none of AWS's. */
export const pageOf = (id: ReportedRuleId): string | null => pages.get(id) ?? null;

const pages: ReadonlyMap<ReportedRuleId, string> = new Map(allRules.map(({ id, page }) => [id, page]));

/** A finding in the form that programs read. */
export const findingData = ({ finding, file, line, column, address }: LocatedFinding): object => ({
  code: finding.code,
  severity: finding.severity,
  message: messageOf(finding),
  practice: practiceOf(finding),
  ...(pageOf(finding.code) !== null && { page: pageOf(finding.code) }),
  documentation: ruleAddress(finding.code),
  file,
  line,
  column,
  ...(address !== null && { address }),
  path: pathText(finding.path),
  args: finding.args,
  fix: finding.fix,
});
