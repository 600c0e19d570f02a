/** What an expression comes to. */
export type HclValue = string | number | boolean | null | readonly HclValue[] | HclObject | Unresolved;

export interface HclObject {
  readonly [key: string]: HclValue;
}

const unresolvedMark = Symbol("unresolved");

/** Something that Terraform would know and we do not, in a normal form: `data.aws_region.current.id`. */
export interface Unresolved {
  readonly [unresolvedMark]: true;
  readonly text: string;
}

export const unresolved = (text: string): Unresolved => ({ [unresolvedMark]: true, text });

export const isUnresolved = (value: HclValue): value is Unresolved =>
  typeof value === "object" && value !== null && unresolvedMark in value;

export const isList = (value: HclValue): value is readonly HclValue[] => Array.isArray(value);

export const isObject = (value: HclValue): value is HclObject =>
  typeof value === "object" && value !== null && !isList(value) && !isUnresolved(value);

/** An operand as it stands in the normal form of an unresolved expression. */
export const operandText = (value: HclValue): string =>
  isUnresolved(value) ? value.text : JSON.stringify(value);

/**
 * A value as JSON text, as Terraform's `jsonencode` writes it: keys in byte order, and five characters escaped
 * for the sake of HTML. What is unresolved stays in place, written by `show`.
 */
export function jsonencode(value: HclValue, show: (text: string) => string): string {
  if (isUnresolved(value)) return encodeText(show(value.text));
  if (typeof value === "string") return encodeText(value);
  if (isList(value)) return `[${value.map((item) => jsonencode(item, show)).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${entries.map(([key, item]) => `${encodeText(key)}:${jsonencode(item, show)}`).join(",")}}`;
}

const encodeText = (text: string): string =>
  JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
