import type { Call, Each, Expression, Literal, Operation, Reference, Template } from "./expression";
import { literal } from "./expression";
import { functions } from "./functions";
import { plainValue, valueExpression } from "./value-expression";
import { byBytes, canonicalJson } from "./canonical-json";

/** What the names in an expression stand for; undefined where that is not known. */
export interface Bindings {
  readonly input: (name: string) => Expression | undefined;
  /** The expression that a local names. */
  readonly local: (name: string) => Expression | undefined;
  /** The document of a policy. */
  readonly policy: (name: string) => Expression | undefined;
  readonly reference: (reference: Reference) => Expression | undefined;
}

/** For an expression that names nothing. */
export const noBindings: Bindings = {
  input: () => undefined,
  local: () => undefined,
  policy: () => undefined,
  reference: () => undefined,
};

type Items = ReadonlyMap<string, Expression>;

/**
 * The same value with everything computed that is known. What is not known stays an expression: a reference
 * that nothing binds, a choice whose condition is not known, a function of such.
 */
export function reduce(expression: Expression, bindings: Bindings, items: Items = new Map()): Expression {
  const inner = (part: Expression): Expression => reduce(part, bindings, items);
  const bound = (value: Expression | undefined): Expression =>
    value === undefined ? expression : reduce(value, bindings);
  switch (expression.kind) {
    case "literal":
    case "opaque":
      return expression;
    case "reference":
      return bindings.reference(expression) ?? expression;
    case "input":
      return bindings.input(expression.name) ?? expression;
    case "local":
      return bound(bindings.local(expression.name));
    case "policy":
      return bound(bindings.policy(expression.name));
    case "item":
      return items.get(expression.name) ?? expression;
    case "template":
      return joined(expression.parts.map((part) => (typeof part === "string" ? part : inner(part))));
    case "list":
      return { ...expression, items: expression.items.map(inner) };
    case "object":
      return {
        ...expression,
        entries: expression.entries.map(({ key, value }) => ({ key, value: inner(value) })),
      };
    case "each":
      return reduceEach(expression, bindings, items);
    case "if": {
      const condition = inner(expression.condition);
      const known = condition.kind === "literal" ? condition.value : undefined;
      if (typeof known === "boolean") return inner(known ? expression.then : expression.otherwise);
      return {
        ...expression,
        condition,
        then: inner(expression.then),
        otherwise: inner(expression.otherwise),
      };
    }
    case "operator":
      return operated({ ...expression, left: inner(expression.left), right: inner(expression.right) });
    case "member": {
      const of = inner(expression.of);
      return memberOf(of, expression.name) ?? { ...expression, of };
    }
    case "index": {
      const of = inner(expression.of);
      const element = typeof expression.key === "number" ? elementOf(of, expression.key) : undefined;
      return element ?? memberOf(of, String(expression.key)) ?? { ...expression, of };
    }
    case "call":
      return called({ ...expression, args: expression.args.map(inner) });
  }
}

const memberOf = (of: Expression, name: string): Expression | undefined =>
  of.kind === "object" ? of.entries.find(({ key }) => key === name)?.value : undefined;

const elementOf = (of: Expression, position: number): Expression | undefined =>
  of.kind === "list" ? of.items[position] : undefined;

/** Neighbouring texts as one, and templates inside unfolded. */
export function joined(parts: Template["parts"]): Expression {
  const merged: (string | Expression)[] = [];
  const add = (part: string | Expression): void => {
    const last = merged.at(-1);
    if (typeof part !== "string") merged.push(part);
    else if (typeof last === "string") merged[merged.length - 1] = last + part;
    else if (part !== "") merged.push(part);
  };
  for (const part of parts) {
    if (typeof part === "string") add(part);
    else if (part.kind === "template") part.parts.forEach(add);
    else if (part.kind === "literal") add(String(part.value));
    else add(part);
  }
  const [first = "", ...others] = merged;
  if (others.length > 0) return { kind: "template", parts: merged };
  return typeof first === "string" ? literal(first) : first;
}

function reduceEach(expression: Each, bindings: Bindings, items: Items): Expression {
  const over = reduce(expression.over, bindings, items);
  const elements = elementsOf(over);
  if (elements === undefined) return unresolvedEach({ ...expression, over }, bindings, items);
  const kept: { readonly key: string; readonly value: Expression }[] = [];
  for (const { key, value } of elements) {
    const here = new Map([
      ...items,
      [expression.item, value],
      ...(expression.key === undefined ? [] : [[expression.key, literal(key)] as const]),
    ]);
    const where = expression.where ? reduce(expression.where, bindings, here) : literal(true);
    if (where.kind !== "literal") return unresolvedEach({ ...expression, over }, bindings, items);
    if (where.value === true) kept.push({ key, value: reduce(expression.body, bindings, here) });
  }
  return expression.key === undefined
    ? { kind: "list", items: kept.map(({ value }) => value) }
    : { kind: "object", entries: kept };
}

