import { strangersLetIn } from "../accounts-let-in";
import { exampleStatements, policyWith } from "../examples";
import { isNegated, nameOf } from "../statement-predicates";
import type { LintedStatement } from "../linted-policy";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type NoEffectAcrossAccountsArgs = {
  readonly statement: StatementName;
  readonly owner: string;
  readonly who: readonly string[];
  readonly actions: readonly string[];
};

const { root } = exampleStatements;
const administer = {
  Sid: "Administer",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:role/KeyAdmin" },
  Action: ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
  Resource: "*",
};

export const noEffectAcrossAccounts: LintRule<"no-effect-across-accounts", NoEffectAcrossAccountsArgs> = {
  id: "no-effect-across-accounts",
  severity: "warning",
  page: pages.externalAccounts,
  bad: {
    policy: policyWith(root, {
      ...administer,
      Principal: { AWS: "arn:aws:iam::222222222222:role/KeyAdmin" },
    }),
  },
  good: { policy: policyWith(root, administer) },
  check: ({ policy, owner }) =>
    policy.statements.flatMap((linted) => {
      const dead = owner === null || isNegated(linted, "actions") ? [] : deadActions(linted);
      const [first] = dead;
      if (owner === null || !first) return [];
      // Trusting an account makes no difference to what can be given to it.
      const who = strangersLetIn(linted, { accounts: new Set([owner]), told: true });
      if (who.length === 0) return [];
      return [
        {
          path: first.path,
          args: {
            statement: nameOf(linted),
            owner,
            who: who.map(({ text }) => text),
            actions: dead.map(({ text }) => text),
          },
        },
      ];
    }),
};

/** Entries of which nothing has an effect for another account. */
const deadActions = ({ actions }: LintedStatement): LintedStatement["actions"] =>
  actions.filter(
    ({ meant }) => meant.some(({ onKey }) => onKey) && meant.every(({ acrossAccounts }) => !acrossAccounts),
  );
