/** IAM takes one value and a list of one alike, and the values of a list in any order. Statements keep theirs. */
export function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(normal);
    if (items.length === 1) return items[0];
    return items.every((item) => typeof item === "string") ? [...items].sort() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, normal(inner)]));
}

/**
 * A bucket's policy without the root of its own account, who gets nothing by it that IAM does not decide anyway.
 *
 * @param root how the ARN ends: `:111111111111:root`
 */
export function withoutOwner(policy: unknown, root: string): unknown {
  const without = (value: unknown): unknown => {
    if (Array.isArray(value))
      return normal(value.filter((item) => !(typeof item === "string" && item.endsWith(root))).map(without));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, without(inner)]));
  };
  return without(policy);
}
