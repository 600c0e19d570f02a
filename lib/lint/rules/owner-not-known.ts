import { strangersLetIn } from "../accounts-let-in";
import { usingActions } from "../using-actions";
import { exampleStatements, policyWith } from "../examples";
import { pages } from "../pages";
import type { LintRule } from "../lint-rule";

export type OwnerNotKnownArgs = {
  /** Accounts whose identities the policy lets use the key. */
  readonly accounts: readonly string[];
};

const { root, read } = exampleStatements;
const otherRoot = { ...root, Sid: "Other", Principal: { AWS: "arn:aws:iam::222222222222:root" } };

export const ownerNotKnown: LintRule<"owner-not-known", OwnerNotKnownArgs> = {
  id: "owner-not-known",
  severity: "warning",
  page: pages.externalAccounts,
  bad: { policy: policyWith(root, otherRoot) },
  good: { policy: policyWith(root, read) },
  check: ({ policy, owner, trust }) => {
    if (owner !== null) return [];
    const letIn = policy.statements
      .filter(({ kmsActions }) => [...usingActions].some((action) => kmsActions.has(action)))
      .flatMap((linted) => strangersLetIn(linted, trust));
    const accounts = [...new Set(letIn.map(({ account }) => account))].sort();
    return accounts.length < 2 ? [] : [{ path: ["Statement"], args: { accounts } }];
  },
};
