import { resolve } from "node:path";
import type { Config } from "../config/config";
import { findConfig, loadConfig } from "../config/load";
import type { ConfigProblem } from "../config/problem";
import type { ReportedProblem } from "../report/problem";
import { problemText, reported, UserError } from "../report/problem";
import type { Io } from "./io";
import { shownPath } from "./shown-path";

export interface FoundConfig {
  readonly config: Config;
  /** Absolute. */
  readonly file: string;
}

/**
 * Reads the config that the user names, or the nearest one upward. Its warnings go to the terminal.
 *
 * @throws UserError with every problem of the config.
 */
export function readConfig(io: Io, named: string | undefined): FoundConfig {
  const file = named === undefined ? nearestConfig(io) : resolve(io.workingDirectory, named);
  const inFile = (problem: ConfigProblem): ReportedProblem =>
    reported({ file: shownPath(io, file), ...problem });
  const loaded = loadConfig(file);
  if (!loaded.ok) throw new UserError(loaded.problems.map(inFile));
  for (const warning of loaded.warnings) io.talk(`${problemText(inFile(warning))}\n`);
  return { config: loaded.config, file };
}

function nearestConfig(io: Io): string {
  const found = findConfig(io.workingDirectory);
  if (!found.ok) throw new UserError(found.problems.map(reported));
  return found.file;
}
