import type { JsonValue } from "../terraform/canonical-json";
import type { JsonPath } from "../policy/policy";
import type { LintedStatement } from "./linted-policy";
import { membersOf } from "./linted-policy";

/** The statement with other values at some of its paths, which are counted from the policy; undefined leaves it out. */
export function changed(
  { json, path }: LintedStatement,
  ...changes: readonly (readonly [at: JsonPath, value: JsonValue | undefined])[]
): JsonValue {
  return changes.reduce<JsonValue>(
    (statement, [at, value]) => put(statement, at.slice(path.length), value),
    asJson(json),
  );
}

function put(json: JsonValue, [step, ...rest]: JsonPath, value: JsonValue | undefined): JsonValue {
  if (step === undefined) return value ?? null;
  if (Array.isArray(json)) {
    const items = json as readonly JsonValue[];
    return items.flatMap((item, index) => {
      if (index !== step) return [item];
      return rest.length === 0 && value === undefined ? [] : [put(item, rest, value)];
    });
  }
  const members = [...membersOf(json)] as readonly (readonly [string, JsonValue])[];
  const known = members.some(([name]) => name === step) ? members : [...members, [String(step), {}] as const];
  return Object.fromEntries(
    known.flatMap(([name, member]) => {
      if (name !== String(step)) return [[name, member]];
      return rest.length === 0 && value === undefined ? [] : [[name, put(member, rest, value)]];
    }),
  );
}

/** A policy has been read from JSON, so its parts are JSON. */
const asJson = (json: unknown): JsonValue => json as JsonValue;
