import type { Output } from "../terraform/blueprint";
import { quote } from "../terraform/quoted-string";
import { align, type Assignment } from "./alignment";
import { addressList } from "./body-view";
import { commentLines } from "./comment";
import { printExpression } from "./expression";

export interface OutputView {
  readonly name: string;
  readonly assignments: readonly Assignment[];
  readonly comment: readonly string[];
  readonly dependsOn: string | null;
}

export const outputView = ({ name, description, value, dependsOn = [], comment }: Output): OutputView => ({
  name,
  assignments: described(description, printExpression(value, { level: 1, used: 8 })),
  comment: commentLines(comment, 2),
  dependsOn: dependsOn.length === 0 ? null : addressList(dependsOn),
});

/** The output of a root that passes on one of a module that it calls. */
export const passedOn = (module: string, { name, description }: Output): OutputView => ({
  name,
  assignments: described(description, `module.${module}.${name}`),
  comment: [],
  dependsOn: null,
});

const described = (description: string, value: string): readonly Assignment[] =>
  align([
    { name: "description", value: quote(description) },
    { name: "value", value },
  ]);
