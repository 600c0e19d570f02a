import type { DecidingStatement, StatementReason, Verdict } from "./decision";
import { failedElements } from "./failed-elements";
import type { Subject } from "./fit";
import type { Ruling } from "./ruling";
import { or } from "./truth";

/** How a statement decided. */
export function decidingStatement(ruling: Ruling, verdict: Verdict, subject: Subject): DecidingStatement {
  const { index, sid, effect } = ruling.compiled.statement;
  return {
    index,
    sid,
    effect,
    names: ruling.fit.itself === false ? "account" : "itself",
    unresolved: verdict === "Unknown" ? failedElements(ruling.compiled, subject) : [],
  };
}

/** Why a statement did not decide. */
export function statementReason(ruling: Ruling, subject: Subject): StatementReason {
  const { index, sid, effect } = ruling.compiled.statement;
  const outcome = outcomeOf(ruling);
  const fits = outcome === "needs-iam" || outcome === "overruled" || outcome === "no-effect";
  return { index, sid, effect, outcome, failed: fits ? [] : failedElements(ruling.compiled, subject) };
}

function outcomeOf({ compiled, fit, allows, allowsWithIam, hasEffect }: Ruling): StatementReason["outcome"] {
  const matches = or(fit.itself, fit.account);
  if (matches === false) return "no-match";
  if (compiled.statement.malformed.length > 0) return "malformed";
  if (!hasEffect) return "no-effect";
  if (allows === false && allowsWithIam !== false) return "needs-iam";
  return matches === true ? "overruled" : "unresolved";
}
