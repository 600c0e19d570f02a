import type { JsonValue } from "../terraform/canonical-json";
import { canonicalJson } from "../terraform/canonical-json";
import type { JsonObject } from "./needed-statements";

/**
 * Whether a policy has a statement that says the same: the Sid, the order of a list and whether one value stands in a
 * list make no difference.
 */
export function statementsLike(statements: readonly unknown[]): (statement: JsonObject) => boolean {
  const known = new Set(statements.map((statement) => plainText(statement as JsonValue)));
  return (statement) => known.has(plainText(statement));
}

function plainText(statement: JsonValue): string {
  if (typeof statement !== "object" || statement === null || Array.isArray(statement)) return "";
  const others = Object.entries(statement).filter(([element]) => element !== "Sid");
  return canonicalJson(Object.fromEntries(others.map(([element, value]) => [element, plain(value)])));
}

function plain(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map(plain);
    const [only] = items;
    if (items.length === 1 && only !== undefined) return only;
    return [...items].sort((left, right) => (canonicalJson(left) < canonicalJson(right) ? -1 : 1));
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
