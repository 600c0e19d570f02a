import { narrows } from "../narrowing-condition";
import { isAllow, nameOf, namesEveryone } from "../statement-predicates";
import { exampleStatements, policyWith } from "../examples";
import type { LintContext } from "../lint-context";
import type { LintedStatement, LocatedCondition } from "../linted-policy";
import { changed } from "../changed-statement";
import { replacement } from "../fix";
import type { Fix } from "../fix";
import type { PrincipalType } from "../../policy/policy";
import { principalTypes } from "../../policy/policy";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type WorldOpenArgs = {
  readonly statement: StatementName;
  readonly actions: readonly string[];
  /** Whether `NotPrincipal` is what opens it. */
  readonly byException: boolean;
  /** Keys of conditions that a stranger can meet. */
  readonly weak: readonly string[];
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
      return {
        path: [...linted.path, byException ? "NotPrincipal" : "Principal"],
        args: {
          statement: nameOf(linted),
          actions: linted.actions.map(({ text }) => text),
          byException,
          weak: weakKeys(linted),
        },
        fix: () => fixOf(linted, context),
      };
    }),
};

/** A statement that strangers can use as it stands. */
export const isWorldOpen = (linted: LintedStatement): boolean =>
  isAllow(linted) && namesEveryone(linted) && !linted.conditions.some(narrowsWho);

const narrowsWho = (condition: LocatedCondition): boolean =>
  (everyIdentityHas.test(condition.key)
    ? narrows(condition, true)
    : someHave.test(condition.key) && narrows(condition, false)) && !canBeMetByStrangers(condition);

const everyIdentityHas = /^(kms:calleraccount|aws:(principalaccount|principalarn|userid))$/i;
const someHave =
  /^aws:(principalorgid|principalorgpaths|principalservicename|source(arn|account|orgid|orgpaths|ip|vpc|vpce|vpcarn)|vpcsourceip|vpce(account|orgid|orgpaths))$/i;

/** Names and tags that everybody gives to identities of their own. */
const chosenByTheCaller = /^aws:(principaltag\/.+|username|principaltype|useragent|referer|sourceidentity)$/i;

/** Keys whose values begin with what no stranger can have, up to a mark, unless that is left open. */
const heads: readonly (readonly [keys: RegExp, head: RegExp])[] = [
  [/^aws:(principal|source|vpce)org(id|paths)$/i, /^o-[^/*?]+(\/|$)/],
  [/^aws:source(vpc|vpce)$/i, /^vpce?-[0-9a-f]/],
  [/^aws:userid$/i, /^[^:*?]+(:|$)/],
  [/^aws:principalarn$/i, /^arn:[^:]*:[^:]*:[^:]*:\d{12}:/],
];

/** Whether a pattern leaves open what tells one account or organization from another. */
function canBeMetByStrangers({ key, operator, values }: LocatedCondition): boolean {
  const head = heads.find(([keys]) => keys.test(key))?.[1];
  const { comparison } = operator ?? {};
  const takesWildcards =
    comparison?.type === "arn" || (comparison?.type === "string" && comparison.wildcards);
  if (!head || !takesWildcards) return false;
  return values.some(({ text }) => /[*?]/.test(text) && !text.includes("${") && !head.test(text));
}

/** What was meant to narrow a statement, and does not. */
const weakKeys = ({ conditions }: LintedStatement): readonly string[] => [
  ...new Set(
    conditions
      .filter(
        (condition) =>
          chosenByTheCaller.test(condition.key) ||
          ((everyIdentityHas.test(condition.key) || someHave.test(condition.key)) &&
            condition.operator?.negated === false),
      )
      .map(({ key }) => key),
  ),
];

/** The owner's account, and whoever else is named, in the place of everybody. */
function fixOf(linted: LintedStatement, { owner, partition }: LintContext): Fix | null {
  if (owner === null || partition === null || linted.statement.principals?.negated !== false) return null;
  const others = linted.principals.filter(({ type, text }) => type !== "AWS" || text !== "*");
  const root = `arn:${partition}:iam::${owner}:root`;
  const named = (type: PrincipalType): readonly string[] => [
    ...(type === "AWS" ? [root] : []),
    ...others.filter((other) => other.type === type && other.text !== root).map(({ text }) => text),
  ];
  const principal = Object.fromEntries(
    principalTypes.flatMap((type) => {
      const [first, ...more] = named(type);
      return first === undefined ? [] : [[type, more.length === 0 ? first : [first, ...more]] as const];
    }),
  );
  return replacement(changed(linted, [[...linted.path, "Principal"], principal]));
}
