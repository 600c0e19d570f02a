import type { JsonPath } from "./policy";

/** JSON with another value at a path; undefined leaves out what is there. What is not on the way is shared. */
export function changedAt(json: unknown, [step, ...rest]: JsonPath, value: unknown): unknown {
  if (step === undefined) return value;
  const changed = (inner: unknown): readonly unknown[] => {
    const result = changedAt(inner, rest, value);
    return result === undefined ? [] : [result];
  };
  if (Array.isArray(json)) {
    return json.flatMap((item: unknown, index) => (index === step ? changed(item) : [item]));
  }
  const name = String(step);
  const members = typeof json === "object" && json !== null ? Object.entries(json) : [];
  const known = members.some(([key]) => key === name) ? members : [...members, [name, {}] as const];
  return Object.fromEntries(
    known.flatMap(([key, inner]: readonly [string, unknown]) =>
      (key === name ? changed(inner) : [inner]).map((member) => [key, member]),
    ),
  );
}
