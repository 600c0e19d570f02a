import { leftBehindText } from "../../report/file-finding";
import { fleetSummary } from "../../report/fleet-summary";
import { jsonText } from "../../report/json-text";
import type { ExitCode } from "../command";
import type { GenerateOptions } from "../generate-options";
import type { Io } from "../io";
import { leftBehind } from "../output/config-identity";
import type { ModuleReport } from "../output/module-report";
import { comparisonReport, previewReport, writtenReport } from "../output/module-report";
import { permissionsOf, surveyAllowed } from "../output/permissions";
import { directoryOf, prepareModule } from "../output/prepared-module";
import { writeModule } from "../output/write-module";
import { readConfig } from "../read-config";
import { shownPath } from "../shown-path";
import { configsOf } from "./configs-of";
import type { PackedModule } from "./packed-module";
import { packed, unpacked } from "./packed-module";
import { Places } from "./places";
import { Problems } from "./problems";
import { sayingOnce } from "./saying-once";

/**
 * Generates the modules of many configs in one process. Each config is read and each directory looked at before
 * anything is written, and what is wrong with any of them is told of all.
 *
 * @throws UserError with every problem of every config
 */
export async function generateMany(
  out: Io,
  patterns: readonly string[],
  options: GenerateOptions,
  version: string,
): Promise<ExitCode> {
  const io = sayingOnce(out);
  const names = configsOf(io, patterns, options);
  const problems = new Problems(io);
  const places = new Places();
  const prepared: PackedModule[] = [];
  const reports: (ModuleReport & { readonly config: string; readonly directory: string })[] = [];
  const isWriting = ![options.check, options.diff, options.dryRun].includes(true);
  const step = io.steps("checking", names.length);
  const add = (config: string, directory: string, report: ModuleReport): void => {
    // Only what is printed is kept.
    reports.push(
      options.json ? { ...report, data: "", config, directory } : { ...report, facts: {}, config, directory },
    );
  };
  for (const [index, name] of names.entries()) {
    step(index);
    await problems.collect(async () => {
      const found = readConfig(io, name);
      const output = options.output?.replaceAll("{name}", () => found.config.name);
      places.add(directoryOf(io, found, output), found);
      const one = prepareModule(io, found, output, version);
      const shown = one.directory.shown(".");
      if (options.check || options.diff) {
        add(found.shown, shown, await comparisonReport(io, one, { ...options, fromHere: true }));
      } else if (options.dryRun) {
        add(found.shown, shown, previewReport(io.files, one, options.force === true));
      } else {
        surveyAllowed(io, one.directory, one.module, permissionsOf(options));
        prepared.push(packed(found.shown, one));
      }
    });
  }
  await problems.collect(() => {
    places.refuse(io);
  });
  problems.throwAny();
  if (isWriting) await writeAll(io, prepared, options, add);
  tell(io, reports, prepared, options);
  return reports.reduce<ExitCode>((code, report) => worse(code, report.code), 0);
}

/** One after the other, and no signal comes between two of them. */
async function writeAll(
  io: Io,
  prepared: readonly PackedModule[],
  options: GenerateOptions,
  add: (config: string, directory: string, report: ModuleReport) => void,
): Promise<void> {
  const step = io.steps("writing", prepared.length);
  await io.uninterrupted(() => {
    for (const [index, one] of prepared.entries()) {
      step(index);
      const { directory, module } = unpacked(one);
      const plan = writeModule(io, directory, module, permissionsOf(options));
      add(one.config, directory.shown("."), writtenReport(directory, plan));
    }
  });
}

function tell(
  io: Io,
  reports: readonly (ModuleReport & { readonly config: string; readonly directory: string })[],
  prepared: readonly PackedModule[],
  options: GenerateOptions,
): void {
  if (options.json) {
    io.data(
      jsonText({ modules: reports.map(({ config, directory, facts }) => ({ config, directory, ...facts })) }),
    );
  } else {
    for (const { data } of reports) io.data(data);
  }
  for (const { talk } of reports) for (const line of talk) io.talk(`${line}\n`);
  const written = prepared.map(({ module, directory }) => ({ root: directory.root, config: module.config }));
  for (const { path, name } of leftBehind(io.files, written)) {
    io.talk(`${leftBehindText(shownPath(io, path), name)}\n`);
  }
  const upToDate = reports.filter(({ isUpToDate }) => isUpToDate).length;
  const other = options.check || options.diff ? "differ" : options.dryRun ? "would-change" : "written";
  io.talk(`${fleetSummary(reports.length, upToDate, other)}\n`);
}

const worse = (one: ExitCode, other: ExitCode): ExitCode =>
  one === 1 || other === 1 ? 1 : one === 2 || other === 2 ? 2 : 0;
