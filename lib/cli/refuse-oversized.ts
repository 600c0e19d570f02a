import type { ReportedProblem } from "../report/problem";
import { problemText, UserError } from "../report/problem";
import type { Io } from "./io";
import { shownPath } from "./shown-path";

/**
 * Refuses policies that AWS would refuse for their size. What only exceeds a default limit goes to the terminal.
 *
 * @param config Absolute path of the config that the policies come from.
 * @throws UserError
 */
export function refuseOversized(io: Io, config: string, problems: readonly ReportedProblem[]): void {
  const inFile = problems.map((problem) => ({ file: shownPath(io, config), ...problem }));
  const errors = inFile.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new UserError(errors);
  for (const warning of inFile) io.talk(`${problemText(warning)}\n`);
}
