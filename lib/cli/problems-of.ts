import type { ReportedProblem } from "../report/problem";
import { UserError } from "../report/problem";
import { systemErrorProblem } from "../report/system-error";
import type { Io } from "./io";
import { shownPath } from "./shown-path";

/** What an error tells of what the user gave or of the file system; null for what no user can have caused. */
export function problemsOf(error: unknown, io: Io): readonly ReportedProblem[] | null {
  if (error instanceof UserError) return error.problems;
  const problem = systemErrorProblem(error, (path) => shownPath(io, path));
  return problem && [problem];
}
