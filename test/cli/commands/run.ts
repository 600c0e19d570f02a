import { commands } from "../../../lib/cli/commands";
import { runProgram } from "../../../lib/cli/program";
import { memoryIo } from "../memory-io";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line as a user would, in a directory. */
export async function trailkey(directory: string, ...words: readonly string[]): Promise<Outcome> {
  const io = memoryIo(directory);
  const code = await runProgram(words, io, commands, "0.0.0");
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}
