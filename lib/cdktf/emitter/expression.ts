import type { IResolvable, IResolveContext } from "cdktf";
import { Fn, Op, Token } from "cdktf";
import type { Expression, Reference } from "../../terraform/expression";
import type { Bindings, JsonValue, ValueFunctions } from "../../terraform/resolve";
import { asText, plainFunctions, resolve } from "../../terraform/resolve";
import type { Blueprint } from "../../terraform/blueprint";
import { holdsToken, surelyDiffer, terraformOperand, terraformText } from "./terraform-text";

/**
 * Reduces the expressions of a blueprint to what CDKTF takes: inputs are the config's values, locals their
 * expressions, and a reference the token that `tokenOf` gives.
 */
export function expressionValues(
  blueprint: Blueprint,
  tokenOf: (reference: Reference) => string,
): (expression: Expression) => JsonValue {
  const inputs = new Map<string, JsonValue>(blueprint.inputs.map(({ name, value }) => [name, value]));
  const locals = new Map(blueprint.locals.map(({ name, value }) => [name, value]));
  const bindings: Bindings = {
    input: (name) => known(inputs, name),
    local: (name) => known(locals, name),
    reference: tokenOf,
    functions: tokenFunctions(),
  };
  return (expression) => escaped(resolve(expression, bindings));
}

/** Computes with known values itself, and has Terraform compute where a token is among them. */
function tokenFunctions(): ValueFunctions {
  const lists = new Set<string>();
  return {
    segment: (text, separator, index) =>
      holdsToken(text)
        ? Token.asString(Fn.element(Fn.split(separator, terraformOperand(text)), index))
        : plainFunctions.segment(text, separator, index),
    distinct: (list) => {
      const different = [...new Set(list)];
      if (everyPair(different, (left, right) => surelyDiffer(asText(left), asText(right)))) return different;
      const token = Token.asString(new DistinctList(different.map((item) => terraformOperand(asText(item)))));
      lists.add(token);
      return token;
    },
    equals: (left, right) =>
      holdsToken(left) || holdsToken(right)
        ? Token.asString(Op.eq(operand(left), operand(right)))
        : plainFunctions.equals(left, right),
    json: (value) =>
      [...lists].reduce(
        (text, token) => text.replaceAll(JSON.stringify(token), () => token),
        plainFunctions.json(value),
      ),
  };
}

const operand = (value: JsonValue): unknown => (typeof value === "string" ? terraformText(value) : value);

const everyPair = <Item>(items: readonly Item[], holds: (left: Item, right: Item) => boolean): boolean =>
  items.every((item, index) => items.slice(index + 1).every((other) => holds(item, other)));

/**
 * A list that holds each value once, as a part of JSON text. Two tokens may turn out to be the same value, which
 * Terraform alone can see.
 */
class DistinctList implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly items: readonly string[]) {}

  resolve(context: IResolveContext): unknown {
    return context.resolve(Fn.jsonencode(Fn.distinct([...this.items])));
  }

  toString(): string {
    return Token.asString(this);
  }
}

/** The same value with every text as {@link terraformText}, the keys of maps too. */
function escaped(value: JsonValue): JsonValue {
  if (typeof value === "string") return terraformText(value);
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(escaped);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [terraformText(key), escaped(inner)]),
  );
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

function known<Value>(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (value === undefined) throw new Error(`the blueprint uses ${name} and does not say what it is`);
  return value;
}
