import type { Mistake } from "./problem-message";
import { problemMessage } from "./problem-message";
import { printable } from "./hidden-characters";
import { jsonText } from "./json-text";

export { printable } from "./hidden-characters";

/** Something wrong with what the user gave: where, what, and what would be right. */
export interface ReportedProblem {
  /** The file, as the user would name it from where the command runs. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
  /** The option, such as `readers[0].account`. */
  readonly path?: string;
  /** What is wrong, for programs. */
  readonly code: string;
  /** The facts that the message tells. */
  readonly args?: object;
  readonly message: string;
  readonly severity: "error" | "warning";
}

/** A mistake with its sentence. An error, if it does not say otherwise. */
export const reported = (
  mistake: Mistake & Partial<Omit<ReportedProblem, "code" | "args" | "message">>,
): ReportedProblem => ({ severity: "error", ...mistake, message: problemMessage(mistake) });

/** What a command throws when it cannot go on for a reason that the user can fix: no stack is shown. */
export class UserError extends Error {
  readonly problems: readonly ReportedProblem[];

  constructor(problems: readonly ReportedProblem[]) {
    super(problems.map(problemText).join("\n"));
    this.name = "UserError";
    this.problems = problems;
  }

  static of(mistake: Mistake, where: Pick<ReportedProblem, "file" | "path"> = {}): UserError {
    return new UserError([reported({ ...mistake, ...where })]);
  }
}

/** One line: `trailkey.yaml:3:10: account: 11 digits, an AWS account id has 12`. */
export function problemText(problem: ReportedProblem): string {
  const position = [problem.file, problem.line, problem.column]
    .filter((part) => part !== undefined)
    .join(":");
  const severity = problem.severity === "warning" ? "warning" : "";
  return [position, severity, problem.path ?? "", problem.message]
    .filter((part) => part !== "")
    .map(printable)
    .join(": ");
}

/** The `--json` form, with the same facts under the same names. */
export const problemsJson = (problems: readonly ReportedProblem[]): string => jsonText({ problems });
