import { leftBehindText } from "../../report/file-finding";
import { jsonText } from "../../report/json-text";
import { UserError } from "../../report/problem";
import type { DefineCommand, ExitCode } from "../command";
import { configOption } from "../command";
import type { GenerateOptions } from "../generate-options";
import type { Io } from "../io";
import { leftBehind } from "../output/config-identity";
import type { ModuleReport } from "../output/module-report";
import { comparisonReport, previewReport, writtenReport } from "../output/module-report";
import type { PreparedModule } from "../output/prepared-module";
import { permissionsOf } from "../output/permissions";
import { prepareModule } from "../output/prepared-module";
import { writeModule } from "../output/write-module";
import { readConfig } from "../read-config";
import { shownPath } from "../shown-path";

export const generateCommand: DefineCommand = (command) => {
  command
    .description(
      "Write the Terraform module that the config describes. generate refuses, before it writes anything, to change " +
        "files that trailkey did not write or that were edited since. It removes its own files that the config no " +
        "longer needs. It also refuses a module that would destroy, replace or abandon resources of the previous one, " +
        "or no longer log the accounts of its organization.",
    )
    .argument(
      "[configs...]",
      'configs to generate in one run, as files or patterns ("envs/*.yaml"); all are checked before any is written',
    )
    .option(...configOption)
    .option(
      "-o, --output <directory>",
      "the module's directory, in which {name} is the config's name if configs are given as arguments; default: a directory next to the config, with the config's name",
    )
    .option("--check", "write nothing; exit 2 if the directory differs from what the config generates")
    .option("--diff", "write nothing; print a unified diff, and exit 2 if there is any difference")
    .option("--dry-run", "write nothing; print what would be written and removed")
    .option(
      "--force",
      "overwrite files that trailkey did not write or that were edited by hand, and the module of another config",
    )
    .option(
      "--allow-replace",
      "write a module that destroys, replaces or abandons a key, bucket, trail or role, or stops logging accounts",
    )
    .option(
      "--matrix",
      "write nothing; print name, config, directory, account and region of each config as JSON, for the matrix of a CI job",
    )
    .addHelpText(
      "after",
      `
Prints the files written. With --json: directory, written, removed and unchanged; with --dry-run also conflicts and losses.
Of several configs: these of each module, under modules.

Examples:
  $ trailkey generate
  $ trailkey generate -c trailkey.yaml -o modules/trail
  $ trailkey generate -o modules/trail --check   # in CI
  $ trailkey generate --diff | less
  $ trailkey generate "envs/*.yaml" -o "modules/{name}"
  $ trailkey generate "envs/*.yaml" -o "modules/{name}" --matrix`,
    );
  return (io, version) => generate(command.args, command.optsWithGlobals<GenerateOptions>(), io, version);
};

export async function generate(
  patterns: readonly string[],
  options: GenerateOptions,
  io: Io,
  version: string,
): Promise<ExitCode> {
  if (options.output === "") throw UserError.of({ code: "output-unnamed", args: {} }, { path: "--output" });
  if (options.matrix === true) return matrixModule().printMatrix(io, patterns, options);
  if (patterns.length > 0) return manyModule().generateMany(io, patterns, options, version);
  const prepared = prepareModule(io, readConfig(io, options.config), options.output, version);
  const { directory } = prepared;
  const report = await reportOf(io, prepared, options);
  io.data(options.json ? jsonText({ directory: directory.shown("."), ...report.facts }) : report.data);
  for (const line of report.talk) io.talk(`${line}\n`);
  if (report.isUpToDate) io.talk(`${directory.shown(".")} is up to date\n`);
  return report.code;
}

/* eslint-disable @typescript-eslint/no-require-imports -- a run of one config is spared reading these */
const matrixModule = () => require("../many/print-matrix") as typeof import("../many/print-matrix");
const manyModule = () => require("../many/generate-many") as typeof import("../many/generate-many");
/* eslint-enable @typescript-eslint/no-require-imports */

function reportOf(
  io: Io,
  prepared: PreparedModule,
  options: GenerateOptions,
): ModuleReport | Promise<ModuleReport> {
  if (options.check || options.diff) return comparisonReport(io, prepared, options);
  if (options.dryRun) return previewReport(io.files, prepared, options.force === true);
  return write(io, prepared, options);
}

async function write(
  io: Io,
  { directory, module }: PreparedModule,
  options: GenerateOptions,
): Promise<ModuleReport> {
  const plan = await io.uninterrupted(() => writeModule(io, directory, module, permissionsOf(options)));
  const report = writtenReport(directory, plan);
  const left = leftBehind(io.files, [{ root: directory.root, config: module.config }]).map(({ path, name }) =>
    leftBehindText(shownPath(io, path), name),
  );
  return { ...report, talk: [...report.talk, ...left] };
}
