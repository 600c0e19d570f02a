import { resolve } from "node:path";
import { dayRule, reasonRule } from "../../config/rules";
import { violationOf } from "../../config/violation";
import type { Severity } from "../../lint/found";
import { jsonText } from "../../report/json-text";
import { adoptionText } from "../../report/lint/adoption-text";
import { coverageText, problemsText } from "../../report/lint/coverage-text";
import type { LintReport } from "../../report/lint/lint-report";
import { UserError } from "../../report/problem";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import { each } from "../command";
import type { Io } from "../io";
import { givenFiles } from "../lint/given-files";
import type { AdoptOptions } from "../lint/lint-run";
import { adopt, lintRun } from "../lint/lint-run";
import type { SettingsOptions } from "../lint/lint-settings";
import { reportPrinter } from "../lint/report-printer";
import { shownPath } from "../shown-path";

interface LintCommandOptions extends CommonOptions, SettingsOptions {
  readonly format: string;
  readonly failOn: string;
  readonly baseline?: string;
  readonly adopt?: boolean;
  readonly reason?: string;
  readonly until?: string;
  readonly fix?: boolean;
  readonly diff?: boolean;
}

export const lintCommand: DefineCommand = (command) => {
  command
    .description(
      "Find faults in key policies, or in the key policies of a Terraform plan or state that CloudTrail uses.",
    )
    .argument(
      "<files...>",
      "key policies as JSON, as the AWS CLI prints them too; what `terraform show -json` prints of a plan or a state; terraform.tfstate; patterns such as 'policies/**/*.json'; - for stdin",
    )
    .option(
      "-c, --config <file>",
      "a config; lint then also checks that the policy does what the config needs",
    )
    .option("--owner <id>", "the account that owns the key; default: what the config or the policy shows")
    .option(
      "--preset <preset>",
      "control-tower: check the key of an AWS Control Tower landing zone, and find a policy that an update has overwritten",
    )
    .option(
      "--region <region>",
      "with --preset: home Region of the landing zone; default: what the policy shows",
    )
    .option("--trust <id>", "another account that the policy may allow; may be repeated", each)
    .option("--format <format>", "text, json or sarif", "text")
    .option(
      "--fail-on <severity>",
      "exit 2 for findings of this severity or higher: error, warning, note or never",
      "warning",
    )
    .option("--baseline <file>", "suppress the findings that this file lists")
    .option("--adopt", "write all findings into the baseline, and remove entries that match no finding")
    .option("--reason <text>", "with --adopt: why the added findings are accepted")
    .option("--until <day>", "with --adopt: the last day of the added entries, such as 2027-06-30")
    .option("--fix", "write the fixes that lint offers into the policies, then report what is left")
    .option("--diff", "with --fix: print what would change, and write nothing")
    .addHelpText(
      "after",
      `
Exit codes: 0 no findings, or none as severe as --fail-on; 1 bad input, even if other files have findings; 2 errors or
warnings, or what --fail-on sets. With --fix, the findings that are left count; with --diff, 2 if something would be fixed.

Examples:
  $ trailkey lint key-policy.json
  $ aws kms get-key-policy --key-id KEY --output text | trailkey lint -
  $ terraform show -json plan | trailkey lint - --format sarif
  $ trailkey lint key-policy.json --preset control-tower --region eu-central-1
  $ trailkey lint key-policy.json --fix --diff
  $ trailkey lint 'policies/**/*.json' --baseline lint-baseline.json --adopt`,
    );
  return (io) =>
    lint(command.processedArgs[0] as readonly string[], command.optsWithGlobals<LintCommandOptions>(), io);
};

export async function lint(named: readonly string[], options: LintCommandOptions, io: Io): Promise<ExitCode> {
  const { json, format, baseline } = options;
  const formatMeant = json && format === "text" ? "json" : format;
  const print = reportPrinter(formatMeant);
  const failing = severitiesFrom(options.failOn);
  refuseMisplaced(options);
  const files = givenFiles(io, named);
  if (options.adopt && baseline !== undefined) return adoptInto(baseline, files, options, io);
  if (options.diff) return fixer().showFixes(io, files, options);
  if (options.fix) await fixer().fixFiles(io, files, options);
  const report = lintRun(io, files, options);
  if (report.problems.length === files.length && report.findings.length === 0) {
    throw new UserError(report.problems);
  }
  for (const piece of print(report)) io.data(piece);
  io.talk(coverageText(report));
  if (report.problems.length === 0) return severityCode(report, failing);
  // What programs read has the problems in it.
  if (formatMeant === "text") throw new UserError(report.problems);
  io.talk(problemsText(report));
  return 1;
}

const severityCode = ({ findings }: LintReport, failing: readonly Severity[]): ExitCode =>
  findings.some(({ finding }) => failing.includes(finding.severity)) ? 2 : 0;

const severities: readonly Severity[] = ["error", "warning", "note"];

/** The severities that make a run fail. */
function severitiesFrom(least: string): readonly Severity[] {
  const values = [...severities, "never"];
  if (!values.includes(least)) {
    throw UserError.of({ code: "not-among-values", args: { value: least, values } }, { path: "--fail-on" });
  }
  return severities.filter((_, index) => index <= severities.indexOf(least as Severity));
}

/** Changing policies is loaded where it is asked for. */
function fixer(): typeof import("../lint/fix-run") {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as said
  return require("../lint/fix-run") as typeof import("../lint/fix-run");
}

function refuseMisplaced(options: LintCommandOptions): void {
  const { baseline, adopt: adopts, reason, until, fix, diff } = options;
  if (diff && !fix) throw UserError.of({ code: "only-with-fix", args: {} }, { path: "--diff" });
  if (adopts && baseline === undefined) {
    throw UserError.of({ code: "adopt-without-baseline", args: {} }, { path: "--adopt" });
  }
  for (const [path, value, rule] of [
    ["--reason", reason, reasonRule],
    ["--until", until, dayRule],
  ] as const) {
    if (value === undefined) continue;
    if (!adopts) throw UserError.of({ code: "only-with-adopt", args: {} }, { path });
    const violation = violationOf(rule, value);
    if (violation !== undefined) throw UserError.of(violation, { path });
  }
}

async function adoptInto(
  baseline: string,
  files: readonly string[],
  options: LintCommandOptions & AdoptOptions,
  io: Io,
): Promise<ExitCode> {
  const adoption = await adopt(io, files, baseline, options);
  const written = shownPath(io, resolve(io.workingDirectory, baseline));
  const { added, removed, ended } = adoption;
  io.data(options.json ? jsonText({ written: [written], added, removed, ended }) : `${written}\n`);
  io.talk(adoptionText(adoption));
  return 0;
}
