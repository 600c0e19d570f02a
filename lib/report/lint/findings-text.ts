import type { Finding } from "../../lint/lint";
import type { Severity } from "../../lint/found";
import { printable } from "../problem";
import type { LocatedFinding } from "./located-finding";
import { messageOf, pageOf, practiceOf } from "./located-finding";

/** Findings for people, each as compilers write them and with what would fix it below. */
export const findingsText = (findings: readonly LocatedFinding[]): string =>
  findings.map(findingText).join("\n");

function findingText({ finding, file, line, column, address }: LocatedFinding): string {
  const place = `${file}:${line}:${column}:`;
  const about = address === null ? "" : ` ${address}:`;
  return [
    printable(`${place} ${finding.severity} ${finding.code}:${about} ${messageOf(finding)}`),
    `    ${practiceOf(finding)}`,
    ...fixLines(finding),
    `    ${pageOf(finding)}`,
    "",
  ].join("\n");
}

function fixLines({ fix }: Finding): readonly string[] {
  if (fix === null) return [];
  if (fix.statements.length === 0) return ["    Leave the statement out."];
  const several = fix.statements.length > 1;
  const heading =
    fix.how === "add"
      ? several
        ? "Add these statements:"
        : "Add this statement:"
      : several
        ? "Put these statements in its place:"
        : "Put this statement in its place:";
  const statements = fix.statements.flatMap((statement, index) =>
    `${JSON.stringify(statement, null, 2)}${index < fix.statements.length - 1 ? "," : ""}`.split("\n"),
  );
  return [`    ${heading}`, ...statements.map((line) => `      ${printable(line)}`)];
}

/** `2 errors, 1 warning` */
export function findingsSummary(findings: readonly LocatedFinding[]): string {
  const counts = severities.map((severity) => ({
    severity,
    count: findings.filter(({ finding }) => finding.severity === severity).length,
  }));
  const said = counts.filter(({ count }) => count > 0);
  return said.length === 0
    ? "no findings"
    : said.map(({ severity, count }) => `${count} ${severity}${count === 1 ? "" : "s"}`).join(", ");
}

const severities: readonly Severity[] = ["error", "warning", "note"];
