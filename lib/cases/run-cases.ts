import type { MissingDocument } from "../evaluate/authorization/authorization";
import type { Documents } from "../evaluate/authorization/documents";
import { authorize } from "../evaluate/authorize";
import type { Decision, Verdict } from "../evaluate/decision";
import { compileJson, evaluate } from "../evaluate/evaluate";
import type { Case } from "./case-file";

export interface CaseResult {
  readonly case: Case;
  /** What the key policy makes of it by itself. */
  readonly decision: Decision;
  /** With documents, what all policies make of it; else the key policy's verdict. */
  readonly verdict: Verdict;
  /** The documents that were not given and could change the outcome; none without documents. */
  readonly notKnown: readonly MissingDocument[];
  /** Whether the verdict is the expected one. */
  readonly pass: boolean;
}

/**
 * Decides every case.
 *
 * @param policy the policy's JSON, parsed
 * @param owner the account, 12 digits, that owns the key
 * @param documents The policies beside the key policy. Without them the key policy decides alone.
 */
export function runCases(
  policy: unknown,
  owner: string,
  cases: readonly Case[],
  documents: Documents | null = null,
): readonly CaseResult[] {
  const compiled = compileJson(policy);
  return cases.map((one) => {
    const { principal, action, resource, context = {}, iamAllows = false, expect } = one;
    const request = { principal, action, context, ...(resource !== undefined && { resource }) };
    if (documents === null) {
      const decision = evaluate(compiled, request, { owner, iamAllows });
      const { verdict } = decision;
      return { case: one, decision, verdict, notKnown: [], pass: verdict === expect };
    }
    const options = { owner, ...(one.iamAllows !== undefined && { iamAllows }) };
    const { verdict, notKnown, keyPolicy } = authorize(compiled, request, documents, options);
    return { case: one, decision: keyPolicy, verdict, notKnown, pass: verdict === expect };
  });
}
