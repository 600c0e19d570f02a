import type { Input } from "../terraform/blueprint";
import { quote } from "../terraform/quoted-string";
import { valueExpression } from "../terraform/value-expression";
import { align, type Assignment } from "./alignment";
import { printExpression } from "./expression";
import { typeText } from "./type-text";
import { type Validation, validationsOf } from "./validation";

export interface VariableView {
  readonly name: string;
  readonly assignments: readonly Assignment[];
  readonly validations: readonly Validation[];
}

/**
 * A variable, its arguments in the order of HashiCorp's style guide. It is not nullable, for null would stand in for no default
 * at all; but where null is the default, it is.
 */
export const variableView = (input: Input): VariableView => ({
  name: input.name,
  assignments: align([
    { name: "type", value: typeText(input.type, 1) },
    { name: "description", value: quote(input.description) },
    ...(input.default === undefined
      ? []
      : [
          {
            name: "default",
            value: printExpression(valueExpression(input.default), { level: 1, used: 10 }),
          },
        ]),
    ...(input.default === null ? [] : [{ name: "nullable", value: "false" }]),
  ]),
  validations: validationsOf(input),
});
