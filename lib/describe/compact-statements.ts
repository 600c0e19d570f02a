import type { Expression, ObjectExpression } from "../terraform/expression";
import { list } from "../terraform/expression";
import type { StatementExpression } from "./statement";

/**
 * The same statements in fewer: those that differ in their actions alone are one, under the Sid of the first. A policy
 * allows what one of its statements allows, so it means the same.
 */
export function compactStatements(
  statements: readonly StatementExpression[],
): readonly StatementExpression[] {
  const groups = new Map<string, StatementExpression[]>();
  for (const statement of statements) {
    const key = JSON.stringify(besideActions(statement));
    groups.set(key, [...(groups.get(key) ?? []), statement]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.filter(({ kind }) => kind === "object") as readonly ObjectExpression[];
    return first === undefined || others.length === 0 ? group : [joined(first, others)];
  });
}

/** What two statements must share to be one. A choice between a statement and none is left alone. */
const besideActions = (statement: StatementExpression): unknown =>
  statement.kind === "object" && statement.entries.some(({ key }) => key === "Action")
    ? statement.entries.filter(({ key }) => key !== "Sid" && key !== "Action")
    : statement;

function joined(first: ObjectExpression, others: readonly ObjectExpression[]): ObjectExpression {
  const all = [first, ...others];
  const comments = all.flatMap(({ comment }) => (comment === undefined ? [] : [comment]));
  const actions = [
    ...new Map(all.flatMap(actionsOf).map((action) => [JSON.stringify(action), action])).values(),
  ];
  return {
    kind: "object",
    entries: first.entries.map((entry) =>
      entry.key === "Action" ? { ...entry, value: list(...actions) } : entry,
    ),
    comment: [...comments, "They share one statement so that the policy stays within its size limit."].join(
      " ",
    ),
    ...(first.page !== undefined && { page: first.page }),
  };
}

function actionsOf({ entries }: ObjectExpression): readonly Expression[] {
  const actions = entries.find(({ key }) => key === "Action")?.value;
  if (actions === undefined) return [];
  return actions.kind === "list" ? actions.items : [actions];
}
