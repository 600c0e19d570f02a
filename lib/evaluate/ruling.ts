import type { Caller } from "./caller";
import type { CompiledStatement } from "./compile-policy";
import type { Naming } from "./principal-test";
import type { Truth } from "./truth";
import { and, or } from "./truth";

/** What a statement does to a request. */
export interface Ruling {
  readonly compiled: CompiledStatement;
  readonly fit: Naming;
  readonly denies: Truth;
  readonly allows: Truth;
  /** Whether it allows without a word from the caller's own IAM. */
  readonly allowsAlone: Truth;
  /** Whether it would allow, did the caller's own IAM. */
  readonly allowsWithIam: Truth;
}

/** Whose request it is, and what the caller's own IAM makes of it. */
export interface Standing {
  readonly iamAllows: boolean;
  /** Whether an Allow that names the caller itself is not enough: another account's IAM must agree. */
  readonly needsIam: boolean;
}

export const standingOf = (caller: Caller, owner: string, iamAllows: boolean): Standing => ({
  iamAllows,
  needsIam: caller.hasOwnIam && caller.account !== owner,
});

export function rulingOf(compiled: CompiledStatement, fit: Naming, standing: Standing): Ruling {
  const { effect, malformed } = compiled.statement;
  const matches = or(fit.itself, fit.account);
  if (matches === false || effect === "Deny") {
    return { compiled, fit, denies: matches, allows: false, allowsAlone: false, allowsWithIam: false };
  }
  // What AWS would refuse to store grants nothing, whereas what was meant to deny may deny.
  const grants: Truth = malformed.length === 0 && (effect === "Allow" || "unknown");
  const allowsWithIam = and(matches, grants);
  const allowsAlone = standing.needsIam ? false : and(fit.itself, grants);
  return {
    compiled,
    fit,
    denies: effect === null ? and(matches, "unknown") : false,
    allows: standing.iamAllows ? allowsWithIam : allowsAlone,
    allowsAlone,
    allowsWithIam,
  };
}
