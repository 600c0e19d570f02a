import { relative } from "node:path";
import { accountIdRule } from "../../config/rules";
import { violationOf } from "../../config/violation";
import type { LintOptions } from "../../lint/lint";
import { lint as lintPolicy } from "../../lint/lint";
import { isTerraformPlan, placeOf, policiesInPlan } from "../../lint/terraform-plan";
import { findingsSummary, findingsText } from "../../report/lint/findings-text";
import type { LocatedFinding } from "../../report/lint/located-finding";
import { findingsJson } from "../../report/lint/located-finding";
import { UserError } from "../../report/problem";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import type { Io } from "../io";
import type { PolicyFile } from "../read-policy";
import { readPolicy } from "../read-policy";

interface LintCommandOptions extends CommonOptions {
  readonly config?: string;
  readonly owner?: string;
  readonly trust?: readonly string[];
  readonly format?: string;
}

export const lintCommand: DefineCommand = (command) => {
  command
    .description(
      "Find faults in a key policy, or in every key policy of a Terraform plan that CloudTrail uses.",
    )
    .argument("<policy>", "the policy as JSON, or what `terraform show -json` prints of a plan; - for stdin")
    .option("-c, --config <file>", "a config; the policy is then judged by what it asks for")
    .option("--owner <id>", "the account that owns the key; default: what config or policy imply")
    .option(
      "--trust <id>",
      "another account that the policy may let in; can be given several times",
      (id: string, others: readonly string[] | undefined) => [...(others ?? []), id],
    )
    .option("--format <format>", "text, json or sarif", "text")
    .addHelpText(
      "after",
      `
Exit codes: 0 no findings, or notes alone; 1 bad input; 2 errors or warnings.

Examples:
  $ trailkey lint key-policy.json
  $ aws kms get-key-policy --key-id KEY --output text | trailkey lint -
  $ terraform show -json plan | trailkey lint - --format sarif`,
    );
  return (io) => lint(String(command.processedArgs[0]), command.optsWithGlobals<LintCommandOptions>(), io);
};

export function lint(named: string, options: LintCommandOptions, io: Io): ExitCode {
  const print = printerOf(options);
  const known = {
    ...givenOwner(options.owner),
    ...givenTrust(options.trust),
    ...givenConfig(options.config, io),
  };
  const file = named === "-" ? readPolicy(readingStdin(io), "stdin") : readPolicy(io, named);
  const findings = isTerraformPlan(file.json) ? lintPlan(file, known, io) : lintFile(file, known, io);
  io.data(print(findings));
  io.talk(`${findingsSummary(findings)}\n`);
  return findings.some(({ finding }) => finding.severity !== "note") ? 2 : 0;
}

type Known = Pick<LintOptions, "owner" | "trustedAccounts" | "config">;

function lintFile(file: PolicyFile, known: Known, io: Io): readonly LocatedFinding[] {
  const found = lintPolicy(file.json, known).map((finding): LocatedFinding => {
    const place = file.locate(finding.path, finding.part) ?? start;
    return { finding, file: uriPath(file, io), ...place, address: null };
  });
  return [...found].sort((left, right) => left.line - right.line || left.column - right.column);
}

const lintPlan = (file: PolicyFile, known: Known, io: Io): readonly LocatedFinding[] =>
  policiesInPlan(file.json).flatMap(({ address, path, text, used, trails, bucketKey, rivals }) => {
    const { account } = placeOf(file.json);
    const found = lintPolicy(text === null ? emptyPolicy : policyIn(text), {
      ...(account !== null && { owner: account }),
      ...known,
      used,
      trails,
      rivals,
      ...(bucketKey !== null && { bucketKey }),
      unknown: text === null,
      interpolated: true,
    });
    const place = file.locate(path, "value") ?? start;
    return found.map((finding) => ({ finding, file: uriPath(file, io), ...place, address }));
  });

const start = { line: 1, column: 1 } as const;

/** Stands for a policy that is not known yet. */
const emptyPolicy = { Version: "2012-10-17", Statement: [] };

/** A text that is no JSON is no policy either, as the findings then say. */
function policyIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Relative to where trailkey runs, with `/`: no path of this machine leaves it. */
const uriPath = ({ path, shown }: PolicyFile, { workingDirectory }: Io): string =>
  (shown === "stdin" ? shown : relative(workingDirectory, path)).replaceAll("\\", "/");

function printerOf({
  json,
  format = "text",
}: LintCommandOptions): (findings: readonly LocatedFinding[]) => string {
  if (json === true && format === "text") return findingsJson;
  switch (format) {
    case "text":
      return findingsText;
    case "json":
      return findingsJson;
    case "sarif":
      return sarifPrinter();
    default:
      throw UserError.of({ code: "format-unknown", args: { format } }, { path: "--format" });
  }
}

/** Hashing is loaded where it is needed. */
function sarifPrinter(): (findings: readonly LocatedFinding[]) => string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as said
  const { findingsSarif } = require("../../report/lint/sarif") as typeof import("../../report/lint/sarif");
  return findingsSarif;
}

function givenOwner(owner: string | undefined): Known {
  if (owner === undefined) return {};
  const violation = violationOf(accountIdRule, owner);
  if (violation !== undefined) throw UserError.of(violation, { path: "--owner" });
  return { owner };
}

function givenTrust(trust: readonly string[] = []): Known {
  for (const id of trust) {
    const violation = violationOf(accountIdRule, id);
    if (violation !== undefined) throw UserError.of(violation, { path: "--trust" });
  }
  return { trustedAccounts: trust };
}

/** The parser of configs is loaded where there is one: it costs more than linting does. */
function givenConfig(named: string | undefined, io: Io): Known {
  if (named === undefined) return {};
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as said
  const { readConfig } = require("../read-config") as typeof import("../read-config");
  return { config: readConfig(io, named).config };
}

const readingStdin = (io: Io): Io => ({ ...io, files: { ...io.files, read: () => io.input() } });
