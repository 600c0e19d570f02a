import { isUnresolved } from "../../policy/interpolation";
import { principalKeys } from "../caller";
import type { CompiledStatement } from "../compile-policy";
import type { Subject } from "../fit";

/**
 * How a statement names the caller itself, which decides what limits the Allow within the owner's account.
 *
 * - `exact`: by the ARN of a user or a session, as a service, or as everyone under `aws:PrincipalArn`. Nothing limits it.
 * - `role`: by the ARN of a role. A permissions boundary or session policy that does not allow the action limits it.
 * - `everyone`: nothing but `*`. What a permissions boundary does to it is not documented.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type NamingManner = "exact" | "role" | "everyone";

/** The manner that limits least, of those in which the statement may name the caller. */
export function namingManner({ statement }: CompiledStatement, { caller, request }: Subject): NamingManner {
  const { principals, conditions } = statement;
  if (caller.account === null || isRoot(request.principal) || !principals) return "exact";
  if (principals.principals.some(({ value }) => isUnresolved(value))) return "exact";
  const isRole = /^arn:[^:]+:iam::\d{12}:role\//.test(request.principal);
  const keys = new Set(principals.principals.flatMap(({ type, value }) => principalKeys(type, value)));
  const isEveryone = principals.negated || keys.has("AWS:*");
  if (!principals.negated && !isRole && keys.has(`AWS:${request.principal}`)) return "exact";
  if (!isEveryone) return "role";
  return conditions.some(pinsArn) ? "exact" : "everyone";
}

const pinsArn = ({ key, operator }: CompiledStatement["statement"]["conditions"][number]): boolean =>
  key.toLowerCase() === "aws:principalarn" &&
  operator !== null &&
  !operator.negated &&
  !operator.ifExists &&
  operator.comparison.type !== "null";

export const isRoot = (principal: string): boolean => /^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/.test(principal);
