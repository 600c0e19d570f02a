import type { StatementElement } from "../policy/policy";
import type { Caller } from "./caller";
import type { CompiledStatement } from "./compile-policy";
import type { Naming } from "./principal-test";
import { nobody } from "./principal-test";
import type { AccessRequest } from "./request";
import type { RequestContext } from "./request-context";
import type { Target } from "./resource-test";
import type { Truth } from "./truth";
import { and } from "./truth";

/** A request, prepared once for all statements. */
export interface Subject {
  readonly request: AccessRequest;
  readonly caller: Caller;
  /** In lower case. */
  readonly action: string;
  readonly target: Target;
  readonly context: RequestContext;
}

/**
 * Whether a statement applies to the caller itself, and whether to its account. Stops at the first element that does
 * not fit: most statements are about somebody else.
 */
export function fit(statement: CompiledStatement, subject: Subject): Naming {
  const naming = fitsPrincipal(statement, subject);
  if (naming.itself === false && naming.account === false) return nobody;
  let rest = fitsAction(statement, subject);
  if (rest !== false) rest = and(rest, fitsResource(statement, subject));
  for (const { test } of statement.conditions) {
    if (rest === false) return nobody;
    rest = and(rest, test(subject.context));
  }
  if (statement.statement.malformed.length > 0) rest = and(rest, "unknown");
  if (rest === false) return nobody;
  return rest === true ? naming : { itself: and(naming.itself, rest), account: and(naming.account, rest) };
}

/** What AWS would refuse may mean anything. */
export const fitsPrincipal = (statement: CompiledStatement, { caller }: Subject): Naming =>
  isMalformed(statement, "principal") ? anybody : (statement.principals?.(caller) ?? nobody);

/** A statement without Action or Resource does nothing, as in KMS, which stores it all the same. */
export const fitsAction = (statement: CompiledStatement, { action }: Subject): Truth =>
  isMalformed(statement, "action") ? "unknown" : (statement.actions?.(action) ?? false);

export const fitsResource = (statement: CompiledStatement, { target, context }: Subject): Truth =>
  isMalformed(statement, "resource") ? "unknown" : (statement.resources?.(target, context) ?? false);

const anybody: Naming = { itself: "unknown", account: "unknown" };

const isMalformed = ({ statement: { malformed } }: CompiledStatement, element: StatementElement): boolean =>
  malformed.length > 0 && malformed.includes(element);
