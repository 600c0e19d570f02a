import type { AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import type { Config } from "../../config/config";
import type { Blueprint } from "../../terraform/blueprint";
import type { Expression } from "../../terraform/expression";
import { configBindings } from "../../terraform/config-bindings";
import type { Bindings } from "../../terraform/reduce";
import { reduce } from "../../terraform/reduce";
import { plainValue } from "../../terraform/value-expression";
import { aliasedProviders } from "../../terraform/used-providers";
import { replicaRegion } from "../../describe/replica-providers";
import { refuse } from "./config-of";
import { localAws } from "./local-aws";
import { unknownAliases } from "./provider-mistakes";
import { terraformText } from "../emitter/expression";

/** How the providers of a stack reach AWS. */
export interface ProviderSettings {
  readonly endpoint: string | undefined;
  /** By alias. */
  readonly awsProviders: Readonly<Record<string, AwsProviderConfig>>;
  /** Of the provider without an alias. */
  readonly awsProvider?: AwsProviderConfig | undefined;
}

/** What a provider is for: its Region, and the only account that it may be signed in to. */
export interface Place {
  readonly region: string | null;
  readonly account: string | null;
}

/** The settings of a provider for a place; what the user sets wins. */
export const providerConfig = (
  { region, account }: Place,
  endpoint: string | undefined,
  settings: AwsProviderConfig = {},
): AwsProviderConfig => ({
  ...(region !== null && { region: terraformText(region) }),
  // A destroy passes every check of the blocks, and not this one.
  ...(account !== null && !judgesAccount(settings) && { allowedAccountIds: [terraformText(account)] }),
  ...(endpoint !== undefined && localAws(endpoint)),
  ...settings,
});

/** Whether settings say themselves which accounts are right, or that the provider is not to find out. */
const judgesAccount = (settings: AwsProviderConfig): boolean =>
  settings.forbiddenAccountIds !== undefined || settings.skipRequestingAccountId === true;

/**
 * A provider for each alias that a blueprint builds with.
 *
 * @throws InvalidConfig where settings are for an account that the config does not name
 */
export function buildAwsProviders(
  stack: TerraformStack,
  blueprint: Blueprint,
  config: Config,
  { endpoint, awsProviders, awsProvider }: ProviderSettings,
): Readonly<Record<string, AwsProvider>> {
  const mistakes = unknownAliases("awsProviders", awsProviders, config);
  if (mistakes.length > 0) refuse(mistakes, stack.node.path);
  const settings = new Map(Object.entries(awsProviders));
  const isOfReplica = (alias: string): boolean => replicaRegion(config, alias) !== undefined;
  const ofKey = elsewhere(config.key.provider === null ? awsProvider : settings.get(config.key.provider));
  const bindings = configBindings(blueprint);
  const known = (expression: Expression | null): string | null =>
    expression === null ? null : knownText(expression, bindings);
  return Object.fromEntries(
    aliasedProviders(blueprint).map(({ alias, account, region }) => {
      const place = { account: known(account), region: known(region) };
      const own = settings.get(alias) ?? (isOfReplica(alias) ? ofKey : undefined);
      const options = providerConfig(place, endpoint, own);
      return [alias, new AwsProvider(stack, `aws_${alias}`, { ...options, alias })];
    }),
  );
}

/** The settings of a provider for another Region. */
const elsewhere = (settings: AwsProviderConfig = {}): AwsProviderConfig =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => name !== "region" && name !== "alias"));

/** A provider is configured before anything is built, so nothing that Terraform finds out can be in it. */
function knownText(expression: Expression, bindings: Bindings): string {
  const value = plainValue(reduce(expression, bindings));
  if (typeof value !== "string") throw new Error("a provider of the blueprint depends on what it builds");
  return value;
}
