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
  return policy.statements.flatMap(({ statement: { index, sid }, path }) => {
    const needs = denied.flatMap(({ need, statements }) =>
      statements.some((deciding) => deciding.index === index) ? [need] : [],
    );
    if (needs.length === 0) return [];
    const actions = distinct(needs.map(({ request }) => request.action));
    const who = distinct(needs.map((need) => need.trail?.pattern ?? need.who));
    return [{ path, args: { statement: { index, sid }, actions, who } }];
  });
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
