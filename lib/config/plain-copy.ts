/**
 * A copy of objects and lists as plain data, in which every getter has been called once. What it throws is what a
 * getter threw. Other values, such as functions and dates, stay what they are.
 */
export function plainCopy(value: unknown, copies = new Map<object, unknown>()): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    copies.set(value, list);
    for (const item of value as readonly unknown[]) list.push(plainCopy(item, copies));
    return list;
  }
  if (!isPlain(value)) return value;
  const copy = {};
  copies.set(value, copy);
  for (const [name, member] of Object.entries(value)) {
    // An assignment to `__proto__` would set the prototype.
    Object.defineProperty(copy, name, {
      value: plainCopy(member, copies),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}

/** Of another realm's objects too: Object.prototype is the one prototype that has none itself. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
