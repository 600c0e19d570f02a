import type { Conditional, Expression, ObjectExpression } from "../terraform/expression";
import {
  call,
  conditional,
  list,
  literal,
  object,
  operator,
  text,
  withoutNulls,
} from "../terraform/expression";

/** A statement of a policy that trailkey writes. */
export interface StatementParts {
  /** Letters and digits, unique in its policy. */
  readonly sid: string;
  /** Why the statement is there, for who reads the emitted policy. */
  readonly comment: string;
  /** The page of AWS that it follows. */
  readonly page?: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** Absent in an IAM policy, whose principal is who it is attached to. */
  readonly principal?: Expression;
  readonly actions: readonly string[];
  /** `null` in a trust policy, which has no resource. @default "*", which in a key policy means this key */
  readonly resource?: Expression | null;
  readonly condition?: ConditionElement;
}

/** Operator, then condition key, then what it is compared with. */
export type ConditionElement = Readonly<Record<string, Readonly<Record<string, Expression>>>>;

/** A statement as it stands in a policy document, its elements in the order of AWS's documentation. */
export function statement(parts: StatementParts): ObjectExpression {
  const { page, comment } = parts;
  const written = object(
    {
      Sid: literal(parts.sid),
      Effect: literal(parts.effect ?? "Allow"),
      ...(parts.principal && { Principal: parts.principal }),
      Action: oneOrMany(parts.actions),
      ...(parts.resource !== null && { Resource: parts.resource ?? literal("*") }),
      ...(parts.condition && { Condition: conditionObject(parts.condition) }),
    },
    comment,
  );
  return page === undefined ? written : { ...written, page };
}

/** A statement, or null where it is left out. */
export type StatementExpression = ObjectExpression | Conditional;

/**
 * A policy document of the current policy language version.
 *
 * @param further a list of statements that come last @default none
 */
export function policyDocument(all: readonly StatementExpression[], further?: Expression): ObjectExpression {
  const statements = withoutRepeatedPages(all);
  const own = statements.some(({ kind }) => kind === "if")
    ? withoutNulls("statement", statements)
    : list(...statements);
  return object({
    Version: literal("2012-10-17"),
    Statement: further === undefined ? own : call("concat", own, further),
  });
}

/** The statement of a choice between one and none. */
export const statementIn = (expression: Expression): ObjectExpression | undefined => {
  if (expression.kind === "object") return expression;
  return expression.kind === "if"
    ? (statementIn(expression.then) ?? statementIn(expression.otherwise))
    : undefined;
};

/** A page that the statement before refers to is not named again. */
const withoutRepeatedPages = (statements: readonly StatementExpression[]): readonly StatementExpression[] =>
  statements.map((one, position) => {
    const previous = statements[position - 1];
    const page = statementIn(one)?.page;
    return page !== undefined && previous && statementIn(previous)?.page === page ? withoutPage(one) : one;
  });

function withoutPage(statement: StatementExpression): StatementExpression {
  if (statement.kind === "if") return { ...statement, otherwise: withoutPageIn(statement.otherwise) };
  return withoutPageIn(statement) as ObjectExpression;
}

const withoutPageIn = (expression: Expression): Expression =>
  expression.kind === "object"
    ? {
        kind: "object",
        entries: expression.entries,
        ...(expression.comment !== undefined && { comment: expression.comment }),
      }
    : expression;

/**
 * A statement for the members of a set; in a module for others it is left out while the set is empty.
 *
 * @param unless what else leaves it out there @default nothing
 */
export function whereAny(
  open: boolean,
  set: Expression,
  of: ObjectExpression,
  unless?: Expression,
): StatementExpression {
  if (!open) return of;
  const isEmpty = operator(call("length", set), "==", literal(0));
  return leftOutIf(unless === undefined ? isEmpty : operator(isEmpty, "||", unless), of);
}

/** The one way in which a statement is left out: it is null, and a policy document has those that are not. */
export const leftOutIf = (condition: Expression, of: ObjectExpression): Conditional =>
  conditional(condition, literal(null), of);

/** An AWS service, such as `cloudtrail.amazonaws.com`. */
export const servicePrincipal = (service: string): ObjectExpression => object({ Service: literal(service) });

/** AWS principals by ARN or account id: one expression or a list of them. */
export const awsPrincipal = (arns: Expression): ObjectExpression => object({ AWS: arns });

/** The account as a principal: its IAM policies decide which of its users and roles are meant. */
export const accountRoot = (partition: Expression, account: Expression): Expression =>
  text`arn:${partition}:iam::${account}:root`;

function conditionObject(operators: ConditionElement): ObjectExpression {
  return object(
    Object.fromEntries(Object.entries(operators).map(([operator, keys]) => [operator, object(keys)])),
  );
}

function oneOrMany(values: readonly string[]): Expression {
  const literals = values.map((value) => literal(value));
  return literals.length === 1 && literals[0] ? literals[0] : list(...literals);
}
