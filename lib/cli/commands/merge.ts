import { mergePolicy } from "../../merge/merge-policy";
import type { AddedStatement } from "../../merge/merge-policy";
import { mergeProblem, mergeText } from "../../report/merge";
import { problemText, UserError } from "../../report/problem";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import { accountOption, configOption, regionOption } from "../command";
import type { Io } from "../io";
import type { DeploymentOptions } from "../known-attributes";
import { knownDeployment } from "../known-attributes";
import { readConfig } from "../read-config";
import { readPolicyText } from "../read-policy";
import { replaceNamedFile } from "../replace-file";
import { jsonText } from "../../report/json-text";

interface MergeOptions extends CommonOptions, DeploymentOptions {
  readonly config?: string;
  readonly inPlace?: boolean;
}

export const mergeCommand: DefineCommand = (command) => {
  command
    .description(
      "Add to an existing key policy the statements that the config needs and it lacks. What is there stays as it is, to the byte.",
    )
    .argument("<policy>", "the key's policy as JSON; - for stdin")
    .option(...configOption)
    .option(...accountOption)
    .option(...regionOption)
    .option("--in-place", "write the file, in place of printing the policy")
    .addHelpText(
      "after",
      `
Exit codes: 0 merged, or nothing to add; 1 bad input, a statement that denies what is needed, or a policy too large.

Examples:
  $ aws kms get-key-policy --key-id KEY --output text > key-policy.json
  $ trailkey merge key-policy.json --in-place
  $ aws kms put-key-policy --key-id KEY --policy file://key-policy.json`,
    );
  return (io) => merge(String(command.processedArgs[0]), command.optsWithGlobals<MergeOptions>(), io);
};

/** @throws UserError with all that stands in the way; nothing is written then. */
export function merge(named: string, options: MergeOptions, io: Io): ExitCode {
  if (named === "-" && options.inPlace) {
    throw UserError.of({ code: "stdin-in-place", args: {} }, { path: "--in-place" });
  }
  const { config } = readConfig(io, options.config);
  const deployment = knownDeployment(config, options);
  const file = readPolicyText(io, named);
  const result = mergePolicy(file.text, config, deployment);
  if (!result.ok) {
    throw new UserError(result.obstacles.map((obstacle) => mergeProblem(file.shown, obstacle, "error")));
  }
  for (const warning of result.warnings) {
    io.talk(`${problemText(mergeProblem(file.shown, warning, "warning"))}\n`);
  }
  if (!options.inPlace) io.data(result.text);
  else {
    if (result.added.length > 0) replaceNamedFile(io, file.path, result.text);
    io.data(writtenText(file.shown, result.added, options.json ?? false));
  }
  io.talk(mergeText(result.added));
  return 0;
}

function writtenText(file: string, added: readonly AddedStatement[], json: boolean): string {
  const written = added.length > 0 ? [file] : [];
  if (!json) return written.map((name) => `${name}\n`).join("");
  return jsonText({ written, added: added.map(({ statement }) => statement) });
}
