import { mergePolicy } from "../../merge/merge-policy";
import type { AddedStatement, MergeResult } from "../../merge/merge-policy";
import { configUsedText, mergeProblem, mergeText, missingText } from "../../report/merge";
import { problemText, UserError } from "../../report/problem";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import { accountOption, configOption, regionOption } from "../command";
import type { Io } from "../io";
import type { DeploymentOptions } from "../known-attributes";
import { knownDeployment } from "../known-attributes";
import { readConfig } from "../read-config";
import type { PolicyFile } from "../read-policy";
import { readPolicyText } from "../read-policy";
import { refuseStatements } from "../refuse-statements";
import { replaceNamedFile } from "../replace-file";
import { jsonText } from "../../report/json-text";

interface MergeOptions extends CommonOptions, DeploymentOptions {
  readonly config?: string;
  readonly inPlace?: boolean;
  readonly check?: boolean;
  readonly diff?: boolean;
}

export const mergeCommand: DefineCommand = (command) => {
  command
    .description(
      "Add to an existing key policy the statements that the config needs and the policy lacks. The rest of the file stays byte for byte the same.",
    )
    .argument("<policy>", "the key's policy as JSON; - for stdin")
    .option(...configOption)
    .option(...accountOption)
    .option(...regionOption)
    .option("--in-place", "write the file instead of printing the policy")
    .option("--check", "write nothing; exit 2 if the policy lacks a statement")
    .option(
      "--diff",
      "write nothing; print what would be added as a unified diff, and exit 2 if there is any",
    )
    .addHelpText(
      "after",
      `
Exit codes: 0 merged, or nothing to add; 1 bad input, a policy of another account's key, a statement that denies
what is needed, or a policy that is too large; 2 with --check or --diff: something is missing.

Examples:
  $ aws kms get-key-policy --key-id KEY --output text > key-policy.json
  $ trailkey merge key-policy.json --diff
  $ trailkey merge key-policy.json --in-place
  $ aws kms put-key-policy --key-id KEY --policy file://key-policy.json`,
    );
  return (io) => merge(String(command.processedArgs[0]), command.optsWithGlobals<MergeOptions>(), io);
};

/** @throws UserError with all that stands in the way; nothing is written then. */
export async function merge(named: string, options: MergeOptions, io: Io): Promise<ExitCode> {
  refuseMixed(named, options);
  // Read as a config, the policy would be told everything that is wrong with it as one.
  if (named === "-" && options.config === "-")
    throw UserError.of({ code: "stdin-twice", args: {} }, { path: "--config" });
  const found = readConfig(io, options.config, options);
  const { config, shown } = found;
  const deployment = knownDeployment(config, options);
  refuseStatements(io, found, options);
  if (options.config === undefined) io.talk(`${configUsedText(shown, deployment)}\n`);
  const file = readPolicyText(io, named);
  if (file.holder !== null && options.inPlace) {
    throw UserError.of({ code: "holder-in-place", args: { holder: file.holder } }, { path: "--in-place" });
  }
  const result = mergePolicy(file.text, config, deployment);
  if (!result.ok) {
    throw new UserError(
      result.obstacles.map((obstacle) => mergeProblem(file.shown, shown, obstacle, "error")),
    );
  }
  for (const warning of result.warnings) {
    io.talk(`${problemText(mergeProblem(file.shown, shown, warning, "warning"))}\n`);
  }
  if (options.check || options.diff) return compare(io, file, result, options);
  if (!options.inPlace) io.data(result.text);
  else {
    if (result.added.length > 0) {
      await io.uninterrupted(() => {
        replaceNamedFile(io, file.path, result.text, file.text);
      });
    }
    io.data(writtenText(file.shown, result.added, options.json ?? false));
  }
  io.talk(mergeText(result.added));
  return 0;
}

function refuseMixed(named: string, { inPlace, check, diff }: MergeOptions): void {
  if (!inPlace) return;
  if (named === "-") throw UserError.of({ code: "stdin-in-place", args: {} }, { path: "--in-place" });
  if (check || diff) throw UserError.of({ code: "in-place-compared", args: {} }, { path: "--in-place" });
}

type Merged = Extract<MergeResult, { readonly ok: true }>;

async function compare(
  io: Io,
  file: Pick<PolicyFile, "shown" | "text">,
  { added, text }: Merged,
  options: MergeOptions,
): Promise<ExitCode> {
  const diff = options.diff ? await diffOf(io, file, text, options) : undefined;
  const missing = added.map(({ statement }) => statement);
  if (options.json) io.data(jsonText({ missing, ...(diff !== undefined && { diff }) }));
  else io.data(diff ?? missingText(added));
  if (added.length === 0) io.talk(mergeText(added));
  else if (diff !== undefined) io.talk(missingText(added));
  return added.length === 0 ? 0 : 2;
}

async function diffOf(
  io: Io,
  { shown, text: current }: Pick<PolicyFile, "shown" | "text">,
  wanted: string,
  options: MergeOptions,
): Promise<string> {
  if (wanted === current) return "";
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- no other use of the command needs a differ
  const { moduleDiff } = require("../../report/module-diff") as typeof import("../../report/module-diff");
  const path = shown.replace(/^\/+/, "");
  return moduleDiff([{ path, current, wanted }], !options.json && (await io.colour()));
}

function writtenText(file: string, added: readonly AddedStatement[], json: boolean): string {
  const written = added.length > 0 ? [file] : [];
  if (!json) return written.map((name) => `${name}\n`).join("");
  return jsonText({ written, added: added.map(({ statement }) => statement) });
}
