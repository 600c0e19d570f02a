import { isUnresolved } from "../policy/interpolation";
import type { LintedStatement, LocatedCondition } from "./linted-policy";
import type { StatementName } from "./found";

/** CloudTrail's service principal, the same in every partition. */

export const isAllow = ({ statement }: LintedStatement): boolean => statement.effect === "Allow";

export const nameOf = ({ statement: { index, sid } }: LintedStatement): StatementName => ({ index, sid });

/** Whether everyone is meant: `*` among AWS principals, or anyone but some. */
export const namesEveryone = ({ statement: { principals }, ...linted }: LintedStatement): boolean =>
  principals?.negated === true || linted.principals.some(({ type, text }) => type === "AWS" && text === "*");

/** Whether a service is named, be it among all services. */
export const namesService = (linted: LintedStatement, service: string): boolean =>
  linted.statement.principals?.negated === false &&
  linted.principals.some(({ type, text }) => type === "Service" && (text === service || text === "*"));

export const isNegated = ({ statement }: LintedStatement, element: "actions" | "resources"): boolean =>
  statement[element]?.negated === true;

/** Whether a statement's actions include one, perhaps by a wildcard or by excepting others. */
export const includesAction = (linted: LintedStatement, action: string): boolean =>
  linted.kmsActions.has(action);

/** Whether a condition fails where its key is absent. */
export const needsKey = ({ operator, values }: LocatedCondition): boolean => {
  if (!operator) return false;
  if (operator.comparison.type === "null") return values.some(({ text }) => text.toLowerCase() === "false");
  return !operator.ifExists && !operator.negated && operator.qualifier !== "ForAllValues";
};

/**
 * Whether a condition narrows who or what a statement is for: it asks for values that not everybody's requests
 * have. `always` says of a key that every request has it, so that asking for it if it exists narrows as well.
 */
export function narrows(condition: LocatedCondition, always: boolean): boolean {
  const { operator, values } = condition;
  if (!operator) return true;
  if (operator.negated || operator.comparison.type === "null") return false;
  if (!always && (operator.ifExists || operator.qualifier === "ForAllValues")) return false;
  return values.every(({ text }) => isUnresolved(text) || !coversEverybody(text));
}

/** `*`, the whole Internet, or an ARN whose account is left open. */
function coversEverybody(text: string): boolean {
  if (/^[*?]*$/.test(text) || text === "0.0.0.0/0" || text === "::/0") return true;
  const [arn, , , , account] = text.split(":");
  return arn === "arn" && account !== undefined && /^[*?]+$/.test(account);
}
