import type { Argument, Block, Input, Local, NamedPolicy, Output } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";

/** What one part of the description adds to the blueprint. */
export interface Part {
  readonly inputs?: readonly Input[];
  readonly locals?: readonly Local[];
  readonly data?: readonly Block[];
  readonly resources?: readonly Block[];
  readonly outputs?: readonly Output[];
  readonly policies?: readonly NamedPolicy[];
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
