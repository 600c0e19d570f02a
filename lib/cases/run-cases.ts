import type { Decision } from "../evaluate/decision";
import { compileJson, evaluate } from "../evaluate/evaluate";
import type { Case } from "./case-file";

export interface CaseResult {
  readonly case: Case;
  readonly decision: Decision;
  /** Whether the verdict is the expected one. */
  readonly pass: boolean;
}

/**
 * Decides every case.
 *
 * @param policy the policy's JSON, parsed
 * @param owner the account, 12 digits, that owns the key
 */
export function runCases(policy: unknown, owner: string, cases: readonly Case[]): readonly CaseResult[] {
  const compiled = compileJson(policy);
  return cases.map((one) => {
    const { principal, action, resource, context = {}, iamAllows = false, expect } = one;
    const request = { principal, action, context, ...(resource !== undefined && { resource }) };
    const decision = evaluate(compiled, request, { owner, iamAllows });
    return { case: one, decision, pass: decision.verdict === expect };
  });
}
