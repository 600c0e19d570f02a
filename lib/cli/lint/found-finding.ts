import type { JsonPath } from "../../policy/policy";
import type { LocatedFinding } from "../../report/lint/located-finding";

/** A finding with the statement that it is about; undefined where it is about the policy as a whole. */
export interface FoundFinding {
  readonly located: LocatedFinding;
  readonly statement: unknown;
}

/** The statement that a path leads into. */
export function statementOf(policy: unknown, [member, index]: JsonPath): unknown {
  if (member !== "Statement" || typeof policy !== "object" || policy === null) return undefined;
  const { Statement: statement } = policy as { readonly Statement?: unknown };
  if (!Array.isArray(statement)) return statement;
  return typeof index === "number" ? (statement as readonly unknown[])[index] : undefined;
}

/** The Sid of the statement that a finding is about; null where it has none. */
export function sidOf({ statement }: FoundFinding): string | null {
  if (typeof statement !== "object" || statement === null) return null;
  const { Sid: sid } = statement as { readonly Sid?: unknown };
  return typeof sid === "string" && sid !== "" ? sid : null;
}
