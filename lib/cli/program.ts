import { Command, CommanderError } from "commander";
import { printableLines } from "../report/hidden-characters";
import type { ReportedProblem } from "../report/problem";
import { problemsJson, problemText, reported, UserError } from "../report/problem";
import type { CommandEntry, ExitCode } from "./command";
import type { Io } from "./io";
import { problemsOf } from "./problems-of";

interface GlobalOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/**
 * Runs a command line to its exit code.
 *
 * @param words The arguments, without node and script.
 */
export async function runProgram(
  words: readonly string[],
  io: Io,
  commands: readonly CommandEntry[],
  version: string,
): Promise<ExitCode> {
  try {
    let code: ExitCode = 0;
    const program = programOf(words, io, commands, version, (result) => (code = result));
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    return failure(error, io, words.includes("--json"));
  }
}

function programOf(
  words: readonly string[],
  io: Io,
  commands: readonly CommandEntry[],
  version: string,
  finish: (code: ExitCode) => void,
): Command {
  const program = new Command("trailkey")
    .description(
      "Terraform and CDKTF for CloudTrail logs encrypted with your own KMS key, with a correct key policy.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .option("--json", "print data and problems as JSON")
    .option("--quiet", "print only data and errors")
    .option("--no-color", "print no colors; the environment variable NO_COLOR does the same")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: io.data, writeErr: io.talk, outputError: () => undefined })
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText("after", examples);
  for (const entry of commands) {
    const command = program.command(entry.name).summary(entry.summary);
    if (!words.includes(entry.name)) continue;
    const run = entry.load()(command);
    command.action(async () => {
      const chosen = withOptions(io, program.opts<GlobalOptions>());
      if (entry.progress !== undefined) chosen.progress(entry.progress);
      finish(await run(chosen, version));
    });
  }
  return program;
}

const examples = `
Exit codes: 0 fine, 1 bad input or failure, 2 drift or findings.

Examples:
  $ trailkey init
  $ trailkey generate -o out
  $ trailkey policy key --minify`;

function withOptions(io: Io, options: GlobalOptions): Io {
  return {
    ...io,
    input: onlyOnce(io.input),
    ...(options.quiet && { talk: () => undefined, progress: () => undefined, steps: () => () => undefined }),
    ...(!options.color && { colour: () => Promise.resolve(false) }),
  };
}

/** Of a second reading nothing would be left, which would pass for an empty file. */
function onlyOnce(input: Io["input"]): Io["input"] {
  let wasRead = false;
  return () => {
    if (wasRead) throw UserError.of({ code: "stdin-twice", args: {} });
    wasRead = true;
    return input();
  };
}

function failure(error: unknown, io: Io, asJson: boolean): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const problems = problemsToTell(error, io);
  if (problems === null)
    io.talk(`this is a bug in trailkey, please report it:\n${printableLines(stackOf(error))}\n`);
  else if (asJson) io.data(problemsJson(problems));
  else io.talk(problems.map((problem) => `${problemText(problem)}\n`).join(""));
  return 1;
}

/** `null` for what no user can have caused. */
function problemsToTell(error: unknown, io: Io): readonly ReportedProblem[] | null {
  if (error instanceof CommanderError) {
    if (error.code === "commander.help") return [reported({ code: "command-missing", args: {} })];
    const reason = error.message.replace(/^error: /, "").replaceAll("\n", " ");
    return [reported({ code: "command-line", args: { reason } })];
  }
  return problemsOf(error, io);
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
