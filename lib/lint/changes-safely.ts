import type { CompiledStatement } from "../evaluate/compile-policy";
import type { CompiledPolicy } from "../evaluate/compile-policy";
import type { Decision } from "../evaluate/decision";
import { evaluate } from "../evaluate/evaluate";
import { PolicyFor, StatementIndex } from "../evaluate/statement-index";
import type { RuleId } from "./all-rules";
import { requestsAtStake, strangerTo, trailsMeant } from "./requests-at-stake";
import type { AskedRequest } from "./requests-at-stake";
import type { LintContext } from "./lint-context";
import type { LintedStatement } from "./linted-policy";
import { unknownAccount } from "./trails";

/**
 * Whether a policy may take the place of another that differs from it in a few statements: what is allowed by right
 * stays allowed, what is denied stays denied, and nobody is let in but those whom the policy means to let in.
 */
export type ChangesSafely = (code: RuleId, gone: LintedStatement | null, after: LintContext) => boolean;

export function changesSafely(before: LintContext): ChangesSafely {
  const owner = before.owner ?? unknownAccount;
  const [stranger, trails] = [strangerTo(before), trailsMeant(before)];
  let index: StatementIndex | undefined;
  const verdictOf = (
    statements: readonly CompiledStatement[],
    { request, iamAllows }: AskedRequest,
  ): Decision => evaluate(policyOf(request.principal, statements), request, { owner, iamAllows });
  const policyOf = (principal: string, statements: readonly CompiledStatement[]): CompiledPolicy => {
    const caller = before.policy.compiled.callerOf(principal, undefined);
    return caller ? new PolicyFor(caller, statements) : before.policy.compiled;
  };

  return (code, gone, after) => {
    const added = after.policy.statements.filter(
      (linted) => before.policy.statementAt(linted.statement.index) !== linted,
    );
    const old = compiledOf(before, gone ? [gone] : []);
    const fresh = compiledOf(after, added);
    const differs = (asked: AskedRequest): boolean =>
      possibleIn(verdictOf(old, asked)) !== possibleIn(verdictOf(fresh, asked));
    const isSafe = (asked: AskedRequest): boolean => {
      if (!differs(asked)) return true;
      index ??= new StatementIndex(before.policy.compiled);
      const concerned = index.concerning(asked.request, owner).statements;
      const others = concerned.filter(({ statement }) => statement !== gone?.statement);
      return mayBecome(verdictOf([...others, ...old], asked), verdictOf([...others, ...fresh], asked), asked);
    };
    const given = { code, context: before, gone, added, stranger, trails };
    return [...requestsAtStake(given, differs)].every(isSafe);
  };
}

const compiledOf = (
  { policy: { compiled } }: LintContext,
  linted: readonly LintedStatement[],
): readonly CompiledStatement[] => {
  const wanted = new Set(linted.map(({ statement }) => statement));
  return wanted.size === 0 ? [] : compiled.statements.filter(({ statement }) => wanted.has(statement));
};

const possibleIn = ({ possible }: Decision): string => possible.join();

function mayBecome(before: Decision, after: Decision, { mustStay, mayCome }: AskedRequest): boolean {
  if (before.verdict === "ExplicitlyDenied") return after.verdict === "ExplicitlyDenied";
  if (before.verdict === "Allowed") return after.verdict === "Allowed" || !mustStay;
  return mayCome || before.possible.includes("Allowed") || !after.possible.includes("Allowed");
}
