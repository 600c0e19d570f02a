import { exampleStatements, policyWith } from "../examples";
import { pages } from "../pages";
import type { LintRule } from "../lint-rule";

export type PolicyNotKnownArgs = {
  /** When it will be known. */
  readonly after: "apply";
};

export const policyNotKnown: LintRule<"policy-not-known", PolicyNotKnownArgs> = {
  id: "policy-not-known",
  severity: "note",
  page: pages.keyPolicy,
  bad: { policy: policyWith(), unknown: true },
  good: { policy: policyWith(exampleStatements.root) },
  check: ({ unknown }) => (unknown ? [{ path: [], args: { after: "apply" } }] : []),
};
