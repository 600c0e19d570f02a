import type { Config } from "../../config/config";
import type { ConfigInput } from "../../config/config-input";
import { parseConfig } from "../../config/parse";
import type { ConfigProblem } from "../../config/problem";
import { problemMessage } from "../../report/problem-message";
import { holdsToken } from "../emitter/terraform-text";

/** A config, and what it was parsed from where that may hold tokens. */
export interface ParsedConfig {
  readonly config: Config;
  /** To be parsed again when its tokens are known. Absent: it came from a file, which holds none. */
  readonly input?: ConfigInput;
  readonly warnings?: readonly ConfigProblem[];
}

/** What a construct throws for options that are not right. */
export class InvalidConfig extends Error {
  /** @param problems each `option: what is wrong and what would be right` */
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "InvalidConfig";
  }
}

/**
 * The config that options give, tokens in it taken for whatever they will be.
 *
 * @throws InvalidConfig with every problem at once
 */
export function configOf(input: ConfigInput): ParsedConfig {
  const result = parseConfig(input, { opaque: holdsToken });
  if (!result.ok) throw new InvalidConfig(result.problems.filter(isError).map(sentence));
  return { config: result.config, input, warnings: result.warnings };
}

/** What is wrong with options whose tokens are known, but for the texts that `opaque` says are not. */
export function errorsIn(input: unknown, opaque: (text: string) => boolean): readonly string[] {
  const result = parseConfig(input, { opaque });
  return result.ok ? [] : result.problems.filter(isError).map(sentence);
}

const isError = ({ severity }: ConfigProblem): boolean => severity === "error";

/** A problem to be read by itself: `account: 11 digits, an AWS account id has 12`. */
export function sentence(problem: ConfigProblem): string {
  const message = problemMessage(problem);
  return problem.path === "" ? message : `${problem.path}: ${message}`;
}
