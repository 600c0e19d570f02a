import { CompiledPolicy } from "./compile-policy";
import { compiledOnce, compileJson } from "./compiled-once";
import { decide } from "./decide";
import type { Decision } from "./decision";
import type { Subject } from "./fit";
import type { AccessRequest } from "./request";
import { UnknownPrincipalError } from "./request";
import { contextOf } from "./request-context";
import { standingOf } from "./ruling";

export interface EvaluateOptions {
  /** The account, 12 digits, that owns the key or whatever the policy is on. */
  readonly owner: string;
  /**
   * Whether the caller's own IAM (its identity policies, and whatever bounds them) allows the action. `alias`: on an
   * alias, and not on the key.
   * @default false
   */
  readonly iamAllows?: boolean | "alias";
}

/**
 * Decides a request as AWS does for a resource policy.
 *
 * An explicit Deny wins. A service principal needs an Allow in this policy alone. So does a caller of the owner's
 * account that an Allow names; where it names the account, the caller's own IAM must allow the action too. A
 * caller of another account always needs both. The owner's root user needs no IAM where its account is named.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * No key policy gives another account what KMS keeps within one, such as `kms:PutKeyPolicy`; for an alias everybody
 * needs IAM; and actions on no key, such as `kms:ListKeys`, are decided by IAM alone.
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 *
 * A malformed policy is no exception: the decision's `faults` tell of it, and the statements concerned grant nothing.
 *
 * @param policy the policy's JSON, parsed; or a {@link CompiledPolicy}, where many requests are put to the same policy.
 *   The same object is prepared once and compared with what it was at each call: changing it between calls is safe
 * @throws {UnknownPrincipalError} where nobody can call under the name that `request.principal` gives
 */
export function evaluate(policy: unknown, request: AccessRequest, options: EvaluateOptions): Decision {
  const compiled = policy instanceof CompiledPolicy ? policy : compiledOnce(policy);
  const subject = subjectOf(request, compiled, options.owner);
  return decide(compiled, subject, standingOf(subject, options.owner, options.iamAllows ?? false));
}

export { compileJson };

/** @throws {UnknownPrincipalError} where nobody can call under the name that `request.principal` gives */
export function subjectOf(request: AccessRequest, compiled: CompiledPolicy, owner: string): Subject {
  const { principal, resource } = request;
  const caller = compiled.callerOf(principal, resource);
  if (!caller) throw new UnknownPrincipalError(principal);
  const action = request.action.toLowerCase();
  const service = action.slice(0, Math.max(action.indexOf(":"), 0));
  const target =
    resource === undefined || resource === "*" ? { ofService: service, owner } : { arn: resource };
  return { request, caller, action, target, context: contextOf(request, caller, owner) };
}
