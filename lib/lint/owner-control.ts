import { CompiledPolicy } from "../evaluate/compile-policy";
import type { StatementReason } from "../evaluate/decision";
import { evaluate } from "../evaluate/evaluate";
import { isUnresolved } from "../policy/interpolation";
import type { StatementName } from "../policy/statement-name";
import type { Located, LintedPolicy, LintedStatement, LocatedCondition } from "./linted-policy";
import { isCertainKey } from "./never-present";
import { namesEveryone } from "./statement-predicates";
import { nobodyIn, nobodyInParticular } from "../expectations/requests";
import type { Owner } from "./trails";

/** Who can change a key's policy, as far as that is certain. */
export type Control =
  | { readonly kind: "somebody" }
  /** No statement allows it. */
  | { readonly kind: "nobody" }
  /** Statements deny it to everybody, or to each whom one allows it. */
  | { readonly kind: "denied"; readonly statements: readonly StatementName[] };

export const change = "kms:PutKeyPolicy";

/**
 * Tries the owner's root user, a role and a user of which nothing is known, and whomever the policy names in the owner's
 * account, each with an IAM that allows everything. What depends on something that is not known of a request
 * counts as allowed.
 */
export function controlOf(policy: LintedPolicy, owner: Owner): Control {
  const { allowing, denying } = relevant(policy, owner.partition);
  const forAll = new Set(policy.statements.filter(isForAll).map(({ statement }) => statement.index));
  const fromAll = denialsOf(denying, somebodyOf(owner), owner).filter(({ index }) => forAll.has(index));
  if (fromAll.length > 0) return { kind: "denied", statements: fromAll };
  const candidates = [...candidatesIn(policy, owner)];
  const asked = allowing.statements.length + denying.statements.length;
  const tried = candidates.slice(0, Math.max(3, Math.floor(mostTests / Math.max(1, asked))));
  const denials = new Map<number, StatementName>();
  const certain = new Set(policy.statements.filter(isCertain).map(({ statement }) => statement.index));
  let allowed = false;
  for (const principal of tried) {
    if (!mayAllow(allowing, principal, owner)) continue;
    allowed = true;
    const deniedBy = denialsOf(denying, principal, owner).filter(({ index }) => certain.has(index));
    if (deniedBy.length === 0) return { kind: "somebody" };
    for (const statement of deniedBy) denials.set(statement.index, statement);
  }
  if (tried.length < candidates.length) return { kind: "somebody" };
  return allowed ? { kind: "denied", statements: [...denials.values()] } : { kind: "nobody" };
}

/** Statements times candidates. A policy that KMS would take rarely needs as many. */
const mostTests = 20_000;

function relevant(
  { compiled, statements }: LintedPolicy,
  partition: string,
): { readonly allowing: CompiledPolicy; readonly denying: CompiledPolicy } {
  const concerns = ({ kmsActions, actions }: LintedStatement): boolean =>
    kmsActions.has(change) || actions.some(({ text }) => isUnresolved(text));
  const about = compiled.statements.filter((_, index) => {
    const linted = statements[index];
    return linted !== undefined && concerns(linted);
  });
  const having = (effect: "Allow" | "Deny"): CompiledPolicy =>
    new CompiledPolicy(
      about.filter(({ statement }) => statement.effect === effect),
      [],
      partition,
    );
  return { allowing: having("Allow"), denying: having("Deny") };
}

const decisionOn = (policy: CompiledPolicy, principal: string, { id }: Owner): ReturnType<typeof evaluate> =>
  evaluate(policy, { principal, action: change }, { owner: id, iamAllows: true });

function mayAllow(allowing: CompiledPolicy, principal: string, owner: Owner): boolean {
  const { verdict, reasons } = decisionOn(allowing, principal, owner);
  return verdict === "Allowed" || verdict === "Unknown" || reasons.some(mayFitAfterAll);
}

const mayFitAfterAll = ({ failed, outcome }: StatementReason): boolean =>
  outcome === "no-match" &&
  failed.every(
    ({ element, key, code }) =>
      element === "condition" && code !== "element-malformed" && !isCertainKey(key ?? "", false, change),
  );

/** Whether nothing but what is known of a request decides whether a Deny is about it. */
const isCertain = ({ statement, conditions }: LintedStatement): boolean =>
  statement.effect === "Deny" && conditions.every(({ key }) => isCertainKey(key, false, change));

/** Whether a Deny is certain, and means each identity of an account or none. */
const isForAll = (linted: LintedStatement): boolean =>
  isCertain(linted) &&
  linted.statement.principals?.negated === false &&
  namesEveryone(linted) &&
  linted.conditions.every(({ key }) => !/^aws:(principal(arn|type)|username)$/i.test(key));

function denialsOf(denying: CompiledPolicy, principal: string, owner: Owner): readonly StatementName[] {
  const { verdict, statements } = decisionOn(denying, principal, owner);
  return verdict === "ExplicitlyDenied" ? statements.map(({ index, sid }) => ({ index, sid })) : [];
}

function candidatesIn({ statements }: LintedPolicy, { partition, id }: Owner): ReadonlySet<string> {
  const arn = (rest: string): string => `arn:${partition}:iam::${id}:${rest}`;
  const named: readonly Located[] = statements.flatMap(({ principals, conditions }) => [
    ...principals.filter(({ type }) => type === "AWS"),
    ...valuesOf(conditions, /^aws:principalarn$/i),
  ]);
  const users = statements.flatMap(({ conditions }) => valuesOf(conditions, /^aws:username$/i));
  const identity = new RegExp(
    `^arn:[^:*?]+:(iam::${id}:(user|role)/.*[^/]|sts::${id}:assumed-role/[^/]+/[^/]+)$`,
  );
  const ofOwner = named
    // Somebody whom a pattern covers.
    .concat(users.map(({ text, path }) => ({ text: arn(`user/${text}`), path })))
    .map(({ text }) => text.replace(/^arn:[*?]+:/, `arn:${partition}:`).replace(/::[*?]+:/, `::${id}:`))
    .map((text) => text.replace(/[*?]/g, "x"))
    .filter((text) => identity.test(text));
  return new Set([arn("root"), somebodyOf({ partition, id }), arn(`user/${nobodyInParticular}`), ...ofOwner]);
}

const somebodyOf = (owner: Owner): string => nobodyIn(owner, owner.id);

const valuesOf = (conditions: readonly LocatedCondition[], key: RegExp): readonly Located[] =>
  conditions.filter((condition) => key.test(condition.key)).flatMap(({ values }) => values);
