import type { DecidingStatement, Decision, FailedElement, StatementReason } from "../evaluate/decision";
import { parseArn } from "../config/arn";
import { CompiledPolicy } from "../evaluate/compile-policy";
import { evaluate } from "../evaluate/evaluate";
import { StatementIndex } from "../evaluate/statement-index";
import { sourceOrganizationKey } from "../policy/cloudtrail";
import { isUnresolved } from "../policy/interpolation";
import type { LintedPolicy, LintedStatement, LocatedPrincipal } from "./linted-policy";
import type { Need } from "./needs";
import { isCertainKey } from "./never-present";

/** Why the policy does not allow what it must. */
export type Refusal =
  | { readonly need: Need; readonly by: "deny"; readonly statements: readonly DecidingStatement[] }
  | {
      readonly need: Need;
      readonly by: "no statement";
      /** Whether a statement leaves it to the IAM of the account. */
      readonly leftToIam: boolean;
      /** The statement that comes nearest to allowing it; null where none is about it, or nobody asks. */
      readonly nearest: StatementReason | null;
    };

/**
 * The needs that the policy does not meet, for certain. Where it depends on something that is not known of the
 * request, such as the address that it comes from, nothing is said.
 *
 * @param explained whether the nearest statement is looked for, which costs more than all the rest
 */
