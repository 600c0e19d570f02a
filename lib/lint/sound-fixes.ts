import { sizeLimits } from "../policy/policy-size";
import { changesSafely } from "./changes-safely";
import type { UntriedFinding } from "./findings-in";
import { findingsIn } from "./findings-in";
import type { Fix } from "./fix";
import type { Severity } from "./found";
import type { LintContext, LintOptions } from "./lint-context";
import { contextOfPolicy } from "./lint-context";
import type { LintedStatement } from "./linted-policy";
import { withStatements } from "./linted-policy";

/**
 * The fixes that may be offered, each at the place of its finding; null where none may. A fix is tried alone: with it
 * the finding must be gone, no other may appear, and no decision that was right may become wrong.
 *
 * To try one takes about as long as to lint the policy, so only so many are tried, errors first: in a policy that KMS
 * takes, at least 150, and none in one that is far too large for it.
 *
 * @param findings all of the policy's: one that is left out would count as brought by a fix
 */
export function soundFixes(
  context: LintContext,
  findings: readonly UntriedFinding[],
  options: LintOptions,
  { wanted = Infinity, isMeant = () => true }: FixesWanted = {},
): readonly (Fix | null)[] {
  const fixes: (Fix | null)[] = findings.map(() => null);
  if (context.policy.text.length > largest) return fixes;
  let sound = 0;
  const before = countOf(findings);
  const judge = changesSafely(context);
  let left = charactersRead;
  const bySeverity = findings
    .map((finding, place) => ({ finding, place }))
    .sort(
      (one, other) => ranks[one.finding.severity] - ranks[other.finding.severity] || one.place - other.place,
    );
  for (const { finding, place } of bySeverity) {
    if (left < context.policy.text.length) break;
    if (!isMeant(finding)) continue;
    const fix = finding.fix();
    if (fix === null) continue;
    left -= context.policy.text.length;
    const gone = fix.how === "replace" ? statementOf(context, finding) : null;
    if (fix.how === "replace" && gone === null) continue;
    const after = contextOfPolicy(withStatements(context.policy, gone, fix.statements), options, false);
    if (isGone(finding, before, countOf(findingsIn(after))) && judge(finding.code, gone, after)) {
      fixes[place] = fix;
      if (++sound === wanted) break;
    }
  }
  return fixes;
}

interface FixesWanted {
  /** How many sound ones are enough. @default all */
  readonly wanted?: number;
  /** Whether a fix of a finding is wanted. @default of every one */
  readonly isMeant?: (finding: UntriedFinding) => boolean;
}

/** How much of policies is read to try fixes: 150 times the largest that KMS takes. */
const charactersRead = 150 * sizeLimits.key.maximum;

/** A policy past this must become smaller before anything else. */
const largest = 10 * sizeLimits.key.maximum;

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** The statement that a finding is about, which a replacement takes the place of. */
export const statementOf = (
  { policy }: LintContext,
  { path: [element, index] }: Pick<UntriedFinding, "path">,
): LintedStatement | null =>
  element === "Statement" ? (policy.statementAt(typeof index === "number" ? index : 0) ?? null) : null;

type Counts = ReadonlyMap<string, number>;

function countOf(findings: readonly UntriedFinding[]): Counts {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(sayingOf(finding), (counts.get(sayingOf(finding)) ?? 0) + 1);
  return counts;
}

/** Whether the finding is gone, and no other has come. */
const isGone = (finding: UntriedFinding, before: Counts, after: Counts): boolean =>
  (after.get(sayingOf(finding)) ?? 0) < (before.get(sayingOf(finding)) ?? 0) &&
  [...after].every(([saying, count]) => count <= (before.get(saying) ?? 0));

/** What stays the same of a finding when its statement has moved, or another finding of it is fixed. */
const sayingOf = ({ code, severity, args }: UntriedFinding): string =>
  JSON.stringify([code, severity, ...Object.entries(args).filter(([, value]) => typeof value === "string")]);
