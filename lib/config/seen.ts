/** A value as far as a problem tells it: as plain data, however large or circular the value is. */
export type Seen = string | number | boolean | null | { readonly kind: string };

export function seen(value: unknown): Seen {
  if (Array.isArray(value)) return { kind: value.length === 0 ? "empty list" : "list" };
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    case "object":
      return value === null ? null : { kind: "section of options" };
    default:
      return { kind: typeof value };
  }
}
