import { relative } from "node:path";
import { compileJson } from "../../evaluate/evaluate";
import { policyOwner, possibleOwners } from "../../evaluate/policy-owner";
import { letsCloudTrailIn } from "../../lint/lets-cloudtrail-in";
import type { LintOptions } from "../../lint/lint";
import { lint } from "../../lint/lint";
import type { TerraformDocument } from "../../lint/terraform-document";
import { terraformDocument } from "../../lint/terraform-file";
import type { PlannedPolicy } from "../../lint/terraform-policies";
import { terraformPolicies } from "../../lint/terraform-policies";
import type { JudgedPolicy, LeftOutResource } from "../../report/lint/lint-report";
import type { LocatedFinding } from "../../report/lint/located-finding";
import type { Io } from "../io";
import { refuseOther } from "../key-policy-in";
import { UserError } from "../../report/problem";
import type { PolicyFile } from "../read-policy";
import { readPolicy } from "../read-policy";
import type { FoundFinding } from "./found-finding";
import { statementOf } from "./found-finding";

/** What the command line and the config say of every key. */
export type Known = Pick<LintOptions, "owner" | "config" | "preset" | "region" | "trustedAccounts">;

/** What one file gives. */
export interface LintedFile {
  /** As findings name it. */
  readonly file: string;
  readonly findings: readonly FoundFinding[];
  readonly judged: readonly JudgedPolicy[];
  readonly leftOut: readonly LeftOutResource[];
}

/**
 * Judges a key policy, or the key policies of a Terraform plan or state. The findings are in the order of their places.
 *
 * @param named As the user wrote it; `-` is stdin.
 * @throws UserError where it is none of them; and Node's own errors.
 */
export function lintFile(io: Io, named: string, known: Known): LintedFile {
  const file = readPolicy(io, named);
  const document = terraformDocument(file.json);
  if (document !== null) {
    // Which of its keys is the landing zone's, it does not tell.
    if (known.preset !== undefined && known.config === undefined) {
      throw UserError.of({ code: "preset-of-plan", args: { kind: document.kind } }, { file: file.shown });
    }
    return lintTerraform(file, document, known, io);
  }
  refuseOther(file.json, file.shown);
  if (known.preset !== undefined && known.config === undefined && known.owner === undefined)
    refuseUnclearOwner(file);
  return lintPolicy(file, known, io);
}

/** The landing zone's trail is of the account that owns the key: without it there is nothing to ask. */
function refuseUnclearOwner({ json, shown }: PolicyFile): void {
  const compiled = compileJson(json);
  if (policyOwner(compiled).account !== undefined) return;
  const accounts = [...new Set(possibleOwners(compiled).map(({ account }) => account))];
  throw UserError.of({ code: "owner-unclear", args: { file: shown, accounts } }, { path: "--owner" });
}

function lintPolicy(file: PolicyFile, known: Known, io: Io): LintedFile {
  const name = fileName(file, io);
  const findings = lint(file.json, known).map((finding): FoundFinding => {
    const place = file.locate(finding.path, finding.part) ?? start;
    return {
      located: { finding, file: name, ...place, address: null },
      statement: statementOf(file.json, finding.path),
    };
  });
  const forCloudTrail =
    known.config !== undefined || known.preset !== undefined || letsCloudTrailIn(file.json);
  return {
    file: name,
    findings: [...findings].sort((left, right) => byPlace(left.located, right.located)),
    judged: [{ file: name, kind: "policy", address: null, forCloudTrail, usedBy: [] }],
    leftOut: [],
  };
}

const byPlace = (left: LocatedFinding, right: LocatedFinding): number =>
  left.line - right.line || left.column - right.column;

function lintTerraform(file: PolicyFile, document: TerraformDocument, known: Known, io: Io): LintedFile {
  const name = fileName(file, io);
  const { kind } = document;
  const { policies, leftOut } = terraformPolicies(document);
  const isJudged = ({ text }: PlannedPolicy): boolean => text !== null;
  return {
    file: name,
    findings: policies.flatMap((policy) => {
      const json = policy.text === null ? emptyPolicy : policyIn(policy.text);
      const place = file.locate(policy.path, "value") ?? start;
      return lint(json, optionsFor(policy, known)).map((finding) => ({
        located: { finding, file: name, ...place, address: policy.address },
        statement: statementOf(json, finding.path),
      }));
    }),
    judged: policies
      .filter(isJudged)
      .map(({ address, usedBy }) => ({ file: name, kind, address, forCloudTrail: true, usedBy })),
    leftOut: [
      ...policies
        .filter((policy) => !isJudged(policy))
        .map(({ address }) => ({ file: name, kind, address, why: "policy-unknown" }) as const),
      ...leftOut.map((resource) => ({ file: name, kind, ...resource })),
    ],
  };
}

const optionsFor = (
  { text, owner, used, trails, bucketKey, rivals }: PlannedPolicy,
  known: Known,
): LintOptions => ({
  ...(owner !== null && { owner }),
  ...known,
  used,
  trails,
  rivals,
  ...(bucketKey !== null && { bucketKey }),
  unknown: text === null,
  interpolated: true,
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
export const fileName = ({ path, shown }: PolicyFile, { workingDirectory }: Io): string =>
  (shown === "stdin" ? shown : relative(workingDirectory, path)).replaceAll("\\", "/");
