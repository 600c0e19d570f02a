#!/usr/bin/env node
import { join } from "node:path";
import { loadCompiled } from "./load-compiled";

// `generate` runs most often. On its own it is half as much to read as all commands together.
const command = process.argv.slice(2).find((word) => !word.startsWith("-"));
loadCompiled(join(__dirname, command === "generate" ? "generate-program.js" : "every-command.js"));
