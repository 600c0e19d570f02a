import type { Drift, FileFinding } from "../../report/file-finding";
import { driftText } from "../../report/file-finding";
import { lossProblems } from "../../report/loss";
import { problemText } from "../../report/problem";
import type { ExitCode } from "../command";
import type { FileSystem } from "../file-system";
import type { Io } from "../io";
import type { FileState } from "./file-state";
import { isAnotherConfig, manifestName } from "./manifest";
import type { Module, ModuleDirectory } from "./module";
import { conflictsIn } from "./permissions";
import type { PreparedModule } from "./prepared-module";
import type { Survey } from "./survey";
import { survey, surveyDespite } from "./survey";
import type { WritePlan } from "./write-plan";
import { planOf } from "./write-plan";

/** What a run did with a module, or would do. */
export interface ModuleReport {
  readonly code: ExitCode;
  /** For `--json`. */
  readonly facts: object;
  /** For stdout. */
  readonly data: string;
  /** For the terminal, each a line. */
  readonly talk: readonly string[];
  readonly isUpToDate: boolean;
}

export function writtenReport(directory: ModuleDirectory, plan: WritePlan): ModuleReport {
  const { written, removed } = plan;
  return {
    code: 0,
    facts: plan,
    data: written.map((path) => `${directory.shown(path)}\n`).join(""),
    talk: removed.map((path) => `removed ${directory.shown(path)}`),
    isUpToDate: written.length + removed.length === 0,
  };
}

/** What a run would do, and what keeps it from that. */
export function previewReport(
  files: FileSystem,
  { directory, module }: PreparedModule,
  force: boolean,
): ModuleReport {
  const found = surveyDespite(files, directory, module, force);
  const { obstacles } = found;
  // Without the manifest nothing tells whose a file is.
  const isKnown = obstacles.manifest.length === 0 && !force;
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
  return {
    code: conflicts.length === 0 ? 0 : 1,
    facts: { ...plan, conflicts, losses: found.losses },
    data: lines.join(""),
    talk: [...conflicts.map(problemText), ...lossWarnings(directory, found)],
    isUpToDate: lines.length === 0,
  };
}

const lossWarnings = (directory: ModuleDirectory, { losses }: Survey): readonly string[] =>
  lossProblems(losses, directory.shown("."), "warning").map(problemText);

export interface ComparisonOptions {
  readonly json?: boolean;
  readonly diff?: boolean;
  readonly force?: boolean;
  /** Whether the diff is from the working directory and not from the module's. */
  readonly fromHere?: boolean;
}

/** @throws UserError where something stands in the way of a comparison */
export async function comparisonReport(
  io: Io,
  { directory, module }: PreparedModule,
  options: ComparisonOptions,
): Promise<ModuleReport> {
  const found = survey(io.files, directory, module, options.force === true);
  const drift = driftOf(found, module);
  const lines = drift.map((finding) => driftText(finding, directory.shown));
  const diff = options.diff ? await diffOf(io, found, directory, options) : undefined;
  return {
    code: drift.length === 0 ? 0 : 2,
    facts: { drift, losses: found.losses, ...(diff === undefined ? {} : { diff }) },
    data: diff ?? lines.map((line) => `${line}\n`).join(""),
    talk: [...(diff === undefined ? [] : lines), ...lossWarnings(directory, found)],
    isUpToDate: drift.length === 0,
  };
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

async function diffOf(
  io: Io,
  { files }: Survey,
  { shown }: ModuleDirectory,
  options: ComparisonOptions,
): Promise<string> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- no other use of the command needs a differ
  const { moduleDiff } = require("../../report/module-diff") as typeof import("../../report/module-diff");
  const differences = files
    .filter(({ state }) => state !== "unchanged")
    .map(({ path, current, wanted }) => ({
      path: options.fromHere ? shown(path) : path,
      current: current?.toString() ?? null,
      wanted,
    }));
  return moduleDiff(differences, !options.json && (await io.colour()));
}
