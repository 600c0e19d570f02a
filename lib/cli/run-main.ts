import type { CommandEntry } from "./command";
import { nodeIo } from "./io";
import { runProgram } from "./program";

/** Of package.json, put in by scripts/bundle.js. */
declare const trailkeyVersion: string;

/** Runs the command line of this process, and ends it. */
export function runMain(commands: readonly CommandEntry[]): void {
  // stdout is for data, which `Io` writes. What a config or a library prints goes to stderr.
  Object.defineProperty(process, "stdout", { configurable: true, get: () => process.stderr });

  void runProgram(process.argv.slice(2), nodeIo(), commands, trailkeyVersion).then((code) => {
    // All is written. What a config left running, such as a timer, must not keep the process.
    process.exit(code);
  });
}
