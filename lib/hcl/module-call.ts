import type { Blueprint, Input } from "../terraform/blueprint";
import { canonicalJson } from "../terraform/canonical-json";
import { quote } from "../terraform/quoted-string";
import { valueExpression } from "../terraform/value-expression";
import { align, type Assignment } from "./alignment";
import { printExpression } from "./expression";

/** A `module` block that uses the emitted module. */
export interface ModuleCall {
  readonly label: string;
  readonly source: string;
  readonly assignments: readonly Assignment[];
}

/** The call that a new user adapts: it passes what the config says and the module's defaults do not. */
export const moduleCall = ({ name, inputs }: Blueprint, source: string): ModuleCall => ({
  label: labelOf(name),
  source: quote(source),
  assignments: align(inputs.filter(isPassed).map(assignment)),
});

const isPassed = ({ value, default: fallback }: Input): boolean =>
  fallback === undefined || canonicalJson(fallback) !== canonicalJson(value);

const assignment = ({ name, value }: Input): Assignment => ({
  name,
  value: printExpression(valueExpression(value), { level: 1, used: name.length + 3 }),
});

/** A name as a Terraform identifier in snake case. */
const labelOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase()
    .replace(/^(?![a-z_])/, "_");
