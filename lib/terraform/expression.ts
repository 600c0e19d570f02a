import type { FunctionName } from "./functions";

/**
 * A value that an emitted argument, a policy or an output holds, as plain data.
 *
 * HCL prints it, CDKTF binds its inputs and leaves its references as tokens, and {@link resolve} reduces it
 * to a plain value. What a literal holds is always text, never code: only a `reference`, an `input` or a
 * `local` names something that Terraform looks up.
 */
export type Expression =
  | Literal
  | Opaque
  | Reference
  | InputReference
  | LocalReference
  | ItemReference
  | PolicyReference
  | Template
  | List
  | ObjectExpression
  | Each
  | Conditional
  | Operation
  | Member
  | Index
  | Call;

/** A string, number, boolean or null, as the config holds it. */
export interface Literal {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
}

/** A value that only the emitter understands, such as a token of CDKTF. `describe` makes none. */
export interface Opaque {
  readonly kind: "opaque";
  readonly value: unknown;
}

/** An attribute of a resource or data source, such as `aws_kms_key.this.arn`; without one, the block itself. */
export interface Reference {
  readonly kind: "reference";
  /** The block's type, without `data.`: `aws_kms_key`. */
  readonly type: string;
  readonly name: string;
  /** `null`: the block itself, which with `for_each` is a map of its instances. */
  readonly attribute: string | null;
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

/** The element that the nearest enclosing {@link Each} of that item name is at; `each` is the instance of a block. */
export interface ItemReference {
  readonly kind: "item";
  readonly name: string;
}

/** The document of a policy of the blueprint, which is stated once, in its `policies`. */
export interface PolicyReference {
  readonly kind: "policy";
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
  /** The address of a page that the comment refers to. */
  readonly page?: string;
}

export interface ObjectEntry {
  readonly key: string;
  readonly value: Expression;
}

/**
 * A list with one element for each element of another, `[for ITEM in OVER : BODY if WHERE]`; or, with `key`, an
 * object with one member for each of another: `{ for KEY, ITEM in OVER : KEY => BODY if WHERE }`.
 */
export interface Each {
  readonly kind: "each";
  readonly item: string;
  /** Names the key of the member that `item` is the value of. Absent: the result is a list. */
  readonly key?: string;
  readonly over: Expression;
  readonly body: Expression;
  /** What must hold of an element for it to count. Absent: each counts. */
  readonly where?: Expression;
}

/**
 * One of two values. The condition depends on inputs alone; where it is not known, neither value is chosen. `then`
 * is short: HCL prints it on one line.
 */
export interface Conditional {
  readonly kind: "if";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export type Operator = "==" | "!=" | "&&" | "||" | "<" | "<=" | "*" | "/";

export interface Operation {
  readonly kind: "operator";
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

/** A member of an object by its name: `OF.NAME`. */
export interface Member {
  readonly kind: "member";
  readonly of: Expression;
  readonly name: string;
}

/** An element of a list by its position from 0, or a member of a map by its key: `OF[KEY]`. */
export interface Index {
  readonly kind: "index";
  readonly of: Expression;
  readonly key: string | number;
}

/** A call of one of Terraform's functions. */
export interface Call {
  readonly kind: "call";
  readonly function: FunctionName;
  readonly args: readonly Expression[];
}

export const literal = (value: Literal["value"]): Literal => ({ kind: "literal", value });

export const attributeOf = (type: string, name: string, attribute: string | null): Reference => ({
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

export const policy = (name: string): PolicyReference => ({ kind: "policy", name });

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

/** The elements for which a condition holds: `[for ITEM in OVER : ITEM if WHERE]`. */
export const filtered = (
  name: string,
  over: Expression,
  where: (element: ItemReference) => Expression,
): Each => ({ ...each(name, over, (element) => element), where: where(item(name)) });

/** Those of the items that are not null: `[for ITEM in [ITEMS] : ITEM if ITEM != null]`. */
export const withoutNulls = (name: string, items: readonly Expression[]): Each => ({
  ...each(name, list(...items), (element) => element),
  where: operator(item(name), "!=", literal(null)),
});

export const conditional = (condition: Expression, then: Expression, otherwise: Expression): Conditional => ({
  kind: "if",
  condition,
  then,
  otherwise,
});

export const operator = (left: Expression, operator: Operator, right: Expression): Operation => ({
  kind: "operator",
  operator,
  left,
  right,
});

export const member = (of: Expression, name: string): Member => ({ kind: "member", of, name });

export const index = (of: Expression, key: string | number): Index => ({ kind: "index", of, key });

export const call = (name: FunctionName, ...args: readonly Expression[]): Call => ({
  kind: "call",
  function: name,
  args,
});

/** A value as JSON text. */
export const json = (value: Expression): Call => call("jsonencode", value);

/**
 * The size of a text in bytes of UTF-8. Terraform's `length` counts characters; Base64 has four for three bytes, and
 * then some "=" to fill up.
 */
export const textBytes = (of: Expression): Call => {
  const encoded = call("replace", call("base64encode", of), literal("="), literal(""));
  return call("floor", operator(operator(call("length", encoded), "*", literal(3)), "/", literal(4)));
};

/** The partition of an ARN. */
export const partitionOfArn = (arn: Expression): Index => partOfArn(arn, 1);

/** The Region of an ARN. */
export const regionOfArn = (arn: Expression): Index => partOfArn(arn, 3);

/** The account of an ARN. */
export const accountOfArn = (arn: Expression): Index => partOfArn(arn, 4);

/** What follows the account in an ARN: `role/Auditor`. */
export const resourceOfArn = (arn: Expression): Index => partOfArn(arn, 5);

const partOfArn = (arn: Expression, position: number): Index =>
  index(call("split", literal(":"), arn), position);

/** The address of what a reference names, as Terraform writes it: `data.aws_region.current.id`. */
export function addressOf(reference: Reference): string {
  const attribute = reference.attribute === null ? "" : `.${reference.attribute}`;
  return `${blockOf(reference)}${attribute}`;
}

/** The address of the block that a reference names: `data.aws_region.current`. */
export const blockOf = ({ data, type, name }: Pick<Reference, "data" | "type" | "name">): string =>
  `${data ? "data." : ""}${type}.${name}`;
