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

/** An input that is a set of texts, with at least one. A set has an order of its own and holds nothing twice. */
export const setInput = (
  name: string,
  description: string,
  rule: TextRule,
  values: readonly string[],
): Input => inputOf(name, description, setOf(rule, 1), [...new Set(values)].sort(byBytes));

/** An input whose default is the config's value. */
export const inputOf = (name: string, description: string, type: Type, value: JsonValue): Input => ({
  name,
  description,
  type,
  value,
  default: value,
});
