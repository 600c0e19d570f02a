import { printable } from "../problem";
import type { AnyFinding, LocatedFinding } from "./located-finding";
import { messageOf, pageOf, practiceOf } from "./located-finding";
import { ruleAddress } from "./rule-address";

/**
 * Findings for people, each as compilers write them and with what would fix it below. In pieces, so that the text of
 * many findings is never in memory as a whole.
 */
export function* findingPieces(findings: readonly LocatedFinding[]): Generator<string> {
  for (let start = 0; start < findings.length; start += perPiece) {
    const piece = findings
      .slice(start, start + perPiece)
      .map(findingText)
      .join("\n");
    yield start === 0 ? piece : `\n${piece}`;
  }
}

const perPiece = 1000;

function findingText({ finding, file, line, column, address }: LocatedFinding): string {
  const place = `${file}:${line}:${column}:`;
  const about = address === null ? "" : ` ${address}:`;
  return [
    printable(`${place} ${finding.severity} ${finding.code}:${about} ${messageOf(finding)}`),
    `    ${practiceOf(finding)}`,
    ...fixLines(finding),
    ...[pageOf(finding.code), ruleAddress(finding.code)].flatMap((page) =>
      page === null ? [] : [`    ${page}`],
    ),
    "",
  ].join("\n");
}

function fixLines({ fix }: AnyFinding): readonly string[] {
  if (fix === null) return [];
  if (fix.statements.length === 0) return ["    Remove the statement."];
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
