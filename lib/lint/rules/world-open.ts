import { narrows } from "../narrowing-condition";
import { isAllow, nameOf, namesEveryone } from "../statement-predicates";
import { exampleStatements, policyWith } from "../examples";
import type { LintContext } from "../lint-context";
import type { LintedStatement, LocatedCondition } from "../linted-policy";
import { changed } from "../changed-statement";
import { replacement } from "../fix";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type WorldOpenArgs = {
  readonly statement: StatementName;
  readonly actions: readonly string[];
  /** Whether `NotPrincipal` is what opens it. */
  readonly byException: boolean;
};

const { root } = exampleStatements;

export const worldOpen: LintRule<"world-open", WorldOpenArgs> = {
  id: "world-open",
  severity: "error",
  page: pages.principal,
  bad: {
    policy: policyWith(root, { Sid: "Use", Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" }),
  },
  good: {
    policy: policyWith(root, {
      Sid: "Use",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111111111111:role/Auditor" },
      Action: "kms:Decrypt",
      Resource: "*",
    }),
  },
  check: (context) =>
    context.policy.statements.filter(isWorldOpen).map((linted) => {
      const byException = linted.statement.principals?.negated === true;
      const fix = fixOf(linted, context);
      return {
        path: [...linted.path, byException ? "NotPrincipal" : "Principal"],
        args: { statement: nameOf(linted), actions: linted.actions.map(({ text }) => text), byException },
        ...(fix && { fix }),
      };
    }),
};

/** A statement that strangers can use as it stands. */
export const isWorldOpen = (linted: LintedStatement): boolean =>
  isAllow(linted) && namesEveryone(linted) && !linted.conditions.some(narrowsWho);

const narrowsWho = (condition: LocatedCondition): boolean =>
  everyIdentityHas.test(condition.key)
    ? narrows(condition, true)
    : someHave.test(condition.key) && narrows(condition, false);

const everyIdentityHas = /^(kms:calleraccount|aws:(principalaccount|principalarn|userid))$/i;
const someHave =
  /^aws:(principalorgid|principalorgpaths|principaltag\/.+|username|principalservicename|source(arn|account|orgid|orgpaths|ip|vpc|vpce|vpcarn)|vpcsourceip|vpce(account|orgid|orgpaths))$/i;

function fixOf(
  linted: LintedStatement,
  { owner, partition }: LintContext,
): ReturnType<typeof replacement> | null {
  if (owner === null || partition === null || linted.statement.principals?.negated !== false) return null;
  const root = { AWS: `arn:${partition}:iam::${owner}:root` };
  return replacement(changed(linted, [[...linted.path, "Principal"], root]));
}