export function refusals(
  policy: LintedPolicy,
  needs: readonly Need[],
  owner: string,
  explained: boolean,
): readonly Refusal[] {
  const seen = new Set<string>();
  const most = explained ? Math.max(20, Math.ceil(mostExplained / needs.length)) : 0;
  const relevantTo = relevance(policy, owner, most);
  return needs.flatMap((need) => {
    const refusal = refusalOf(policy, relevantTo(need), need, owner);
    if (refusal === null) return [];
    const key = JSON.stringify([
      need.what,
      need.trail?.pattern ?? need.who,
      ...(need.what === "record" ? [need.request.action] : []),
    ]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [refusal];
  });
}

/** The statements that can have a say in a need. Of a policy for many trails most are about something else. */
interface Relevant {
  /** Those that decide, or may. */
  readonly deciding: (need: Need) => CompiledPolicy;
  /** Some of the others, among which the nearest is looked for; null where nobody asks. */
  readonly others: CompiledPolicy | null;
}

/** How many statements are explained in all: to explain costs more than to decide. */
const mostExplained = 100_000;

function relevance(
  { compiled, statements }: LintedPolicy,
  owner: string,
  most: number,
): (need: Need) => Relevant {
  const known = new Map<string, Relevant>();
  return (need) => {
    const { action } = need.request;
    const ofService = isOfService(need);
    const key = JSON.stringify([action, ofService]);
    const relevant =
      known.get(key) ??
      ((): Relevant => {
        const concerned = compiled.statements.filter((_, index) =>
          mayConcern(statements[index], action, ofService),
        );
        const index = new StatementIndex(compiled, concerned);
        return {
          // The index leaves out what is about other sources, and of a record's nothing is known.
          deciding: ({ what, request }) =>
            what === "record" ? new CompiledPolicy(concerned, [], "aws") : index.concerning(request, owner),
          // Only a bare account id takes its partition from the policy, and no need is of one.
          others: most > 0 ? new CompiledPolicy(concerned.slice(0, most), [], "aws") : null,
        };
      })();
    known.set(key, relevant);
    return relevant;
  };
}

function mayConcern(linted: LintedStatement | undefined, action: string, ofService: boolean): boolean {
  if (!linted || linted.statement.malformed.length > 0) return true;
  const { actions, principals, statement, kmsActions } = linted;
  if (!kmsActions.has(action) && !actions.some(({ text }) => isUnresolved(text))) return false;
  const mayBeService = ({ type, text }: LocatedPrincipal): boolean =>
    type !== "AWS" || text === "*" || isUnresolved(text);
  return !ofService || statement.principals?.negated === true || principals.some(mayBeService);
}

function refusalOf(policy: LintedPolicy, relevant: Relevant, need: Need, owner: string): Refusal | null {
  const decide = (compiled: CompiledPolicy): Decision =>
    evaluate(compiled, need.request, { owner, iamAllows: need.iamAllows });
  const decision = decide(relevant.deciding(need));
  switch (decision.verdict) {
    case "Allowed":
    case "Unknown":
      return null;
    case "ExplicitlyDenied": {
      const certain = decision.statements.filter(({ index }) => decidesAlone(policy, index, need));
      return certain.length === 0 ? null : { need, by: "deny", statements: certain };
    }
    case "ImplicitlyDenied": {
      const allows = allowsAmong(decision);
      if (allows.some((reason) => mayFitAfterAll(reason, need))) return null;
      const leftToIam = decision.because === "iam-does-not-allow";
      const { others } = relevant;
      const nearest = others && nearestOf([...allows, ...allowsAmong(decide(others))]);
      return { need, by: "no statement", leftToIam, nearest };
    }
  }
}

const allowsAmong = ({ reasons }: Decision): readonly StatementReason[] =>
  reasons.filter(({ effect }) => effect === "Allow");

function decidesAlone({ statementAt }: LintedPolicy, index: number, need: Need): boolean {
  const deny = statementAt(index);
  return deny?.conditions.every(({ key }) => isCertainFor(need, key)) ?? false;
}

/** Whether only conditions fail, on keys of which nothing is known. */
const mayFitAfterAll = ({ failed, outcome }: StatementReason, need: Need): boolean =>
  outcome === "no-match" &&
  failed.every(
    ({ element, key, code, expected }) =>
      element === "condition" &&
      code !== "element-malformed" &&
      !isCertainFor(need, key ?? "") &&
      !(expected.length > 0 && expected.every(isTrail)),
  );

/** Only CloudTrail calls on behalf of a trail, and of its calls the source is known. */
const isTrail = (text: string): boolean => parseArn(text)?.service === "cloudtrail";

/** Whether a service asks, and nobody with an IAM of their own. */
const isOfService = ({ what, trail }: Need): boolean => trail !== null || what === "record";

/** For which accounts AWS Config calls is not known, but for their organization where a config names it. */
function isCertainFor(need: Need, key: string): boolean {
  if (need.what === "record") {
    if (/^aws:source(arn|account)$/i.test(key)) return false;
    const { [sourceOrganizationKey]: organization } = need.request.context ?? {};
    if (key.toLowerCase() === sourceOrganizationKey.toLowerCase()) return organization !== undefined;
  }
  return isCertainKey(key, isOfService(need), need.request.action);
}

/** The statement that names the caller and the action and fails the fewest tests; or else names the caller alone. */
function nearestOf(reasons: readonly StatementReason[]): StatementReason | null {
  const about = reasons.filter(({ failed }) => failed.every(({ element }) => element !== "principal"));
  const weight = ({ failed }: StatementReason): number =>
    failed.length + (failed.some(({ element }) => element === "action") ? 100 : 0);
  // Of two that are as near, always the same, in whatever order the policy has them.
  const name = ({ sid, failed }: StatementReason): string => JSON.stringify([sid, failed]);
  const least = Math.min(...about.map(weight));
  if (least >= 100) return null;
  const [first, ...others] = about.filter((reason) => weight(reason) === least);
  if (!first || others.length === 0) return first ?? null;
  return [first, ...others]
    .map((reason) => ({ reason, name: name(reason) }))
    .reduce((least, one) => (one.name < least.name ? one : least)).reason;
}

/** A failed element as a finding's argument. */
export type Failure = Pick<FailedElement, "element" | "code" | "name" | "expected" | "actual"> & {
  readonly key: string | null;
};

export const failuresOf = ({ failed }: StatementReason): readonly Failure[] =>
  failed.map(({ element, code, name, expected, actual, key = null }) => ({
    element,
    code,
    name,
    expected,
    actual,
    key,
  }));
