import type { Input } from "../terraform/blueprint";
import { align, type Assignment } from "./alignment";
import { printExpression } from "./expression";
import { inputExpression } from "./input-value";
import { quote } from "./quoted-string";
import { type Validation, validationsOf } from "./validation";

export interface VariableView {
  readonly name: string;
  readonly assignments: readonly Assignment[];
  readonly validations: readonly Validation[];
}

/** A variable whose default is the config's value. Not nullable: null would stand in for no default at all. */
export const variableView = (input: Input): VariableView => ({
  name: input.name,
  assignments: align([
    { name: "description", value: quote(input.description) },
    { name: "type", value: input.type },
    { name: "default", value: printExpression(inputExpression(input.value), { level: 1, used: 10 }) },
    { name: "nullable", value: "false" },
  ]),
  validations: validationsOf(input),
});
