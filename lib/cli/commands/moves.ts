import { describeResources } from "../../describe/describe";
import { movesBetween } from "../../describe/moves-between";
import { movedBlocks } from "../../hcl/moved-blocks";
import { jsonText } from "../../report/json-text";
import { UserError } from "../../report/problem";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import { configOption } from "../command";
import type { Io } from "../io";
import { readConfig } from "../read-config";

interface MovesOptions extends CommonOptions {
  readonly config?: string;
  readonly from?: string;
  readonly to?: string;
}

export const movesCommand: DefineCommand = (command) => {
  command
    .description(
      "Print the moved blocks for a root whose resources move into a module call, out of one, or from one to another. " +
        "With them, Terraform keeps every resource and changes only its address. Without them, it would destroy the " +
        "key and the bucket and create others.",
    )
    .option(...configOption)
    .option("--to <call>", "the module call that the resources move to; default: the root itself")
    .option("--from <call>", "the module call that they are in; default: the root itself, or a CDKTF stack")
    .addHelpText(
      "after",
      `
The config is the one that the resources were built from, as it is now. Remove the blocks when every state has been applied.

Examples:
  $ trailkey moves --to module.trail > moved.tf
  $ trailkey moves --from module.trail --to 'module.audit["eu"]'`,
    );
  return (io) => moves(command.optsWithGlobals<MovesOptions>(), io);
};

export function moves(options: MovesOptions, io: Io): ExitCode {
  const from = options.from ?? null;
  const to = options.to ?? null;
  if (from === to) throw UserError.of({ code: "moves-nowhere", args: { call: from } }, { path: "--to" });
  for (const [option, call] of [
    ["--from", from],
    ["--to", to],
  ] as const) {
    if (call !== null && !isModuleCall(call))
      throw UserError.of({ code: "not-a-module-call", args: { given: call } }, { path: option });
  }
  const found = readConfig(io, options.config);
  const blueprint = describeResources(found.config);
  if (blueprint.removals.length > 0)
    throw UserError.of({ code: "moves-with-removals", args: {} }, { file: found.file });
  const moved = movesBetween(blueprint, from, to);
  io.data(options.json ? jsonText({ moves: moved }) : movedBlocks(moved));
  return 0;
}

const name = String.raw`[\p{L}_][\p{L}\p{N}_-]*`;
/** Terraform takes no template here. */
const key = String.raw`\[(?:[0-9]+|"(?:[^"\\$%\p{Cc}]|[$%](?!\{))*")\]`;
const moduleCall = new RegExp(`^module\\.${name}(?:${key})?(?:\\.module\\.${name}(?:${key})?)*$`, "u");

/** Whether a text is an address such as `module.trail`, `module.trail["eu"]` or `module.security.module.trail`. */
const isModuleCall = (text: string): boolean => moduleCall.test(text);
