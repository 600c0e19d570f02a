#!/usr/bin/env node
import { commands } from "./commands";
import { nodeIo } from "./io";
import { runProgram } from "./program";

/** Of package.json, put in by scripts/bundle.js. */
declare const trailkeyVersion: string;

void runProgram(process.argv.slice(2), nodeIo(), commands, trailkeyVersion).then((code) => {
  process.exitCode = code;
});
