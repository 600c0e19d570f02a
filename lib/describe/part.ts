import type { Argument, Block, Input, Local, Move, NamedPolicy, Output } from "../terraform/blueprint";
import { byBytes } from "../terraform/canonical-json";
import type { JsonValue } from "../terraform/canonical-json";
import type { TextRule } from "../config/value-rule";
import type { Expression } from "../terraform/expression";
import type { Type } from "../terraform/type";
import { setOf } from "../terraform/type";

/** What one part of the description adds to the blueprint. */
export interface Part {
  readonly inputs?: readonly Input[];
  readonly locals?: readonly Local[];
  readonly blocks?: readonly Block[];
  readonly outputs?: readonly Output[];
  readonly policies?: readonly NamedPolicy[];
  readonly moves?: readonly Move[];
  /** Blocks that an earlier config built and that are let go. */
  readonly handedOver?: readonly Block[];
}

export const attribute = (name: string, value: Expression, comment?: string): Argument => ({
  kind: "attribute",
  name,
  value,
  ...(comment === undefined ? {} : { comment }),
});

export const nestedBlock = (name: string, ...args: readonly Argument[]): Argument => ({
  kind: "block",
  name,
  args,
});

/**
 * The input that says who or what is granted something: a set of texts, which has an order of its own and holds
 * nothing twice. A module for others has it empty unless its caller says otherwise; any other has it where the
 * config names somebody.
 */
export function grantInputs(
  open: boolean,
  name: string,
  description: string,
  rule: TextRule,
  values: readonly string[],
  maximum?: number,
): readonly Input[] {
  const value = [...new Set(values)].sort(byBytes);
  const typeOf = (minimum: number): Type => ({
    ...setOf(rule, minimum),
    ...(maximum !== undefined && { maxItems: maximum }),
  });
  if (open)
    return [{ name, description: `${description} Default: none.`, type: typeOf(0), value, default: [] }];
  return value.length === 0 ? [] : [inputOf(name, description, typeOf(1), value)];
}

/** A value that may be left out. */
export interface OptionalValue {
  readonly name: string;
  readonly description: string;
  /** What null stands for in a module for others. */
  readonly otherwise: string;
  readonly type: Type;
  /** `null`: the config does not say. */
  readonly value: string | null;
}

/** Its input: null by default in a module for others; in any other, there where the config has a value. */
export function optionalInputs(
  open: boolean,
  { name, description, otherwise, type, value }: OptionalValue,
): readonly Input[] {
  if (open) return [{ name, description: `${description} null: ${otherwise}.`, type, value, default: null }];
  return value === null ? [] : [inputOf(name, description, type, value)];
}

/** An input whose default is the config's value. */
export const inputOf = (name: string, description: string, type: Type, value: JsonValue): Input => ({
  name,
  description,
  type,
  value,
  default: value,
});
