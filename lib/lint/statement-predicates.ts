import type { LintedStatement } from "./linted-policy";
import type { StatementName } from "../policy/statement-name";

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
