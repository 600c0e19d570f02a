import type { DecidingStatement, FailedElement, StatementReason } from "../evaluate/decision";
import { CompiledPolicy } from "../evaluate/compile-policy";
import { evaluate } from "../evaluate/evaluate";
import { isUnresolved } from "../policy/interpolation";
import type { LintedPolicy, LintedStatement, LocatedPrincipal } from "./linted-policy";
import type { Need } from "./needs";
import { isCertainKey } from "./never-present";

/** Why the policy does not allow what it must. */
export type Refusal =
  | { readonly need: Need; readonly by: "deny"; readonly statements: readonly DecidingStatement[] }
  | {
      readonly need: Need;
      readonly by: "no statement";
      /** The statement that comes nearest to allowing it; null where none is about it. */
      readonly nearest: StatementReason | null;
    };

/**
 * The needs that the policy does not meet, for certain. Where it depends on something that is not known of the
 * request, such as the address that it comes from, nothing is said.
 */
export function refusals(policy: LintedPolicy, needs: readonly Need[], owner: string): readonly Refusal[] {
  const seen = new Set<string>();
  const relevantTo = relevance(policy);
  return needs.flatMap((need) => {
    const refusal = refusalOf(policy, relevantTo(need), need, owner);
    if (refusal === null) return [];
    const key = JSON.stringify([need.what, need.trail?.pattern ?? need.who]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [refusal];
  });
}

/**
 * The statements that can have a say in a need. Of a policy for many trails most are about something else, and
 * need not be asked each time.
 */
function relevance({ compiled, statements }: LintedPolicy): (need: Need) => CompiledPolicy {
  const known = new Map<string, CompiledPolicy>();
  return ({ request: { action }, trail }) => {
    const key = JSON.stringify([action, trail !== null]);
    const relevant =
      known.get(key) ??
      new CompiledPolicy(
        compiled.statements.filter((_, index) => mayConcern(statements[index], action, trail !== null)),
        [],
        // Only a bare account id takes its partition from the policy, and no need is of one.
        "aws",
      );
    known.set(key, relevant);
    return relevant;
  };
}

function mayConcern(linted: LintedStatement | undefined, action: string, ofService: boolean): boolean {
  if (!linted || linted.statement.malformed.length > 0) return true;
  const { actions, principals, statement, kmsActions } = linted;
  if (!kmsActions.has(action) && !actions.some(({ text }) => isUnresolved(text))) return false;
  const isOfService = ({ type, text }: LocatedPrincipal): boolean =>
    type !== "AWS" || text === "*" || isUnresolved(text);
  return !ofService || statement.principals?.negated === true || principals.some(isOfService);
}

function refusalOf(
  policy: LintedPolicy,
  relevant: CompiledPolicy,
  need: Need,
  owner: string,
): Refusal | null {
  const decision = evaluate(relevant, need.request, { owner, iamAllows: need.iamAllows });
  switch (decision.verdict) {
    case "Allowed":
    case "Unknown":
      return null;
    case "ExplicitlyDenied": {
      const certain = decision.statements.filter(({ index }) => decidesAlone(policy, index, need));
      return certain.length === 0 ? null : { need, by: "deny", statements: certain };
    }
    case "ImplicitlyDenied": {
      const allows = decision.reasons.filter(({ effect }) => effect === "Allow");
      if (allows.some((reason) => mayFitAfterAll(reason, need))) return null;
      return { need, by: "no statement", nearest: nearestOf(allows) };
    }
  }
}

function decidesAlone({ statements }: LintedPolicy, index: number, need: Need): boolean {
  const deny = statements.find(({ statement }) => statement.index === index);
  return (
    deny?.conditions.every(({ key }) => isCertainKey(key, need.trail !== null, need.request.action)) ?? false
  );
}

/** Whether only conditions fail, on keys of which nothing is known. */
const mayFitAfterAll = ({ failed, outcome }: StatementReason, need: Need): boolean =>
  outcome === "no-match" &&
  failed.every(
    ({ element, key, code }) =>
      element === "condition" &&
      code !== "element-malformed" &&
      !isCertainKey(key ?? "", need.trail !== null, need.request.action),
  );

/** The statement that names the caller and the action and fails the fewest tests; or else names the caller alone. */
function nearestOf(reasons: readonly StatementReason[]): StatementReason | null {
  const about = reasons.filter(({ failed }) => failed.every(({ element }) => element !== "principal"));
  const weight = ({ failed }: StatementReason): number =>
    failed.length + (failed.some(({ element }) => element === "action") ? 100 : 0);
  // Of two that are as near, always the same, in whatever order the policy has them.
  const name = ({ sid, failed }: StatementReason): string => JSON.stringify([sid, failed]);
  const [nearest] = [...about].sort(
    (left, right) => weight(left) - weight(right) || (name(left) < name(right) ? -1 : 1),
  );
  return nearest && weight(nearest) < 100 ? nearest : null;
}

/** A failed element as a finding's argument. */
export type Failure = Pick<FailedElement, "element" | "code" | "name" | "expected" | "actual"> & {
  readonly key: string | null;
};

export const failuresOf = ({ failed }: StatementReason): readonly Failure[] =>
  failed.map(({ element, code, name, expected, actual, key = null }) => ({
    element,
    code,
    name,
    expected,
    actual,
    key,
  }));
