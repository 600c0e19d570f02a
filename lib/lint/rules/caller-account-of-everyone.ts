import { exampleStatements, policyWith } from "../examples";
import { isAllow, nameOf, namesEveryone } from "../statement-predicates";
import { means } from "../kms-actions";
import { narrows } from "../narrowing-condition";
import type { LintContext } from "../lint-context";
import type { LintedStatement, LocatedCondition } from "../linted-policy";
import { changed } from "../changed-statement";
import { replacement } from "../fix";
import type { Fix } from "../fix";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type CallerAccountOfEveryoneArgs = {
  readonly statement: StatementName;
  readonly accounts: readonly string[];
  readonly actions: readonly string[];
};

const { root, read } = exampleStatements;

export const callerAccountOfEveryone: LintRule<"caller-account-of-everyone", CallerAccountOfEveryoneArgs> = {
  id: "caller-account-of-everyone",
  severity: "warning",
  page: pages.consolePolicy,
  bad: {
    policy: policyWith(root, {
      ...read,
      Principal: { AWS: "*" },
      Condition: { ...read.Condition, StringEquals: { "kms:CallerAccount": "111111111111" } },
    }),
  },
  good: { policy: policyWith(root, { ...read, Principal: { AWS: "arn:aws:iam::111111111111:root" } }) },
  check: (context) =>
    context.policy.statements.flatMap((linted) => {
      const condition = linted.conditions.find(isCallerAccount);
      if (!condition || !isAllow(linted) || !namesEveryone(linted)) return [];
      // Another account's identities need its IAM too: they are the rule foreign-account's.
      const { owner } = context;
      const accounts = condition.values
        .map(({ text }) => text)
        .filter((text) => owner === null || means(text, owner) || text.includes("${"));
      if (accounts.length === 0) return [];
      return [
        {
          path: condition.path,
          args: { statement: nameOf(linted), accounts, actions: linted.actions.map(({ text }) => text) },
          fix: () => fixOf(linted, condition, context),
        },
      ];
    }),
};

const isCallerAccount = (condition: LocatedCondition): boolean =>
  /^(kms:calleraccount|aws:principalaccount)$/i.test(condition.key) && narrows(condition, true);

function fixOf(
  linted: LintedStatement,
  { path, values, operatorText }: LocatedCondition,
  { partition }: LintContext,
): Fix | null {
  // Others who are named, services above all, are let in by the condition's absence, or kept out by it.
  const everyoneAlone = linted.statement.principals?.negated === false && linted.principals.length === 1;
  const accounts = values.every(({ text }) => /^\d{12}$/.test(text));
  if (partition === null || !everyoneAlone || !accounts) return null;
  const roots = values.map(({ text }) => `arn:${partition}:iam::${text}:root`);
  const under = linted.conditions.filter((other) => other.operatorText === operatorText);
  const spent = under.length > 1 ? path : path.slice(0, linted.conditions.length > 1 ? -1 : -2);
  return replacement(
    changed(
      linted,
      [[...linted.path, "Principal"], { AWS: roots.length === 1 ? (roots[0] ?? null) : roots }],
      [spent, undefined],
    ),
  );
}
