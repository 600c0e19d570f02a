import { resolve } from "node:path";
import type { Config } from "../config/config";
import { findConfig, loadConfig, loadConfigText } from "../config/load";
import type { ConfigProblem, Locate } from "../config/problem";
import type { ReportedProblem } from "../report/problem";
import { problemText, reported, UserError } from "../report/problem";
import type { Io } from "./io";
import { shownPath } from "./shown-path";

export interface FoundConfig {
  readonly config: Config;
  /** Absolute. A config on stdin counts as a file of that name in the working directory. */
  readonly file: string;
  /** As the user would name it. */
  readonly shown: string;
  /** Where an option stands in the file. */
  readonly locate: Locate;
}

/**
 * Reads the config that the user names, or the nearest one upward. Its warnings go to the terminal.
 *
 * @param named `-` is stdin.
 * @throws UserError with every problem of the config.
 */
export function readConfig(io: Io, named: string | undefined): FoundConfig {
  const isStdin = named === "-";
  const name = isStdin ? "stdin" : named;
  const file = name === undefined ? nearestConfig(io) : resolve(io.workingDirectory, name);
  const shown = isStdin ? "stdin" : shownPath(io, file);
  const inFile = (problem: ConfigProblem): ReportedProblem => reported({ file: shown, ...problem });
  const loaded = isStdin ? loadConfigText(io.input()) : loadConfig(file);
  if (!loaded.ok) throw new UserError(loaded.problems.map(inFile));
  for (const warning of loaded.warnings) io.talk(`${problemText(inFile(warning))}\n`);
  return { config: loaded.config, file, shown, locate: loaded.locate };
}

function nearestConfig(io: Io): string {
  const found = findConfig(io.workingDirectory);
  if (!found.ok) throw new UserError(found.problems.map(reported));
  return found.file;
}
