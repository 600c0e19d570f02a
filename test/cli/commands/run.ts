import { commands } from "../../../lib/cli/commands";
import { runProgram } from "../../../lib/cli/program";
import { memoryIo } from "../memory-io";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line as a user would, in a directory. */
export const trailkey = (directory: string, ...words: readonly string[]): Promise<Outcome> =>
  trailkeyGiven("", directory, ...words);

/** The same with a text on stdin. */
export async function trailkeyGiven(
  stdin: string,
  directory: string,
  ...words: readonly string[]
): Promise<Outcome> {
  const io = memoryIo(directory, undefined, stdin);
  const code = await runProgram(words, io, commands, "0.0.0");
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}
