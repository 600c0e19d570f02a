#!/usr/bin/env node
/* eslint-disable @typescript-eslint/no-require-imports -- one of the two is loaded */

// `generate` runs most often. On its own it is half as much to read as all commands together.
const command = process.argv.slice(2).find((word) => !word.startsWith("-"));
if (command === "generate") require("./generate-program");
else require("./every-command");
