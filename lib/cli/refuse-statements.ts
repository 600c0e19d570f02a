import type { ReportedProblem } from "../report/problem";
import { problemText, UserError } from "../report/problem";
import type { Io } from "./io";
import type { DeploymentOptions } from "./known-attributes";
import { givenAttributes } from "./known-attributes";
import type { FoundConfig } from "./read-config";

/**
 * Refuses statements of the user's, in `key.statements`, that AWS would refuse or that break what the config promises.
 * Warnings go to the terminal.
 *
 * @throws UserError
 */
export function refuseStatements(io: Io, found: FoundConfig, options: DeploymentOptions = {}): void {
  const problems = problemsOf(found, options);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new UserError(problems);
  for (const warning of problems) io.talk(`${problemText(warning)}\n`);
}

/** The same as warnings, for commands that show what a policy does. */
export function warnOfStatements(io: Io, found: FoundConfig, options: DeploymentOptions = {}): void {
  for (const problem of problemsOf(found, options)) {
    io.talk(`${problemText({ ...problem, severity: "warning" })}\n`);
  }
}

function problemsOf(
  { config, shown, locate }: FoundConfig,
  options: DeploymentOptions,
): readonly ReportedProblem[] {
  if (config.key.statements.length === 0) return [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- judging takes more than all the rest
  const judge = require("../report/own-statements") as typeof import("../report/own-statements");
  return judge.statementProblems(config, givenAttributes(config, options), locate).map((problem) => ({
    file: shown,
    ...problem,
  }));
}
