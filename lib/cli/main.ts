#!/usr/bin/env node
import { commands } from "./commands";
import { nodeIo } from "./io";
import { runProgram } from "./program";

/** Of package.json, put in by scripts/bundle.js. */
declare const trailkeyVersion: string;

/**
 * Files are written in one go, without returning to the event loop. With a listener a signal waits until
 * then, where its default would end the process between two files.
 */
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.kill(process.pid, signal));
}

void runProgram(process.argv.slice(2), nodeIo(), commands, trailkeyVersion).then((code) => {
  process.exitCode = code;
});
