import { findingPieces } from "../../report/lint/finding-pieces";
import { lintJson } from "../../report/lint/lint-json";
import type { LintReport } from "../../report/lint/lint-report";
import { UserError } from "../../report/problem";

type Print = (report: LintReport) => Iterable<string>;

/** How a report is printed, in pieces. @throws UserError where there is no such format. */
export function reportPrinter(format: string): Print {
  switch (format) {
    case "text":
      return ({ findings }) => findingPieces(findings);
    case "json":
      return (report) => [lintJson(report)];
    case "sarif":
      return sarifPrinter();
    default:
      throw UserError.of({ code: "format-unknown", args: { format } }, { path: "--format" });
  }
}

/** Hashing is loaded where it is needed. */
function sarifPrinter(): Print {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as said
  const { lintSarif } = require("../../report/lint/sarif") as typeof import("../../report/lint/sarif");
  return (report) => [lintSarif(report)];
}
