import type { JsonPath } from "../policy/policy";
import type { RuleArgs, RuleId } from "./all-rules";
import { findingsIn } from "./findings-in";
import type { LintOptions } from "./lint-context";
import { lintContextOf } from "./lint-context";
import type { Fix } from "./fix";
import type { Severity } from "./found";
import { soundFixes } from "./sound-fixes";

export type { LintOptions } from "./lint-context";

/** A fault of a policy. What it says in words is made of it by lib/report/lint. */
export type Finding = { readonly [Id in RuleId]: FindingOf<Id> }[RuleId];

export interface FindingOf<Id extends RuleId> {
  /** The rule. */
  readonly code: Id;
  readonly severity: Severity;
  /** Member names and list positions, from the policy down. */
  readonly path: JsonPath;
  /** Whether it is about the name of what the path leads to. */
  readonly part: "key" | "value";
  readonly args: RuleArgs[Id];
  /**
   * What fixes it, where that is sure to take nothing away that is right, to let nobody in, and to bring no other
   * finding. Null where nothing does, and in a policy so large that trying it would take too long.
   */
  readonly fix: Fix | null;
}

/**
 * Finds the faults of a key policy, in the order of their places. Whatever the JSON is, nothing is thrown.
 *
 * @param policy the policy's JSON, parsed
 */
export function lint(policy: unknown, options: LintOptions = {}): readonly Finding[] {
  const context = lintContextOf(policy, options);
  const found = findingsIn(context)
    .map((finding, position) => ({ finding, position }))
    .sort((left, right) => byPlace(left.finding.path, right.finding.path) || left.position - right.position)
    .map(({ finding }) => finding);
  const fixes = soundFixes(context, found, options);
  // What a rule finds has the arguments of that rule.
  return found.map((finding, index) => ({ ...finding, fix: fixes[index] ?? null }) as Finding);
}

/**
 * The first finding of a policy that is meant and has a fix, errors before warnings; null where none has. To find the
 * first takes a small part of what it takes to try them all.
 */
export function firstFixable(
  policy: unknown,
  options: LintOptions = {},
  isMeant: (finding: Finding) => boolean = () => true,
): Finding | null {
  const context = lintContextOf(policy, options);
  const found = findingsIn(context);
  const fixes = soundFixes(context, found, options, {
    wanted: 1,
    isMeant: (finding) => isMeant({ ...finding, fix: null } as Finding),
  });
  const index = fixes.findIndex((fix) => fix !== null);
  return index === -1 ? null : ({ ...found[index], fix: fixes[index] } as Finding);
}

/** By statement; what is about the policy as a whole stands first. */
const byPlace = (left: JsonPath, right: JsonPath): number => statementOf(left) - statementOf(right);

const statementOf = ([, index]: JsonPath): number => (typeof index === "number" ? index : -1);
