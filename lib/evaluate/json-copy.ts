/** How deep a policy's JSON is read: a value of a condition is the sixth level. What is deeper is told by its type alone. */
const deepest = 6;

/** How many values are copied at most. A policy of 32 KB, which is KMS's limit, has fewer. */
const most = 20_000;

/** A copy of a policy's JSON as deep as it is read, or undefined where it is too large to be worth it. */
export function copyOfJson(json: unknown): unknown {
  let count = 0;
  const copied = (value: unknown, depth: number): unknown => {
    if (++count > most || typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      return depth === deepest ? [] : Array.from(value, (item: unknown) => copied(item, depth + 1));
    }
    const members = depth === deepest ? [] : Object.entries(value);
    return Object.fromEntries(members.map(([key, member]) => [key, copied(member, depth + 1)]));
  };
  const copy = copied(json, 0);
  return count > most ? undefined : copy;
}

/** Whether a policy's JSON still is as it was when it was copied. */
export function isLike(json: unknown, copy: unknown, depth = 0): boolean {
  if (typeof json !== "object" || json === null || typeof copy !== "object" || copy === null) {
    return Object.is(json, copy);
  }
  if (Array.isArray(json) !== Array.isArray(copy)) return false;
  if (depth === deepest) return true;
  if (Array.isArray(json) && Array.isArray(copy)) {
    return json.length === copy.length && copy.every((item, index) => isLike(json[index], item, depth + 1));
  }
  const keys = Object.keys(json);
  const copiedKeys = Object.keys(copy);
  return (
    keys.length === copiedKeys.length &&
    keys.every(
      (key, index) =>
        key === copiedKeys[index] && isLike(memberOf(json, key), memberOf(copy, key), depth + 1),
    )
  );
}

const memberOf = (json: object, key: string): unknown => (json as Readonly<Record<string, unknown>>)[key];
