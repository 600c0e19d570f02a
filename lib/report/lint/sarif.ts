import type { ReportedRuleId } from "../../lint/reported-rules";
import { reportedRuleIds, reportedRules } from "../../lint/reported-rules";
import { problemText } from "../problem";
import { notJudgedLines } from "./coverage-text";
import { fingerprint } from "./fingerprint";
import type { LintReport } from "./lint-report";
import type { LocatedFinding } from "./located-finding";
import { messageOf, pageOf, practiceOf, proseOf } from "./located-finding";
import { ruleAddress } from "./rule-address";
import { jsonText } from "../json-text";

/**
 * Findings as SARIF 2.1.0, for code scanning. Files are named relative to where trailkey runs.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function lintSarif(report: LintReport): string {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "trailkey", rules: reportedRules.map(reportingDescriptor) } },
        invocations: [invocationOf(report)],
        columnKind: "utf16CodeUnits",
        results: resultsOf(report.findings),
      },
    ],
  };
  return jsonText(log);
}

/** Without results a log would look clean, so it says too what was not judged or not read. */
function invocationOf(report: LintReport): unknown {
  const { problems } = report;
  const notifications = [
    ...problems.map((problem) => ({ level: "error", message: { text: problemText(problem) } })),
    ...notJudgedLines(report).map((text) => ({ level: "note", message: { text } })),
  ];
  return {
    executionSuccessful: problems.length === 0,
    ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
  };
}

interface DescribedRule {
  readonly id: ReportedRuleId;
  readonly severity: string;
}

function reportingDescriptor({ id, severity }: DescribedRule): unknown {
  const { title, practice } = proseOf(id);
  const page = pageOf(id);
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: practice },
    help: { text: page === null ? practice : `${practice} ${page}` },
    helpUri: ruleAddress(id),
    defaultConfiguration: { level: severity },
  };
}

function resultsOf(findings: readonly LocatedFinding[]): readonly unknown[] {
  const seen = new Map<string, number>();
  return findings.map((located) => {
    const base = fingerprint(located);
    // Files are told apart by their names.
    const inFile = `${located.file}\0${base}`;
    const count = seen.get(inFile) ?? 0;
    seen.set(inFile, count + 1);
    return resultOf(located, count === 0 ? base : `${base}:${count}`);
  });
}

function resultOf({ finding, file, line, column, address }: LocatedFinding, print: string): unknown {
  return {
    ruleId: finding.code,
    ruleIndex: reportedRuleIds.indexOf(finding.code),
    level: finding.severity,
    message: { text: `${messageOf(finding)}. ${practiceOf(finding)}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column },
        },
        ...(address !== null && { logicalLocations: [{ fullyQualifiedName: address, kind: "resource" }] }),
      },
    ],
    partialFingerprints: { "trailkeyFinding/v1": print },
    ...(finding.fix && { properties: { fix: finding.fix } }),
  };
}

/** A relative reference: a name may hold spaces, `#` and `?`. */
const uriOf = (file: string): string => file.split("/").map(encodeURIComponent).join("/");
