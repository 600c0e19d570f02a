import { isList, type JsonValue } from "./canonical-json";

/** The value without the members that are null, as a caller leaves out what may be left out. Elements of lists stay. */
export function withoutNullMembers(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(withoutNullMembers);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, withoutNullMembers(member)]),
  );
}
