import { CompiledPolicy } from "../compile-policy";
import { compileJson } from "../evaluate";
import type { ResourceKind } from "./outcome";

/** Prepares the policy of a resource. A trust policy has no Resource: it is about the role that it is on. */
export function compileResourcePolicy(policy: unknown, kind: ResourceKind): CompiledPolicy {
  const compiled = policy instanceof CompiledPolicy ? policy : compileJson(policy);
  if (kind !== "trust") return compiled;
  const statements = compiled.statements.map((statement) => ({
    ...statement,
    resources: () => true as const,
  }));
  return compiled.withStatements(statements);
}
