import { dirname, join } from "node:path";
import type { Config } from "../../config/config";
import type { Blueprint } from "../../terraform/blueprint";
import { describe } from "../../describe/describe";
import { homeOf } from "../../describe/home-of";
import { identitiesOf, leftToCaller } from "../../describe/identities";
import { render } from "../../hcl/render";
import type { Drift, FileFinding } from "../../report/file-finding";
import { driftText, leftBehindText } from "../../report/file-finding";
import { lossProblems } from "../../report/loss";
import { moduleSizeProblems } from "../../report/policy-sizes";
import { problemText, UserError } from "../../report/problem";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import { configOption } from "../command";
import type { Io } from "../io";
import type { FileState } from "../output/file-state";
import { configIdentity, leftBehind } from "../output/config-identity";
import { isAnotherConfig, manifestName } from "../output/manifest";
import type { Module, ModuleDirectory } from "../output/module";
import { outputDirectory } from "../output/output-directory";
import { conflictsIn } from "../output/permissions";
import type { Survey } from "../output/survey";
import { survey, surveyDespite } from "../output/survey";
import { writeModule } from "../output/write-module";
import { planOf } from "../output/write-plan";
import { readConfig } from "../read-config";
import { refuseInput } from "../refuse-input";
import { refuseOversized } from "../refuse-oversized";
import { refuseStatements } from "../refuse-statements";
import { shownPath } from "../shown-path";
import { jsonText } from "../../report/json-text";

interface GenerateOptions extends CommonOptions {
  readonly config?: string;
  readonly output?: string;
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly allowReplace?: boolean;
}

