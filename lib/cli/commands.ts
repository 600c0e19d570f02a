/* eslint-disable @typescript-eslint/no-require-imports -- a static import would load every command's modules */
import type { CommandEntry } from "./command";
import { generateListed } from "./generate-listed";

/** Every command. Only the one that runs is loaded. */
export const commands: readonly CommandEntry[] = [
  {
    ...generateListed,
    load: () => (require("./commands/generate") as typeof import("./commands/generate")).generateCommand,
  },
  {
    name: "policy",
    summary: "print a policy as JSON",
    load: () => (require("./commands/policy") as typeof import("./commands/policy")).policyCommand,
  },
  {
    name: "lint",
    summary: "find faults in a key policy",
    progress: "checking the policies",
    load: () => (require("./commands/lint") as typeof import("./commands/lint")).lintCommand,
  },
  {
    name: "explain",
    summary: "explain a lint rule",
    load: () => (require("./commands/explain") as typeof import("./commands/explain")).explainCommand,
  },
  {
    name: "merge",
    summary: "add to a key policy what the config needs",
    progress: "merging",
    load: () => (require("./commands/merge") as typeof import("./commands/merge")).mergeCommand,
  },
  {
    name: "can",
    summary: "decide one request and give the reasons",
    load: () => (require("./commands/can") as typeof import("./commands/can")).canCommand,
  },
  {
    name: "access",
    summary: "print who can do what with the key",
    progress: "working out who can do what",
    load: () => (require("./commands/access") as typeof import("./commands/access")).accessCommand,
  },
  {
    name: "test",
    summary: "check a key policy against expected verdicts",
    progress: "running expectations",
    load: () => (require("./commands/test") as typeof import("./commands/test")).testCommand,
  },
  {
    name: "moves",
    summary: "print the moved blocks for resources that move to another module",
    load: () => (require("./commands/moves") as typeof import("./commands/moves")).movesCommand,
  },
  {
    name: "schema",
    summary: "print the JSON Schema of the config",
    load: () => (require("./commands/schema") as typeof import("./commands/schema")).schemaCommand,
  },
  {
    name: "init",
    summary: "write a commented config to start from",
    load: () => (require("./commands/init") as typeof import("./commands/init")).initCommand,
  },
];
