import type { CaseResult } from "../cases/run-cases";
import { decisionLine } from "./decision";
import { printable } from "./problem";
import { jsonText } from "./json-text";

/** A line for each case that fails, with the reasons, and the count. */
export function casesText(results: readonly CaseResult[]): string {
  const failing = results.filter(({ pass }) => !pass);
  const lines = failing.map((result) => `FAIL ${printable(result.case.name)}: ${failureText(result)}\n`);
  return `${lines.join("")}${countText(results.length, failing.length)}\n`;
}

function countText(total: number, failing: number): string {
  const cases = total === 1 ? "1 case" : `${total} cases`;
  return failing === 0 ? `${cases}, all pass` : `${cases}, ${failing} ${failing === 1 ? "fails" : "fail"}`;
}

function failureText({ case: { expect }, verdict, decision }: CaseResult): string {
  const why = decisionLine(decision);
  const isKeyPolicys = verdict === decision.verdict;
  return `expected ${expect}, got ${verdict}: ${isKeyPolicys ? why : `with the other policies; the key policy alone: ${why}`}`;
}

export function casesJson(results: readonly CaseResult[]): string {
  const cases = results.map(({ case: { name, expect }, verdict, pass }) => ({
    name,
    verdict,
    expect,
    pass,
  }));
  return jsonText({ cases });
}

/** A report in the format of JUnit, which CI servers read. Durations are left out: they say nothing here. */
export function casesJunit(suite: string, results: readonly CaseResult[]): string {
  const failures = results.filter(({ pass }) => !pass).length;
  const counts = `tests="${results.length}" failures="${failures}" errors="0"`;
  const cases = results.map((result) => {
    const open = `    <testcase name="${xml(result.case.name)}" classname="${xml(suite)}"`;
    if (result.pass) return `${open}/>\n`;
    return `${open}>\n      <failure message="${xml(failureText(result))}"/>\n    </testcase>\n`;
  });
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts}>\n` +
    `  <testsuite name="${xml(suite)}" ${counts}>\n${cases.join("")}  </testsuite>\n</testsuites>\n`
  );
}

/** Text of an XML attribute. What XML cannot hold, escaped or not, is written as JSON would. */
const xml = (value: string): string =>
  value
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
