import type { Blueprint, Input } from "../terraform/blueprint";
import { align, type Assignment } from "./alignment";
import { printInline } from "./inline";
import { inputExpression } from "./input-value";
import { quote } from "./quoted-string";

/** A `module` block that uses the emitted module. */
export interface ModuleCall {
  readonly label: string;
  readonly source: string;
  readonly assignments: readonly Assignment[];
}

/** The call that a new user adapts: it passes what names something of theirs, with the config's values. */
export const moduleCall = (blueprint: Blueprint, source: string): ModuleCall => ({
  label: labelOf(blueprint.name),
  source: quote(source),
  assignments: align(
    blueprint.inputs.filter(namesSomething).map(({ name, value }) => ({
      name,
      value: printInline(inputExpression(value)),
    })),
  ),
});

/**
 * Whether an input is the name, id or ARN of something of the user's own, which no default can fit: a text
 * that must have a form. Free text, numbers and tags have defaults that fit anybody.
 */
const namesSomething = ({ type, rule }: Input): boolean =>
  type === "string" && rule?.kind === "text" && rule.patterns !== undefined;

/** A name as a Terraform identifier. */
const labelOf = (name: string): string => name.replace(/[^A-Za-z0-9_-]/g, "_").replace(/^(?![A-Za-z_])/, "_");
