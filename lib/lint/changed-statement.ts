import type { JsonValue } from "../terraform/canonical-json";
import { changedAt } from "../policy/changed-at";
import type { JsonPath } from "../policy/policy";
import type { LintedStatement } from "./linted-policy";

/** The statement with other values at some of its paths, which are counted from the policy; undefined leaves it out. */
export const changed = (
  { json, path }: LintedStatement,
  ...changes: readonly (readonly [at: JsonPath, value: JsonValue | undefined])[]
): JsonValue =>
  changes.reduce(
    (statement, [at, value]) => changedAt(statement, at.slice(path.length), value),
    json,
  ) as JsonValue;
