import type { Attribute, Blueprint, Input } from "../terraform/blueprint";
import { canonicalJson } from "../terraform/canonical-json";
import { quote } from "../terraform/quoted-string";
import { aliasedProviders, providerAddress } from "../terraform/used-providers";
import { valueExpression } from "../terraform/value-expression";
import { withoutNullMembers } from "../terraform/without-null-members";
import { align, type Assignment } from "./alignment";
import { printExpression } from "./expression";

/** A `module` block that uses the emitted module. */
export interface ModuleCall {
  readonly label: string;
  readonly source: string;
  /** The root's providers by the module's names for them. Empty: the module takes the default one, which it inherits. */
  readonly providers: readonly Assignment[];
  readonly assignments: readonly Assignment[];
}

/** A call of the module. Without `args` it passes what the config says and the module's defaults do not. */
export const moduleCall = (
  blueprint: Blueprint,
  source: string,
  args: readonly Attribute[] = blueprint.inputs.filter(isPassed).map(configsValue),
): ModuleCall => ({
  label: moduleLabel(blueprint.name),
  source: quote(source),
  providers: providersPassed(blueprint),
  assignments: align(args.map(assignment)),
});

/** A call that passes any provider must pass the default one too. */
function providersPassed(blueprint: Blueprint): readonly Assignment[] {
  const aliases = aliasedProviders(blueprint).map(({ alias }) => alias);
  if (aliases.length === 0) return [];
  const names = [null, ...aliases].map(providerAddress);
  return align(names.map((name) => ({ name, value: name })));
}

const isPassed = ({ value, default: fallback }: Input): boolean =>
  fallback === undefined || canonicalJson(fallback) !== canonicalJson(value);

const configsValue = ({ name, value }: Input): Attribute => ({
  kind: "attribute",
  name,
  value: valueExpression(withoutNullMembers(value)),
});

const assignment = ({ name, value }: Attribute): Assignment => ({
  name,
  value: printExpression(value, { level: 1, used: name.length + 3 }),
});

/** The name of a module's call: its own as a Terraform identifier in snake case. */
export const moduleLabel = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase()
    .replace(/^(?![a-z_])/, "_");
