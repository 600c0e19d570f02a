import { resolve } from "node:path";
import type { Config } from "../config/config";
import { findConfig, loadConfig, loadConfigText } from "../config/load";
import { accountIdRule, regionRule } from "../config/rules";
import type { TextRule } from "../config/value-rule";
import { violationOf } from "../config/violation";
import type { ConfigProblem, LocateOption } from "../config/problem";
import type { ReportedProblem } from "../report/problem";
import { problemText, reported, UserError } from "../report/problem";
import type { Io } from "./io";
import type { DeploymentOptions } from "./known-attributes";
import { shownPath } from "./shown-path";

export interface FoundConfig {
  readonly config: Config;
  /** Absolute. A config on stdin counts as a file of that name in the working directory. */
  readonly file: string;
  /** As the user would name it. */
  readonly shown: string;
  /** The configs that it extends. Absolute. */
  readonly extended: readonly string[];
  /** Where an option stands, with a file, as the user would name it, where that is not the config's own. */
  readonly locate: LocateOption;
}

/**
 * Reads the config that the user names, or the nearest one upward. Its warnings go to the terminal.
 *
 * @param named `-` is stdin.
 * @param options What the command line says where the config does not: together with it, the config must be right.
 * @throws UserError with every problem of the config.
 */
export function readConfig(
  io: Io,
  named: string | undefined,
  { account, region }: Pick<DeploymentOptions, "account" | "region"> = {},
): FoundConfig {
  const isStdin = named === "-";
  const name = isStdin ? "stdin" : named;
  const file = name === undefined ? nearestConfig(io) : resolve(io.workingDirectory, name);
  const shown = isStdin ? "stdin" : shownPath(io, file);
  const shownFile = (of: string | undefined): string => (of === undefined ? shown : shownPath(io, of));
  const inFile = (problem: ConfigProblem): ReportedProblem =>
    reported({ ...problem, file: shownFile(problem.file) });
  const deployment = { ...sound("account", accountIdRule, account), ...sound("region", regionRule, region) };
  const loaded = isStdin
    ? loadConfigText(io.input(), file, { deployment })
    : loadConfig(file, { deployment, found: named === undefined });
  if (!loaded.ok) throw new UserError(loaded.problems.map(inFile));
  for (const warning of loaded.warnings) io.talk(`${problemText(inFile(warning))}\n`);
  const { config, locate, extended } = loaded;
  return {
    config,
    file,
    extended,
    shown,
    locate: (path, part) => {
      const place = locate(path, part);
      return place?.file === undefined ? place : { ...place, file: shownFile(place.file) };
    },
  };
}

/** What is wrong with the option itself is told where it is used. */
const sound = (option: "account" | "region", rule: TextRule, value?: string): Partial<DeploymentOptions> =>
  value === undefined || violationOf(rule, value) ? {} : { [option]: value };

function nearestConfig(io: Io): string {
  const found = findConfig(io.workingDirectory);
  if (!found.ok) throw new UserError(found.problems.map(reported));
  return found.file;
}