/** The elements of a list, or the members of a map in the order of their keys. */
function elementsOf(
  over: Expression,
): readonly { readonly key: string; readonly value: Expression }[] | undefined {
  if (over.kind === "list") return over.items.map((value, position) => ({ key: String(position), value }));
  if (over.kind !== "object") return undefined;
  return [...over.entries].sort((left, right) => byBytes(left.key, right.key));
}

function unresolvedEach(expression: Each, bindings: Bindings, items: Items): Each {
  const outer = new Map([...items].filter(([name]) => name !== expression.item && name !== expression.key));
  return {
    ...expression,
    body: reduce(expression.body, bindings, outer),
    ...(expression.where && { where: reduce(expression.where, bindings, outer) }),
  };
}

function operated(operation: Operation): Expression {
  const { operator, left, right } = operation;
  if (operator === "&&" || operator === "||") {
    const decides = operator === "||";
    const [known, other] = left.kind === "literal" ? [left, right] : [right, left];
    if (known.kind !== "literal") return operation;
    return known.value === decides ? literal(decides) : other;
  }
  if (operator !== "==" && operator !== "!=") return calculated(operation, operator);
  const same = areSame(left, right);
  return same === undefined ? operation : literal(same === (operator === "=="));
}

function calculated(operation: Operation, operator: "<" | "<=" | "*" | "/"): Expression {
  const [left, right] = [operation.left, operation.right].map(numberOf);
  if (left === undefined || right === undefined) return operation;
  return literal({ "<": left < right, "<=": left <= right, "*": left * right, "/": left / right }[operator]);
}

const numberOf = (expression: Expression): number | undefined =>
  expression.kind === "literal" && typeof expression.value === "number" ? expression.value : undefined;

/** Undefined where it is not known. A list, an object or a text is never null, whatever it holds. */
function areSame(left: Expression, right: Expression): boolean | undefined {
  const [one, other] = [plainValue(left), plainValue(right)];
  if (one !== undefined && other !== undefined) return canonicalJson(one) === canonicalJson(other);
  const isSomething = ({ kind }: Expression): boolean =>
    kind === "list" || kind === "object" || kind === "template";
  return (one === null && isSomething(right)) || (other === null && isSomething(left)) ? false : undefined;
}

/** A function of known values; a length is known where the elements need not be. */
function called(expression: Call): Expression {
  const [decodes] = expression.args;
  if (expression.function === "jsondecode" && decodes?.kind === "literal") return decodedOf(decodes);
  const values = expression.args.map(plainValue);
  if (values.every((value) => value !== undefined)) {
    return valueExpression(functions[expression.function](...values));
  }
  const [first] = expression.args;
  if (expression.function === "try") return tried(expression);
  if (expression.function === "length" && first?.kind === "list") return literal(first.items.length);
  if (expression.function === "coalesce") return firstGiven(expression);
  return expression.function === "concat" ? concatenated(expression) : expression;
}

/** By the literal, which nothing changes: a module's tests ask one policy many questions. */
const decoded = new WeakMap<Expression, Expression>();

function decodedOf(text: Literal): Expression {
  const known = decoded.get(text);
  if (known !== undefined) return known;
  const value = valueExpression(functions.jsondecode(text.value));
  decoded.set(text, value);
  return value;
}

/** What is known to be null or empty is passed over; what is known not to be is the value. */
function firstGiven({ args, ...call }: Call): Expression {
  const left = args.filter((arg) => !(arg.kind === "literal" && (arg.value === null || arg.value === "")));
  const [first] = left;
  return first !== undefined && (left.length === 1 || first.kind === "literal")
    ? first
    : { ...call, args: left };
}

/** One list where each of them is one, whatever is known of their elements. */
function concatenated(expression: Call): Expression {
  const lists = expression.args.map((arg) => (arg.kind === "list" ? arg.items : undefined));
  return lists.every((items) => items !== undefined) ? { kind: "list", items: lists.flat() } : expression;
}

/** The first that does not fail. What is not known might. */
function tried(expression: Call): Expression {
  const first = expression.args.find((arg) => !fails(arg));
  return first !== undefined && plainValue(first) !== undefined ? first : expression;
}

/** A member of something known that has no such member. */
const fails = (expression: Expression): boolean =>
  (expression.kind === "member" || expression.kind === "index") &&
  (plainValue(expression.of) !== undefined || fails(expression.of));
