import type { LintContext } from "../lint-context";
import { exampleStatements, policyWith } from "../examples";
import { includesAction, isAllow, nameOf, namesEveryone } from "../statement-predicates";
import { change, controlOf } from "../owner-control";
import type { LintedStatement } from "../linted-policy";
import { addition } from "../fix";
import { delegationTo } from "../emitted-statements";
import { pages } from "../pages";
import type { Found } from "../found";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type LockoutArgs = {
  readonly owner: string | null;
  /** The statement that denies; null where none allows. */
  readonly denied: StatementName | null;
  /** Whether it denies everybody outright, rather than each whom another statement allows. */
  readonly outright: boolean;
};

const { root, read } = exampleStatements;

export const lockout: LintRule<"lockout", LockoutArgs> = {
  id: "lockout",
  severity: "error",
  page: pages.defaultKeyPolicy,
  bad: { policy: policyWith(read) },
  good: { policy: policyWith(root, read) },
  check: (context) => {
    const { statements } = context.policy;
    // What is malformed may have been meant to let somebody in: first things first.
    if (statements.some(({ statement }) => statement.malformed.length > 0)) return [];
    const denying = statements.filter((linted) => deniesEverybody(linted, context.owner));
    if (denying.length > 0) return denying.map((linted) => denial(linted, context.owner, true));
    const unread = context.unknown || (statements.length === 0 && context.policy.faults.length > 0);
    if (unread) return [];
    const { owner, partition } = context;
    if (owner === null) return statements.some(mayLetOwnerIn) ? [] : [nobody(context)];
    const control = controlOf(context.policy, { partition: partition ?? "aws", id: owner });
    switch (control.kind) {
      case "somebody":
        return [];
      case "nobody":
        return [nobody(context)];
      case "denied":
        return statements
          .filter(({ statement }) => control.statements.some(({ index }) => index === statement.index))
          .map((linted) => denial(linted, owner, false));
    }
  },
};

const denial = (linted: LintedStatement, owner: string | null, outright: boolean): Found<LockoutArgs> => ({
  path: linted.path,
  args: { owner, denied: nameOf(linted), outright },
});

const nobody = ({ policy, owner, partition }: LintContext): Found<LockoutArgs> => ({
  path: ["Statement"],
  args: { owner, denied: null, outright: false },
  ...(owner !== null &&
    partition !== null && { fix: addition(delegationTo(policy, { partition, id: owner })) }),
});

/** Whoever the owner is. */
const mayLetOwnerIn = (linted: LintedStatement): boolean =>
  isAllow(linted) &&
  includesAction(linted, change) &&
  (namesEveryone(linted) || linted.principals.some(({ type }) => type === "AWS"));

/** Without a condition, and without an exception for somebody. */
const deniesEverybody = (linted: LintedStatement, owner: string | null): boolean =>
  linted.statement.effect === "Deny" &&
  includesAction(linted, change) &&
  linted.conditions.length === 0 &&
  linted.resources.length > 0 &&
  linted.statement.principals?.negated === false &&
  linted.principals.some(
    ({ type, text }) =>
      type === "AWS" &&
      (text === "*" ||
        (owner !== null && (text === owner || new RegExp(`^arn:[^:]+:iam::${owner}:root$`).test(text)))),
  );
