import type { Blueprint } from "../../terraform/blueprint";
import type { JsonValue } from "../../terraform/canonical-json";
import type { Expression, Reference } from "../../terraform/expression";
import type { Bindings } from "../../terraform/reduce";
import { reduce } from "../../terraform/reduce";
import { valueExpression } from "../../terraform/value-expression";
import { walk } from "../../terraform/walk";
import type { ExpressionScope } from "./terraform-expression";
import { TerraformExpression } from "./terraform-expression";
import { withSets } from "./sets";
import { escapeTemplate } from "./terraform-text";
import { tokenExpression, withTokens } from "./token-expression";

export interface ExpressionOptions {
  /** A token for a reference; it is built where it was not yet. */
  readonly tokenOf: (reference: Reference) => string;
  /** Whether a text of the config may be a token. A config from a file has none: what looks like one is text. */
  readonly hasTokens: boolean;
  /** Called before what is late is put together, so that the blueprint can be brought up to date. */
  readonly beforeLate?: () => void;
  /** A token for a local that is built as one; the expression of any other stands where the local is named. */
  readonly tokenOfLocal?: (name: string) => string | undefined;
}

export interface ExpressionValues {
  /** What CDKTF's classes take. */
  readonly terraformValue: (expression: Expression) => unknown;
  /** The expression with everything computed that is known when the stack is built. */
  readonly reduced: (expression: Expression) => Expression;
  /** What a local names. */
  readonly localExpression: (name: string) => Expression;
  /** Takes another blueprint in place of the first: what is late is put together from it. */
  readonly rebind: (blueprint: Blueprint, hasTokens: boolean) => void;
}

/**
 * Reduces the expressions of a blueprint to what CDKTF's classes take: inputs are the config's values, locals
 * their expressions. What only Terraform can compute becomes a token.
 */
export function expressionValues(
  blueprint: Blueprint,
  { tokenOf, hasTokens, tokenOfLocal = () => undefined, beforeLate = () => undefined }: ExpressionOptions,
): ExpressionValues {
  let current = bindingsOf(blueprint, hasTokens, tokenOfLocal);
  const reduced = (expression: Expression): Expression => reduce(expression, current.bindings);
  const scope: ExpressionScope = {
    state: () => {
      beforeLate();
      return current;
    },
    reduce: reduced,
    tokenOf,
  };
  const late = (expression: Expression): string => new TerraformExpression(expression, scope).toString();

  const valueFor = (expression: Expression): unknown => {
    switch (expression.kind) {
      case "literal":
        return typeof expression.value === "string" ? escapeTemplate(expression.value) : expression.value;
      case "opaque":
        return expression.value;
      case "list":
        return expression.items.map(valueFor);
      case "object":
        return Object.fromEntries(
          expression.entries.map(({ key, value }) => [valueFor(current.valueOf(key)), valueFor(value)]),
        );
      case "reference":
        return expression.attribute === null ? late(expression) : tokenOf(expression);
      default:
        return late(expression);
    }
  };
  const terraformValue = (expression: Expression): unknown => {
    const value = current.withTokens(reduced(expression));
    for (const part of walk(value)) if (part.kind === "reference") tokenOf(part);
    // A policy is put together when the stack is synthesized: until then statements may be added to it.
    return holdsPolicy(expression, current.locals) ? late(expression) : valueFor(value);
  };
  return {
    terraformValue,
    reduced,
    localExpression: (name) => known(current.locals, name),
    rebind: (other, otherHasTokens) => {
      current = bindingsOf(other, otherHasTokens, tokenOfLocal);
    },
  };
}

interface Current {
  readonly bindings: Bindings;
  readonly locals: ReadonlyMap<string, Expression>;
  readonly valueOf: (value: JsonValue) => Expression;
  /** The expression with the tokens that stand in its texts. */
  readonly withTokens: (expression: Expression) => Expression;
}

function bindingsOf(
  blueprint: Blueprint,
  hasTokens: boolean,
  tokenOfLocal: (name: string) => string | undefined,
): Current {
  const valueOf = hasTokens ? tokenExpression : valueExpression;
  const inputs = new Map(
    blueprint.inputs.map(({ name, type, value }) => [name, withSets(type, valueOf(value))]),
  );
  const locals = new Map(blueprint.locals.map(({ name, value }) => [name, value]));
  const policies = new Map(blueprint.policies.map(({ name, document }) => [name, document]));
  const bindings: Bindings = {
    input: (name) => known(inputs, name),
    local: (name) => {
      const token = tokenOfLocal(name);
      return token === undefined ? known(locals, name) : { kind: "opaque", value: token };
    },
    // Not before it is asked for: until then statements may be added.
    policy: (name) => (hasTokens ? withTokens(known(policies, name)) : known(policies, name)),
    reference: () => undefined,
  };
  return { bindings, locals, valueOf, withTokens: hasTokens ? withTokens : (expression) => expression };
}

/** One text that a user passed, in which every token of CDKTF stays one. */
export function terraformText(text: string): string {
  const expression = tokenExpression(text);
  if (expression.kind === "literal") return escapeTemplate(String(expression.value));
  return expression.kind === "opaque" ? text : new TerraformExpression(expression, noBlueprint).toString();
}

const noBlueprint: ExpressionScope = {
  state: () => noBlueprint,
  reduce: (expression) => expression,
  tokenOf: ({ type }) => {
    throw new Error(`a text of the user's refers to ${type}`);
  },
};

/** Whether an expression is a policy or holds one, be it by a local. */
function holdsPolicy(expression: Expression, locals: ReadonlyMap<string, Expression>): boolean {
  for (const part of walk(expression)) {
    if (part.kind === "policy") return true;
    const named = part.kind === "local" ? locals.get(part.name) : undefined;
    if (named !== undefined && holdsPolicy(named, locals)) return true;
  }
  return false;
}

function known<Value>(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (value === undefined) throw new Error(`the blueprint uses ${name} and does not say what it is`);
  return value;
}
