import type { Config } from "../../config/config";
import type { Expression } from "../../terraform/expression";
import type { AliasedProvider } from "../../terraform/used-providers";
import { nearest } from "../../config/nearest";
import { replicaProviders } from "../../describe/replica-providers";
import { holdsToken } from "../emitter/terraform-text";
import type { PlacedByPath } from "./config-of";

/** The aliases that a config has providers for: its accounts, and the Regions of replicas. */
export const providerNames = (config: Config): readonly string[] => [
  ...Object.keys(config.accounts),
  ...replicaProviders(config).map(({ alias }) => alias),
];

/** The aliases that are given under an option although the config has no account or replica of that name. */
export function unknownAliases(
  option: "providers" | "awsProviders",
  given: Readonly<Record<string, unknown>>,
  config: Config,
): readonly PlacedByPath[] {
  const known = providerNames(config);
  return Object.keys(given)
    .filter((alias) => !known.includes(alias))
    .map((alias) => {
      const meant = known.length === 0 ? undefined : nearest(alias, known);
      const args = { known, ...(meant !== undefined && { meant }) };
      return { path: `${option}.${alias}`, code: "provider-unknown", args };
    });
}

/** The aliases that something is built with and that are not given. */
export const missingAliases = (
  given: Readonly<Record<string, unknown>>,
  aliased: readonly AliasedProvider[],
): readonly PlacedByPath[] =>
  aliased
    .filter(({ alias }) => !Object.hasOwn(given, alias) || given[alias] === undefined)
    .map(({ alias, account, region }) => ({
      path: `providers.${alias}`,
      code: "provider-missing",
      args: { alias, ...written("account", account), ...written("region", region) },
    }));

/** What an expression is, where a person can write it. */
const written = <Name extends string>(
  name: Name,
  expression: Expression | null,
): Partial<Readonly<Record<Name, string>>> =>
  expression?.kind === "literal" && !holdsToken(expression.value)
    ? ({ [name]: String(expression.value) } as Partial<Readonly<Record<Name, string>>>)
    : {};
