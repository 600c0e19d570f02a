import type { LintContext } from "./lint-context";
import type { Need } from "./needs";
import type { Found } from "./found";
import type { StatementName } from "../policy/statement-name";

export type DenyArgs = {
  readonly statement: StatementName;
  readonly actions: readonly string[];
  /** Trails, as patterns of their ARNs; or ARNs of readers. */
  readonly who: readonly string[];
};

/** The statements that deny what somebody must be able to do. */
export function denials(
  { policy, refusals }: LintContext,
  isMeant: (need: Need) => boolean,
): readonly Found<DenyArgs>[] {
  const denied = refusals.flatMap((refusal) =>
    refusal.by === "deny" && isMeant(refusal.need) ? [refusal] : [],
  );
  const byStatement = new Map<number, Need[]>();
  for (const { need, statements } of denied) {
    for (const { index } of statements) {
      const needs = byStatement.get(index) ?? [];
      byStatement.set(index, needs);
      needs.push(need);
    }
  }
  return policy.statements.flatMap(({ statement: { index, sid }, path }) => {
    const needs = byStatement.get(index);
    if (!needs) return [];
    const actions = distinct(needs.map(({ request }) => request.action));
    const who = distinct(needs.map((need) => need.trail?.pattern ?? need.who));
    return [{ path, args: { statement: { index, sid }, actions, who } }];
  });
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
