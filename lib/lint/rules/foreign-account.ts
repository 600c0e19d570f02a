import { strangersLetIn } from "../accounts-let-in";
import { usingActions } from "../using-actions";
import { exampleConfig, exampleStatements, forCloudTrail } from "../examples";
import { nameOf } from "../statement-predicates";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type ForeignAccountArgs = {
  readonly statement: StatementName;
  readonly owner: string;
  /** As the policy names them. */
  readonly who: readonly string[];
  readonly accounts: readonly string[];
  readonly actions: readonly string[];
};

const { read } = exampleStatements;
const policy = forCloudTrail({ ...read, Principal: { AWS: "arn:aws:iam::222222222222:root" } });

export const foreignAccount: LintRule<"foreign-account", ForeignAccountArgs> = {
  id: "foreign-account",
  severity: "error",
  page: pages.externalAccounts,
  bad: { policy },
  good: { policy, config: { ...(exampleConfig as object), readers: [{ account: "222222222222" }] } },
  check: ({ policy: { statements }, owner, trust }) =>
    statements.flatMap((linted) => {
      if (owner === null || !linted.statement.actions) return [];
      if (![...usingActions].some((action) => linted.kmsActions.has(action))) return [];
      const strangers = strangersLetIn(linted, trust);
      const [first] = strangers;
      if (!first) return [];
      const using = linted.actions.filter(({ meant }) => meant.some(({ name }) => usingActions.has(name)));
      const shown = linted.statement.actions.negated ? [] : using;
      return [
        {
          path: first.path,
          args: {
            statement: nameOf(linted),
            owner,
            who: strangers.map(({ text }) => text),
            accounts: [...new Set(strangers.map(({ account }) => account))],
            actions: shown.map(({ text }) => text),
          },
        },
      ];
    }),
};
