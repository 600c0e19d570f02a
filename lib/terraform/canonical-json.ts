/** A plain value as JSON has it. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * JSON text as Terraform's `jsonencode` writes it, byte for byte: object keys in the order of their bytes, no
 * spaces, and the characters that are special to HTML or to JavaScript source as escapes. So a policy printed
 * here can be compared with one that Terraform plans.
 * https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
export function canonicalJson(value: JsonValue): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([left], [right]) => byBytes(left, right));
    return `{${entries.map(([key, inner]) => `${scalar(key)}:${canonicalJson(inner)}`).join(",")}}`;
  }
  return scalar(value);
}

/** TypeScript takes no readonly array for one by `Array.isArray`. */
export const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/** Compares two texts by their bytes in UTF-8, as Terraform sorts keys and sets. */
export function byBytes(left: string, right: string): number {
  if (left === right) return 0;
  // Only surrogates have another order in UTF-16.
  if (!surrogate.test(left) && !surrogate.test(right)) return left < right ? -1 : 1;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

const surrogate = /[\uD800-\uDFFF]/;

function scalar(value: string | number | boolean | null): string {
  const json = JSON.stringify(value);
  return special.test(json) ? json.replace(everySpecial, escaped) : json;
}

const special = /[<>&\u2028\u2029]/;

const everySpecial = new RegExp(special, "g");

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
