import { pathText } from "../../config/problem";
import type { PolicyFaultCode } from "../../policy/policy";
import { exampleStatements, policyWith } from "../examples";
import { pages } from "../pages";
import type { Rule } from "../rule";

export type MalformedPolicyArgs = {
  /** Such as `Statement[0].Effect`. */
  readonly place: string;
  readonly fault: PolicyFaultCode;
  /** Names and values as the policy has them. */
  readonly details: Readonly<Record<string, string>>;
};

export const malformedPolicy: Rule<"malformed-policy", MalformedPolicyArgs> = {
  id: "malformed-policy",
  severity: "error",
  page: pages.grammar,
  bad: { policy: policyWith(exampleStatements.root, { ...exampleStatements.read, Effect: "allow" }) },
  good: { policy: policyWith(exampleStatements.root, exampleStatements.read) },
  check: ({ policy }) =>
    policy.faults.map(({ code, path, args }) => ({
      path,
      ...(aboutKeys.has(code) && { part: "key" as const }),
      args: { place: pathText(path), fault: code, details: args },
    })),
};

const aboutKeys: ReadonlySet<PolicyFaultCode> = new Set([
  "member-unknown",
  "condition-operator-unknown",
  "principal-type-unknown",
]);
