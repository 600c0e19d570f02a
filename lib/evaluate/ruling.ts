import { kmsActionNamed } from "../policy/kms-actions";
import type { CompiledStatement } from "./compile-policy";
import type { Subject } from "./fit";
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
  /** Whether it would allow, did the caller's own IAM, and had the policy a say. */
  readonly allowsWithIam: Truth;
  /** Whether the policy has a say in the request that the statement could use. */
  readonly hasEffect: boolean;
}

/** Whose request it is, and what the caller's own IAM makes of it. */
export interface Standing {
  readonly iamAllows: boolean;
  /** Whether an Allow that names the caller itself is not enough: the caller's own IAM must agree. */
  readonly needsIam: boolean;
  /** Whether the caller's own IAM allows it on an alias. */
  readonly aliasAllows: boolean;
  /**
   * What the policy has a say in. `nothing`: no key policy decides the action, the caller's IAM alone does. `denying`:
   * a key policy cannot give it to another account. `key of alias`: on the key; on the alias, the caller's IAM does.
   */
  readonly say: "everything" | "key of alias" | "denying" | "nothing";
}

/**
 * Another account's callers always need their own IAM, and get by a key policy only what KMS lets cross accounts.
 * An alias has no policy, so for it everybody but the root user needs IAM.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html
 */
export function standingOf({ caller, action }: Subject, owner: string, iam: boolean | "alias"): Standing {
  const { account, hasOwnIam, isRoot } = caller;
  const isOutside = hasOwnIam && account !== owner;
  const kms = kmsActionNamed(action);
  const say = ((): Standing["say"] => {
    if (kms?.onKey === false) return "nothing";
    if (kms?.acrossAccounts === false && isOutside) return "denying";
    return kms?.onAlias === true ? "key of alias" : "everything";
  })();
  // The root user may do all that its own account decides.
  const isFree = isRoot && (!isOutside || say === "nothing");
  return {
    iamAllows: hasOwnIam && (iam === true || isFree),
    needsIam: isOutside,
    aliasAllows: hasOwnIam && (iam !== false || isFree),
    say,
  };
}

export function rulingOf(compiled: CompiledStatement, fit: Naming, standing: Standing): Ruling {
  const { say } = standing;
  const { effect, malformed } = compiled.statement;
  const matches = say === "nothing" ? false : or(fit.itself, fit.account);
  const isWithheld = say === "denying" || (say === "key of alias" && !standing.aliasAllows);
  const hasEffect = say !== "nothing" && (say !== "denying" || effect === "Deny");
  if (matches === false || effect === "Deny") {
    return {
      compiled,
      fit,
      denies: matches,
      allows: false,
      allowsAlone: false,
      allowsWithIam: false,
      hasEffect,
    };
  }
  // What AWS would refuse to store grants nothing, whereas what was meant to deny may deny.
  const grants: Truth = malformed.length === 0 && (effect === "Allow" || "unknown");
  const allowsWithIam = and(matches, grants);
  const allowsAlone = standing.needsIam || isWithheld ? false : and(fit.itself, grants);
  return {
    compiled,
    fit,
    denies: effect === null ? and(matches, "unknown") : false,
    allows: standing.iamAllows && !isWithheld ? allowsWithIam : allowsAlone,
    allowsAlone,
    allowsWithIam,
    hasEffect,
  };
}
