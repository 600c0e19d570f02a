import { exampleStatements, policyWith } from "../examples";
import { pages } from "../pages";
import type { LintRule } from "../lint-rule";

export type PolicyOwnedTwiceArgs = {
  /** Addresses of the other resources that set the policy. */
  readonly rivals: readonly string[];
};

const policy = policyWith(exampleStatements.root);

export const policyOwnedTwice: LintRule<"policy-owned-twice", PolicyOwnedTwiceArgs> = {
  id: "policy-owned-twice",
  severity: "error",
  page: pages.putKeyPolicy,
  bad: { policy, rivals: ["aws_kms_key.this"] },
  good: { policy },
  check: ({ rivals }) => (rivals.length > 0 ? [{ path: [], args: { rivals } }] : []),
};
