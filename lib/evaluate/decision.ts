import type { PolicyFault } from "../policy/policy";
import type { StatementName } from "../policy/statement-name";

/**
 * What the policy makes of a request. `Unknown` where an unresolved part of the policy, or what is not known of the
 * caller, could make it one or another of {@link Decision.possible}.
 */
export type Verdict = "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied" | "Unknown";

export interface Decision {
  readonly verdict: Verdict;
  /** The verdicts that are possible: the one, or those between which an unresolved part decides. */
  readonly possible: readonly Exclude<Verdict, "Unknown">[];
  readonly because: Because;
  /** The statements that decided, in the policy's order; none where nothing allows the request. */
  readonly statements: readonly DecidingStatement[];
  /** Every other statement with why it did not decide. */
  readonly reasons: readonly StatementReason[];
  /** What is wrong with the policy itself. A statement that AWS would refuse grants nothing here. */
  readonly faults: readonly PolicyFault[];
}

export type Because =
  /** A statement denies the request, whatever else allows it. */
  | "denied-by-statement"
  /** A statement allows it, and that is enough. */
  | "allowed-by-statement"
  /** A statement allows it to those whose own IAM allows it too, and it does. */
  | "allowed-by-statement-and-iam"
  /** No statement allows it. */
  | "no-statement-allows"
  /** A statement would allow it, but the caller's own IAM does not. */
  | "iam-does-not-allow"
  /** A statement allows it on the key, but the caller's own IAM does not on the alias. */
  | "alias-needs-iam"
  /** A statement would allow it, but no key policy can give another account this action. */
  | "no-effect-across-accounts"
  /** No key policy decides the action, and the caller's own IAM allows it. */
  | "allowed-by-iam-alone"
  /** No key policy decides the action, and the caller's own IAM does not allow it. */
  | "left-to-iam-alone"
  /** No key policy decides the action, and the caller, a service or nobody signed in, has no IAM. */
  | "no-iam-to-allow"
  /** It depends on a part that is not resolved, or on what is not known of the caller. */
  | "unresolved";

interface JudgedStatement extends StatementName {
  readonly effect: "Allow" | "Deny" | null;
}

export interface DecidingStatement extends JudgedStatement {
  /** Whether it names the caller itself (also among everyone) or the caller's account. */
  readonly names: "itself" | "account";
  /** The elements on which the verdict still depends; none unless it is `Unknown`. */
  readonly unresolved: readonly FailedElement[];
}

export interface StatementReason extends JudgedStatement {
  readonly outcome:
    /** An element does not fit the request. */
    | "no-match"
    /** It fits, but grants only what the caller's own IAM allows too. */
    | "needs-iam"
    /** It fits, or may, but a key policy has no say in the action, or none for another account. */
    | "no-effect"
    /** It fits and grants, but another statement denies. */
    | "overruled"
    /** Whether it fits is unknown, and the verdict is the same either way. */
    | "unresolved"
    /** AWS would refuse it, so it grants nothing. */
    | "malformed";
  /** The elements that do not fit, or may not. */
  readonly failed: readonly FailedElement[];
}

/** An element of a statement that does not fit the request. */
export interface FailedElement {
  readonly element: "principal" | "action" | "resource" | "condition" | "effect";
  readonly code: FailureCode;
  /** Whether it may fit after all, once the policy is resolved. */
  readonly unknown: boolean;
  /** The element as the policy spells it: `NotAction`, or an operator such as `StringLike`. */
  readonly name: string;
  /** The condition key, as the policy spells it. */
  readonly key?: string;
  readonly expected: readonly string[];
  /** What the request has; null for what it lacks. */
  readonly actual: readonly string[] | null;
}

export type FailureCode =
  /** The request's value is not among those that the element lists. */
  | "not-listed"
  /** It is among those that the element excepts. */
  | "excepted"
  /** The statement lacks the element, so it does nothing. */
  | "element-missing"
  /** AWS would refuse the element. */
  | "element-malformed"
  /** Whether it allows or denies is not resolved. */
  | "effect-unresolved"
  | "condition-key-absent"
  | "condition-key-present"
  | "condition-not-met"
  /** A key of several values under an operator without `ForAllValues` or `ForAnyValue`. */
  | "condition-needs-qualifier";
