import type { CompiledPolicy } from "../evaluate/compile-policy";
import type { Decision } from "../evaluate/decision";
import { evaluate } from "../evaluate/evaluate";
import type { ExpectedRequest } from "../expectations/expectation";

/** What a policy of a key that `owner` owns makes of a request. */
export function decisionOn(policy: CompiledPolicy, expected: ExpectedRequest, owner: string): Decision {
  const { principal, action, context = {}, iamAllows = false } = expected;
  return evaluate(policy, { principal, action, context }, { owner, iamAllows });
}

export const isAllowed = (policy: CompiledPolicy, expected: ExpectedRequest, owner: string): boolean =>
  decisionOn(policy, expected, owner).verdict === "Allowed";
