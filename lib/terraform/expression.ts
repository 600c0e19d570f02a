/**
 * A value that an emitted argument, a policy or an output holds, as plain data.
 *
 * HCL prints it, CDKTF binds its inputs and leaves its references as tokens, and {@link resolve} reduces it
 * to a plain value. What a literal holds is always text, never code: only a `reference`, an `input` or a
 * `local` names something that Terraform looks up.
 */
export type Expression =
  | Literal
  | Reference
  | InputReference
  | LocalReference
  | ItemReference
  | Template
  | List
  | ObjectExpression
  | Each
  | Concat
  | Distinct
  | Segment
  | Equals
  | Json;

/** A string, number, boolean or null, as the config holds it. */
export interface Literal {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
}

/** An attribute of a resource or data source, such as `aws_kms_key.this.arn`. */
export interface Reference {
  readonly kind: "reference";
  /** The block's address without `data.`, such as `aws_kms_key.this`. */
  readonly type: string;
  readonly name: string;
  readonly attribute: string;
  readonly data: boolean;
}

/** An input of the module: `var.NAME` in HCL, the config's value in CDKTF. */
export interface InputReference {
  readonly kind: "input";
  readonly name: string;
}

/** A named intermediate value: `local.NAME` in HCL, its expression in CDKTF. */
export interface LocalReference {
  readonly kind: "local";
  readonly name: string;
}

/** The element that the nearest enclosing {@link Each} of that item name is at. */
export interface ItemReference {
  readonly kind: "item";
  readonly name: string;
}

/** Text with expressions in it. Neighbouring strings are literal text. */
export interface Template {
  readonly kind: "template";
  readonly parts: readonly (string | Expression)[];
}

export interface List {
  readonly kind: "list";
  readonly items: readonly Expression[];
}

export interface ObjectExpression {
  readonly kind: "object";
  readonly entries: readonly ObjectEntry[];
  /** Why this object is there; HCL prints it above the object when it stands in a list. */
  readonly comment?: string;
}

export interface ObjectEntry {
  readonly key: string;
  readonly value: Expression;
}

/** A list with one element for each element of another: `[for ITEM in OVER : BODY]`. */
export interface Each {
  readonly kind: "each";
  readonly item: string;
  readonly over: Expression;
  readonly body: Expression;
}

/** Several lists as one, in order. */
export interface Concat {
  readonly kind: "concat";
  readonly lists: readonly Expression[];
}

/** A list without its repetitions, the first of each kept. */
export interface Distinct {
  readonly kind: "distinct";
  readonly list: Expression;
}

/** One part of a text split at a separator, counted from 0: the account of an ARN is segment 4 at ":". */
export interface Segment {
  readonly kind: "segment";
  readonly of: Expression;
  readonly separator: string;
  readonly index: number;
}

/** Whether two texts are the same. Stands in conditions only. */
export interface Equals {
  readonly kind: "equals";
  readonly left: Expression;
  readonly right: Expression;
}

/** A value as JSON text: `jsonencode(VALUE)`. */
export interface Json {
  readonly kind: "json";
  readonly value: Expression;
}

export const literal = (value: Literal["value"]): Literal => ({ kind: "literal", value });

export const attributeOf = (type: string, name: string, attribute: string): Reference => ({
  kind: "reference",
  type,
  name,
  attribute,
  data: false,
});

export const dataAttribute = (type: string, name: string, attribute: string): Reference => ({
  ...attributeOf(type, name, attribute),
  data: true,
});

export const input = (name: string): InputReference => ({ kind: "input", name });

export const local = (name: string): LocalReference => ({ kind: "local", name });

export const item = (name: string): ItemReference => ({ kind: "item", name });

/** A template literal whose holes are expressions: text`arn:${partition}:s3:::${bucket}`. */
export function text(strings: TemplateStringsArray, ...holes: readonly Expression[]): Template {
  const parts = strings.flatMap((string, index) => [string, ...holes.slice(index, index + 1)]);
  return { kind: "template", parts: parts.filter((part) => part !== "") };
}

export const list = (...items: readonly Expression[]): List => ({ kind: "list", items });

export const object = (
  entries: Readonly<Record<string, Expression>>,
  comment?: string,
): ObjectExpression => ({
  kind: "object",
  entries: Object.entries(entries).map(([key, value]) => ({ key, value })),
  ...(comment === undefined ? {} : { comment }),
});

export const each = (name: string, over: Expression, body: (element: ItemReference) => Expression): Each => ({
  kind: "each",
  item: name,
  over,
  body: body(item(name)),
});

export const concat = (...lists: readonly Expression[]): Concat => ({ kind: "concat", lists });

export const distinct = (of: Expression): Distinct => ({ kind: "distinct", list: of });

export const segment = (of: Expression, separator: string, index: number): Segment => ({
  kind: "segment",
  of,
  separator,
  index,
});

export const equals = (left: Expression, right: Expression): Equals => ({ kind: "equals", left, right });

export const json = (value: Expression): Json => ({ kind: "json", value });

/** The address of what a reference names, as Terraform writes it: `data.aws_region.current.id`. */
export function addressOf(reference: Reference): string {
  const prefix = reference.data ? "data." : "";
  return `${prefix}${reference.type}.${reference.name}.${reference.attribute}`;
}
