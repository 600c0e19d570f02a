import type { CompiledPolicy, CompiledStatement } from "../compile-policy";
import type { Subject } from "../fit";
import { fit } from "../fit";
import { rulingOf } from "../ruling";
import type { Truth } from "../truth";
import { and, or } from "../truth";

/** What a policy, or several together, do to a request. */
export interface Weight {
  readonly allows: Truth;
  readonly denies: Truth;
}

export const neutral: Weight = { allows: true, denies: false };
export const silent: Weight = { allows: false, denies: false };
export const anyWeight: Weight = { allows: "unknown", denies: "unknown" };

/** Each allows for all: an Allow in any of the policies is enough. */
export const together = (weights: readonly Weight[]): Weight =>
  weights.reduce(
    (sum, { allows, denies }) => ({ allows: or(sum.allows, allows), denies: or(sum.denies, denies) }),
    silent,
  );

/** Each must allow. */
export const allOf = (weights: readonly Weight[]): Weight =>
  weights.reduce(
    (sum, { allows, denies }) => ({ allows: and(sum.allows, allows), denies: or(sum.denies, denies) }),
    neutral,
  );

/** What a statement does that fits the request as far as `fits` says, whoever is named how. */
export function statementWeight(compiled: CompiledStatement, fits: Truth): Weight {
  const { allowsAlone, denies } = rulingOf(
    compiled,
    { itself: fits, account: false },
    { iamAllows: true, needsIam: false, aliasAllows: true, say: "everything" },
  );
  return { allows: allowsAlone, denies };
}

/** What a policy without principals does to a request: it is about whoever it is attached to. */
export const policyWeight = (policy: CompiledPolicy, subject: Subject): Weight =>
  together(policy.statements.map((statement) => attachedWeight(statement, subject)));

export const attachedWeight = (statement: CompiledStatement, subject: Subject): Weight =>
  statementWeight(statement, fit(statement, subject).itself);
