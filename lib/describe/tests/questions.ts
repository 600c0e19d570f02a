import type { Expression, ItemReference } from "../../terraform/expression";
import { attributeOf, call, each, index, list, literal, member, operator } from "../../terraform/expression";
import { byBytes } from "../../terraform/canonical-json";
import type { Assertion } from "../../terraform/module-test";
import type { Bindings } from "../../terraform/reduce";
import { reduce } from "../../terraform/reduce";
import { plainValue, valueExpression } from "../../terraform/value-expression";

/** Something to ask a module, whose answer is a list of texts in any order. */
export interface Question {
  readonly asked: Expression;
  /** What must hold, with the answer in view. */
  readonly message: string;
  /** The same where the answer is nothing. @default the same sentence */
  readonly none?: string;
}

/** The question with the answer that the module should give, or undefined where only an apply would tell. */
export function assertionOf(
  { asked, message, none = message }: Question,
  bindings: Bindings,
): Assertion | undefined {
  const value = plainValue(reduce(asked, bindings));
  if (!Array.isArray(value)) return undefined;
  const answer = [...new Set((value as readonly unknown[]).map(String))].sort(byBytes);
  return answer.length === 0
    ? { condition: operator(call("length", asked), "==", literal(0)), message: none }
    : { condition: operator(call("toset", asked), "==", call("toset", valueExpression(answer))), message };
}

/** The JSON policy that an output holds. */
export const policyOutput = (name: string): Expression => attributeOf("output", name, null);

/** What is picked of each statement of a policy for which something holds, as one list. */
export const inStatements = (
  policy: Expression,
  pick: (statement: ItemReference) => Expression,
  where?: (statement: ItemReference) => Expression,
): Expression => {
  const statements = each("statement", member(call("jsondecode", policy), "Statement"), pick);
  return call(
    "flatten",
    where ? { ...statements, where: where({ kind: "item", name: "statement" }) } : statements,
  );
};

/** How questions look at a statement. */
export interface StatementReader {
  readonly sid: (statement: Expression) => Expression;
  /** Whether it names the action, by itself or among others. */
  readonly names: (action: string) => (statement: Expression) => Expression;
  /** Whom it is for: AWS principals, a service, or everybody. */
  readonly principals: (statement: Expression) => Expression;
  readonly isForEverybody: (statement: Expression) => Expression;
}

/** @param own whether there are statements of the user's own, which may leave out what trailkey's have */
export function statementReader(own: boolean): StatementReader {
  const element = (name: string) => (statement: Expression) =>
    own ? call("try", member(statement, name), literal("")) : member(statement, name);
  const action = element("Action");
  const principals = (statement: Expression): Expression => {
    const principal = member(statement, "Principal");
    const named = [member(principal, "AWS"), member(principal, "Service"), principal];
    return call("try", ...named, ...(own ? [literal("")] : []));
  };
  const has = (value: Expression, text: string): Expression =>
    call("contains", call("flatten", list(value)), literal(text));
  return {
    sid: element("Sid"),
    names: (name) => (statement) => has(action(statement), name),
    principals,
    isForEverybody: (statement) => has(principals(statement), "*"),
  };
}

/** What is asked of every policy that is attached to something. */
export const questionsOfAnyPolicy = (
  policy: Expression,
  { sid, isForEverybody }: StatementReader,
): Readonly<Record<"everybody" | "statements", Question>> => ({
  everybody: {
    message: "No statement allows everybody something without a condition.",
    asked: inStatements(policy, sid, all(has("Allow"), isForEverybody, hasNoCondition)),
  },
  statements: {
    message: "The policy has these statements and no others.",
    asked: inStatements(policy, sid),
  },
});

/** What a condition of a statement compares a key with, or what its absence means. */
export const comparedWith =
  (operatorName: string, key: string, otherwise: string) =>
  (statement: Expression): Expression =>
    call("try", index(member(member(statement, "Condition"), operatorName), key), literal(otherwise));

/** Whether all of these hold of a statement. */
export const all =
  (...conditions: readonly ((statement: Expression) => Expression)[]) =>
  (statement: Expression): Expression =>
    conditions.map((condition) => condition(statement)).reduce((left, right) => operator(left, "&&", right));

export const either =
  (left: (statement: Expression) => Expression, right: (statement: Expression) => Expression) =>
  (statement: Expression): Expression =>
    operator(left(statement), "||", right(statement));

export const has = (effect: "Allow" | "Deny") => (statement: Expression) =>
  operator(member(statement, "Effect"), "==", literal(effect));

export const hasNoCondition = (statement: Expression): Expression =>
  operator(call("try", member(statement, "Condition"), literal(null)), "==", literal(null));
