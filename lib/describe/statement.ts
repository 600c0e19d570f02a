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
  return object(
    {
      Sid: literal(parts.sid),
      Effect: literal(parts.effect ?? "Allow"),
      ...(parts.principal && { Principal: parts.principal }),
      Action: oneOrMany(parts.actions),
      ...(parts.resource !== null && { Resource: parts.resource ?? literal("*") }),
      ...(parts.condition && { Condition: conditionObject(parts.condition) }),
    },
    parts.comment,
  );
}

/** A statement, or null where it is left out. */
export type StatementExpression = ObjectExpression | Conditional;

/** A policy document of the current policy language version. */
export const policyDocument = (statements: readonly StatementExpression[]): ObjectExpression =>
  object({
    Version: literal("2012-10-17"),
    Statement: statements.some(({ kind }) => kind === "if")
      ? withoutNulls("statement", statements)
      : list(...statements),
  });

/** A statement for the members of a set; in a module for others it is left out while the set is empty. */
export const whereAny = (open: boolean, set: Expression, of: ObjectExpression): StatementExpression =>
  open ? conditional(operator(call("length", set), "==", literal(0)), literal(null), of) : of;

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
