import type { Construct } from "constructs";
import type { Config } from "../../config/config";
import type { ConfigInput } from "../../config/config-input";
import type { IsOpaque } from "../../config/opaque";
import { parseConfig } from "../../config/parse";
import type { ConfigProblem } from "../../config/problem";
import type { ReportedProblem } from "../../report/problem";
import { reported } from "../../report/problem";
import type { Mistake } from "../../report/problem-message";
import { standsForToken } from "../emitter/terraform-text";
import { foreignScope } from "./library";
import { refusedTexts, refusedTokens } from "./refused-tokens";

/** A config, and what it was parsed from where that may hold tokens. */
export interface ParsedConfig {
  readonly config: Config;
  /** To be parsed again when its tokens are known. Absent: it came from a file, which holds none. */
  readonly input?: ConfigInput;
  readonly warnings?: readonly ConfigProblem[];
}

/** What a construct throws for options that are not right. */
export class InvalidConfig extends Error {
  readonly #problems: readonly string[];

  /**
   * @param problems each `option: what is wrong and what would be right`
   * @param construct path of the construct that was given the options
   */
  constructor(problems: readonly string[], construct: string) {
    super(problems.join("\n"));
    this.#problems = problems;
    // Not enumerable, and a stack without our code: Node prints both where nobody catches the error.
    Object.defineProperty(this, "name", { value: "InvalidConfig" });
    this.stack = `${this.message}\n    at ${construct}`;
  }

  get problems(): readonly string[] {
    return this.#problems;
  }
}

/**
 * Where a construct will stand.
 *
 * @throws InvalidConfig where that is within a construct of another library
 */
export function pathOf(scope: Construct, id: string): string {
  const path = [scope.node.path, id].filter((part) => part !== "").join("/");
  const foreign = foreignScope(scope);
  if (foreign === undefined) return path;
  const { scope: around, library, own } = foreign;
  const args = { construct: around.node.path, library, own };
  return refuse([{ path: "", code: "scope-of-other-library", args }], path);
}

/**
 * The config that options give, tokens in it taken for whatever they will be.
 *
 * @param construct path of the construct that is given the options
 * @throws InvalidConfig with every problem at once
 */
export function configOf(input: ConfigInput, construct: string): ParsedConfig {
  const result = parseConfig(input, { opaque: standsForToken });
  const problems = result.ok ? [] : result.problems.filter(isError);
  const tokens = [...refusedTokens(input), ...refusedTexts(input, problems)];
  if (result.ok && tokens.length === 0) return { config: result.config, input, warnings: result.warnings };
  const others = problems.filter(({ path }) => !tokens.some((token) => isWithin(path, token.path)));
  return refuse([...tokens, ...others], construct);
}

/**
 * Throws, without what Node shows of an error that nobody catches: the line of code, which in a bundle is all code.
 * It leaves out a line with the words below.
 */
export function refuse(mistakes: readonly PlacedByPath[], construct: string): never {
  "node-do-not-add-exception-line";
  throw new InvalidConfig(
    mistakes.map((mistake) => sentence(reported(mistake))),
    construct,
  );
}

export type PlacedByPath = Mistake & { readonly path: string };

/** What is wrong with options whose tokens are known, but for the texts that `opaque` says are not. */
export function errorsIn(input: unknown, opaque: IsOpaque): readonly ConfigProblem[] {
  const result = parseConfig(input, { opaque });
  return result.ok ? [] : result.problems.filter(isError);
}

const isError = ({ severity }: ConfigProblem): boolean => severity === "error";

/** Whether an option is another one or a part of it. */
const isWithin = (path: string, whole: string): boolean =>
  path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);

/** A problem to be read by itself: `account: 11 digits, an AWS account id has 12`. */
export const sentence = ({ path = "", message }: ReportedProblem): string =>
  path === "" ? message : `${path}: ${message}`;
