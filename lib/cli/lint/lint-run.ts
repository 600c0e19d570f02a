import { resolve } from "node:path";
import type { LintReport } from "../../report/lint/lint-report";
import type { LocatedFinding } from "../../report/lint/located-finding";
import { reported, UserError } from "../../report/problem";
import type { Io } from "../io";
import { replaceNamedFile } from "../replace-file";
import { shownPath } from "../shown-path";
import type { Adoption, BaselineFile } from "./baseline-file";
import type { FoundFinding } from "./found-finding";
import type { LintedFiles } from "./lint-files";
import { lintFiles } from "./lint-files";
import type { JudgedFiles, LintSettings, SettingsOptions } from "./lint-settings";
import { absoluteFile, lintSettings } from "./lint-settings";
import type { Suppressed } from "./suppression";
import { suppress } from "./suppression";

export interface RunOptions extends SettingsOptions {
  readonly baseline?: string;
}

/**
 * Judges files by the config, and leaves out what the config or the baseline suppresses.
 *
 * @throws UserError where something is wrong with the command line, the config or the baseline.
 */
export function lintRun(io: Io, named: readonly string[], options: RunOptions): LintReport {
  const settings = lintSettings(io, options);
  const baseline = baselineOf(io, options);
  const linted = lintFiles(io, named, settings.known);
  const { left, suppressed, upkeep } = suppressedBy(io, settings, baseline, linted);
  return {
    findings: withSeverities([...left.map(({ located }) => located), ...upkeep], settings),
    suppressed,
    judged: linted.files.flatMap(({ judged }) => judged),
    leftOut: linted.files.flatMap(({ leftOut }) => leftOut),
    problems: linted.problems,
  };
}

/** What a run knows of every key, and what it would not report. */
export interface AcceptedFindings {
  readonly known: LintSettings["known"];
  /** Whether the rule is off, or the config or the baseline suppresses the finding today. */
  readonly isAccepted: (found: FoundFinding) => boolean;
}

/** @throws UserError where something is wrong with the command line, the config or the baseline. */
export function acceptedFindings(io: Io, options: RunOptions): AcceptedFindings {
  const settings = lintSettings(io, options);
  const baseline = baselineOf(io, options);
  const every: JudgedFiles = { includes: () => true, lacks: () => false, complete: true };
  const suppressions = [...settings.suppressions(every), ...(baseline?.suppressions(every) ?? [])];
  return {
    known: settings.known,
    isAccepted: (found) =>
      isOff(found.located, settings) ||
      suppress([found], suppressions, keysIn(io, baseline), io.today()).suppressed.length > 0,
  };
}

export interface AdoptOptions extends SettingsOptions {
  readonly reason?: string;
  readonly until?: string;
}

/**
 * Judges files, and writes what is found into a baseline.
 *
 * @throws UserError also where a file cannot be read; nothing is written then.
 */
export async function adopt(
  io: Io,
  named: readonly string[],
  file: string,
  options: AdoptOptions,
): Promise<Adoption> {
  const settings = lintSettings(io, options);
  const { adoptedBaseline, entryOf, readBaseline } = baselineModule();
  const baseline = readBaseline(io, file, true);
  const linted = lintFiles(io, named, settings.known);
  if (linted.problems.length > 0) {
    const path = shownPath(io, resolve(io.workingDirectory, file));
    throw new UserError([...linted.problems, reported({ file: path, code: "adopt-unread", args: {} })]);
  }
  const { left } = suppressedBy(io, settings, null, linted);
  const adoption = adoptedBaseline(
    baseline,
    left.filter(({ located }) => !isOff(located, settings)).map((found) => entryOf(io, baseline.path, found)),
    {
      reason: options.reason,
      until: options.until,
      today: io.today(),
      files: judgedFiles(io, linted),
    },
  );
  await io.uninterrupted(() => {
    replaceNamedFile(io, baseline.path, adoption.text, baseline.text);
  });
  return adoption;
}

const baselineOf = (io: Io, { baseline }: RunOptions): BaselineFile | null =>
  baseline === undefined ? null : baselineModule().readBaseline(io, baseline, false);

/** By what a baseline tells findings apart. */
const keysIn =
  (io: Io, baseline: BaselineFile | null) =>
  (found: FoundFinding): string =>
    baseline === null ? "" : baselineModule().keyOf(io, baseline.path, found);

/** Hashing and its schema are loaded where there is a baseline. */
function baselineModule(): typeof import("./baseline-file") {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as said
  return require("./baseline-file") as typeof import("./baseline-file");
}

function suppressedBy(
  io: Io,
  settings: LintSettings,
  baseline: BaselineFile | null,
  linted: LintedFiles,
): Suppressed {
  const files = judgedFiles(io, linted);
  const suppressions = [...settings.suppressions(files), ...(baseline?.suppressions(files) ?? [])];
  return suppress(
    linted.files.flatMap(({ findings }) => findings),
    suppressions,
    keysIn(io, baseline),
    io.today(),
  );
}

function judgedFiles(io: Io, { files, problems }: LintedFiles): JudgedFiles {
  const judged = new Set(files.map(({ file }) => absoluteFile(io.workingDirectory, file)));
  return {
    includes: (file) => judged.has(file),
    lacks: (file) => file !== "stdin" && io.files.kindOf(file) === null,
    complete: problems.length === 0,
  };
}

const isOff = ({ finding }: LocatedFinding, { severity }: LintSettings): boolean =>
  severity[finding.code] === "off";

function withSeverities(
  findings: readonly LocatedFinding[],
  settings: LintSettings,
): readonly LocatedFinding[] {
  return findings.flatMap((located): readonly LocatedFinding[] => {
    const severity = settings.severity[located.finding.code];
    if (severity === "off") return [];
    return severity === undefined ? [located] : [{ ...located, finding: { ...located.finding, severity } }];
  });
}
