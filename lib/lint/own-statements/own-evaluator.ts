import type { CompiledStatement } from "../../evaluate/compile-policy";
import type { Decision } from "../../evaluate/decision";
import { evaluate } from "../../evaluate/evaluate";
import type { AccessRequest } from "../../evaluate/request";
import { PolicyFor, StatementIndex } from "../../evaluate/statement-index";
import type { OwnPolicy } from "./own-policy";

/** Whether a request is allowed: the kinds of denial make no difference to who makes it. */
export type Standing = "allowed" | "refused" | "unknown";

export interface Question {
  readonly request: AccessRequest;
  readonly iamAllows: boolean | "alias";
}

type Counts = (own: CompiledStatement) => boolean;

export interface Ruling {
  readonly standing: Standing;
  /** The user's statements that decide, or may. */
  readonly deciding: readonly CompiledStatement[];
}

/** Decides requests by the config's statements and by those with the user's. */
export interface OwnEvaluator {
  /** By the statements that the config asks for, together with some of the user's. */
  readonly withSome: (question: Question, own: readonly CompiledStatement[]) => Standing;
  /** By one of the user's statements alone. */
  readonly by: (question: Question, own: CompiledStatement) => Standing;
  /** By all of them, but for those of the user's that do not count. */
  readonly withAll: (question: Question, counts?: Counts) => Ruling;
}

/** Each question is put to the statements that can have a say in it, so what it costs does not grow with the others. */
export function ownEvaluator({
  policy: { compiled },
  first,
  deployment: { owner },
}: OwnPolicy): OwnEvaluator {
  const isOwn = ({ statement }: CompiledStatement): boolean => statement.index >= first;
  const base = new StatementIndex(
    compiled,
    compiled.statements.filter((one) => !isOwn(one)),
  );
  const all = new StatementIndex(compiled);
  const decisionBy = (
    { request, iamAllows }: Question,
    statements: readonly CompiledStatement[],
  ): Decision => {
    const caller = compiled.callerOf(request.principal, request.resource);
    const policy = caller ? new PolicyFor(caller, statements) : compiled.withStatements(statements);
    return evaluate(policy, request, { owner, iamAllows });
  };
  const concerning = (index: StatementIndex, { request }: Question): readonly CompiledStatement[] =>
    index.concerning(request, owner).statements;
  return {
    withSome: (question, own) => standingOf(decisionBy(question, [...concerning(base, question), ...own])),
    by: (question, own) => standingOf(decisionBy(question, [own])),
    withAll: (question, counts = () => true) => {
      const statements = concerning(all, question).filter((one) => !isOwn(one) || counts(one));
      const decision = decisionBy(question, statements);
      const indices = new Set(decision.statements.map(({ index }) => index));
      return {
        standing: standingOf(decision),
        deciding: statements.filter((one) => isOwn(one) && indices.has(one.statement.index)),
      };
    },
  };
}

const standingOf = ({ possible }: Decision): Standing =>
  !possible.includes("Allowed") ? "refused" : possible.length === 1 ? "allowed" : "unknown";
