import { isUnresolved } from "../policy/interpolation";
import type { LocatedCondition } from "./linted-policy";

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
  return /^arn:[^:]*:[^:]*:[^:]*:[*?]+(:|$)/.test(text);
}