export const generateCommand: DefineCommand = (command) => {
  command
    .description(
      "Write the Terraform module that the config describes. generate refuses, before it writes anything, to change " +
        "files that trailkey did not write or that were edited since. It removes its own files that the config no " +
        "longer needs. It also refuses a module that would destroy, replace or abandon resources of the previous one, " +
        "or no longer log the accounts of its organization.",
    )
    .option(...configOption)
    .option(
      "-o, --output <directory>",
      "the module's directory; default: a directory next to the config, with the config's name",
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
    .addHelpText(
      "after",
      `
Prints the files written. With --json: directory, written, removed and unchanged; with --dry-run also conflicts and losses.

Examples:
  $ trailkey generate
  $ trailkey generate -c trailkey.yaml -o modules/trail
  $ trailkey generate -o modules/trail --check   # in CI
  $ trailkey generate --diff | less`,
    );
  return (io, version) => generate(command.optsWithGlobals<GenerateOptions>(), io, version);
};

export async function generate(options: GenerateOptions, io: Io, version: string): Promise<ExitCode> {
  if (options.output === "") throw UserError.of({ code: "output-unnamed", args: {} }, { path: "--output" });
  const found = readConfig(io, options.config);
  const { config, file, extended } = found;
  refuseStatements(io, found);
  const blueprint = describe(config);
  refuseOversized(io, file, moduleSizeProblems(blueprint));
  const named = options.output ?? join(dirname(file), config.name);
  const directory = outputDirectory(io, named);
  refuseInput(io, join(directory.root, manifestName), [file, ...extended], "--output");
  const identity = configIdentity(io.files, directory, config, file);
  const module = { ...moduleOf(config, blueprint, version), config: identity };
  if (options.check || options.diff) return compare(io, directory, module, options);
  if (options.dryRun) return preview(io, directory, module, options);
  return write(io, directory, module, options);
}

function moduleOf(config: Config, blueprint: Blueprint, version: string): Omit<Module, "config"> {
  return {
    files: render(blueprint),
    resources: identitiesOf(blueprint),
    home: homeOf(config),
    moves: blueprint.moves,
    removals: blueprint.removals,
    leftToCaller: leftToCaller(blueprint),
    trailkey: version,
  };
}

async function write(
  io: Io,
  directory: ModuleDirectory,
  module: Module,
  options: GenerateOptions,
): Promise<ExitCode> {
  const allowed = { force: options.force === true, allowReplace: options.allowReplace === true };
  const plan = await io.uninterrupted(() => writeModule(io, directory, module, allowed));
  if (options.json) io.data(json(directory, plan));
  else io.data(plan.written.map((path) => `${directory.shown(path)}\n`).join(""));
  for (const path of plan.removed) io.talk(`removed ${directory.shown(path)}\n`);
  for (const { path, name } of leftBehind(io.files, directory, module.config)) {
    io.talk(`${leftBehindText(shownPath(io, path), name)}\n`);
  }
  if (plan.written.length + plan.removed.length === 0) io.talk(`${directory.shown(".")} is up to date\n`);
  return 0;
}

/** What a run would do, and what keeps it from that. */
function preview(io: Io, directory: ModuleDirectory, module: Module, options: GenerateOptions): ExitCode {
  const found = surveyDespite(io.files, directory, module, options.force === true);
  const { obstacles } = found;
  // Without the manifest nothing tells whose a file is.
  const isKnown = obstacles.manifest.length === 0 && options.force !== true;
  const conflicts = [
    ...obstacles.manifest,
    ...obstacles.paths,
    ...(isKnown ? conflictsIn(found, directory, module) : []),
  ];
  const plan = planOf(found);
  const lines = [
    ...plan.written.map((path) => `write ${directory.shown(path)}\n`),
    ...plan.removed.map((path) => `remove ${directory.shown(path)}\n`),
  ];
  io.data(options.json ? json(directory, { ...plan, conflicts, losses: found.losses }) : lines.join(""));
  for (const problem of conflicts) io.talk(`${problemText(problem)}\n`);
  warnOfLosses(io, directory, found);
  if (lines.length === 0) io.talk(`${directory.shown(".")} is up to date\n`);
  return conflicts.length === 0 ? 0 : 1;
}

function warnOfLosses(io: Io, directory: ModuleDirectory, { losses }: Survey): void {
  for (const problem of lossProblems(losses, directory.shown("."), "warning")) {
    io.talk(`${problemText(problem)}\n`);
  }
}

const json = (directory: ModuleDirectory, facts: object): string =>
  jsonText({ directory: directory.shown("."), ...facts });

async function compare(
  io: Io,
  directory: ModuleDirectory,
  module: Module,
  options: GenerateOptions,
): Promise<ExitCode> {
  const found = survey(io.files, directory, module, options.force === true);
  const drift = driftOf(found, module);
  const lines = drift.map((finding) => `${driftText(finding, directory.shown)}\n`).join("");
  const diff = options.diff ? await diffOf(io, found, options) : undefined;
  if (options.json)
    io.data(json(directory, { drift, losses: found.losses, ...(diff === undefined ? {} : { diff }) }));
  else io.data(diff ?? lines);
  if (diff !== undefined) io.talk(lines);
  warnOfLosses(io, directory, found);
  if (drift.length === 0) io.talk(`${directory.shown(".")} is up to date\n`);
  return drift.length === 0 ? 0 : 2;
}

const drifts: Readonly<Record<FileState, Drift | null>> = {
  unchanged: null,
  missing: "missing",
  changed: "changed",
  edited: "edited",
  foreign: "foreign",
  extra: "extra",
  editedExtra: "edited-extra",
};

const driftOf = ({ files, manifest }: Survey, { config }: Module): readonly FileFinding<Drift>[] => [
  ...files.flatMap(({ path, state }): readonly FileFinding<Drift>[] => {
    const code = drifts[state];
    return code === null ? [] : [{ path, code }];
  }),
  ...(manifest.config !== null && isAnotherConfig(manifest.config, config)
    ? [{ path: manifestName, code: "other-config" } as const]
    : []),
  ...(manifest.unfinished ? [{ path: manifestName, code: "unfinished" } as const] : []),
];

async function diffOf(io: Io, { files }: Survey, options: GenerateOptions): Promise<string> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- no other use of the command needs a differ
  const { moduleDiff } = require("../../report/module-diff") as typeof import("../../report/module-diff");
  const differences = files
    .filter(({ state }) => state !== "unchanged")
    .map(({ path, current, wanted }) => ({ path, current: current?.toString() ?? null, wanted }));
  return moduleDiff(differences, !options.json && (await io.colour()));
}
