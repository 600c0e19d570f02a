import { compileJson } from "../evaluate/evaluate";
import { changedAt } from "../policy/changed-at";
import type { JsonValue } from "../terraform/canonical-json";
import type { JsonObject } from "./needed-statements";
import type { ExpectedRequest } from "../expectations/expectation";
import { isAllowed } from "./decision-on";

/**
 * A statement with no more in its lists (principals, actions, values of a condition) than some requests need,
 * which it allows as it stands.
 */
export function narrowStatement(
  statement: JsonObject,
  requests: readonly ExpectedRequest[],
  owner: string,
): JsonObject {
  const suffices = (candidate: JsonObject): boolean => {
    const policy = compileJson({ Version: "2012-10-17", Statement: [candidate] });
    return requests.every((request) => isAllowed(policy, request, owner));
  };
  return listsIn(statement).reduce((narrowed, path) => {
    const length = listAt(narrowed, path).length;
    // From the end, so that the places before stay as they are.
    return Array.from({ length }, (_, index) => length - 1 - index).reduce((current, index) => {
      if (listAt(current, path).length === 1) return current;
      const without = changedAt(current, [...path, index], undefined) as JsonObject;
      return suffices(without) ? without : current;
    }, narrowed);
  }, statement);
}

type ListPath = readonly string[];

/** The paths of all lists in a statement. */
function listsIn(value: JsonValue, path: ListPath = []): readonly ListPath[] {
  if (Array.isArray(value)) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => listsIn(inner, [...path, key]));
}

const listAt = (statement: JsonObject, path: ListPath): readonly JsonValue[] =>
  path.reduce<JsonValue>(
    (value, key) => (value as JsonObject)[key] ?? null,
    statement,
  ) as readonly JsonValue[];
