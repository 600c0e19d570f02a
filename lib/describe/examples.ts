import type { Config } from "../config/config";
import type { Argument, Attribute, Block, Blueprint, Example, Input } from "../terraform/blueprint";
import type { JsonValue } from "../terraform/canonical-json";
import type { Expression } from "../terraform/expression";
import { input } from "../terraform/expression";
import { namesUsed } from "../terraform/names-used";
import { string } from "../terraform/type";
import { withoutNullMembers } from "../terraform/without-null-members";
import { ownNames, valueWithNames } from "./example-names";
import { exampleProviders } from "./example-providers";
import { accountIdInput, callerAccount, isOpen, managementAccountInput, organizationIdInput } from "./scope";

/**
 * The roots that show how the module is called: with what has no default, and with a value for each variable. What is
 * globally unique or differs between environments is a variable of the root.
 */
export const examplesOf = (config: Config, blueprint: Blueprint): readonly Example[] => [
  example(config, blueprint, {
    name: "basic",
    isPinned: !isOpen(config),
    passed: blueprint.inputs.filter((one) => one.default === undefined),
  }),
  example(config, blueprint, {
    name: "complete",
    isPinned: false,
    passed: blueprint.inputs.filter(({ value }) => value !== null),
  }),
];

interface Call {
  readonly name: string;
  /** Whether the providers have the config's accounts and Region, because the call leaves these to the defaults. */
  readonly isPinned: boolean;
  readonly passed: readonly Input[];
}

function example(config: Config, blueprint: Blueprint, { name, isPinned, passed }: Call): Example {
  const varying = varyingInputs(config);
  const names = ownNames(config, name === "complete");
  const args = passed.map(({ name: argument, value }): Attribute => ({
    kind: "attribute",
    name: argument,
    value: varying.has(argument) ? input(argument) : valueWithNames(withoutNullMembers(value), names),
  }));
  const providers = exampleProviders(config, blueprint, {
    isPinned,
    namesAccount: isPinned || name === "complete",
  });
  const used = namesUsed({ locals: [], policies: [] }, [
    ...args.map(({ value }) => value),
    ...providers.flatMap(({ args: settings }) => settings.flatMap(valuesOf)),
  ]);
  return {
    name,
    variables: variablesOf(config, blueprint).filter((one) => used.has(`var.${one.name}`)),
    providers,
    blocks: used.has("data.aws_caller_identity.current") ? [caller] : [],
    args,
  };
}

const valuesOf = (argument: Argument): readonly Expression[] =>
  argument.kind === "attribute" ? [argument.value] : argument.args.flatMap(valuesOf);

const caller: Block = {
  mode: "data",
  type: callerAccount.type,
  name: callerAccount.name,
  file: "main.tf",
  args: [],
};

/** The inputs that no two callers give the same value. */
const varyingInputs = (config: Config): ReadonlySet<string> =>
  new Set([
    "account_id",
    "region",
    organizationIdInput,
    managementAccountInput,
    ...Object.keys(config.accounts).map(accountIdInput),
    "bucket_name",
    "key_arn",
  ]);

/** A variable for each of them, and for what the providers need beside them. Here each has a value, whatever null means there. */
function variablesOf(config: Config, { inputs }: Blueprint): readonly Input[] {
  const { account, accounts, organization, region } = config;
  const identities = [
    ["account_id", "Account that the provider is signed in to: 12 digits.", account] as const,
    ...Object.entries(accounts).map(
      ([alias, id]) =>
        [
          accountIdInput(alias),
          `Account that the provider aws.${alias} is signed in to: 12 digits.`,
          id,
        ] as const,
    ),
    [organizationIdInput, "ID of the organization.", organization?.id ?? null] as const,
    [
      managementAccountInput,
      "The organization's management account: 12 digits.",
      organization?.managementAccount ?? null,
    ] as const,
  ];
  const varying = varyingInputs(config);
  const others = inputs.filter(
    ({ name }) => varying.has(name) && name !== "region" && !identities.some(([own]) => own === name),
  );
  return [
    variable(
      "region",
      region === null
        ? "Region to work in, such as eu-central-1. If null, each provider takes it from the environment."
        : "Region to work in.",
      region,
    ),
    ...identities.map(([name, description, value]) => variable(name, description, value)),
    ...others.map(({ name, description, value }) => variable(name, description, value)),
  ];
}

/** The module that is called judges the value, so the root has no rule for it. */
const variable = (name: string, description: string, value: JsonValue): Input => ({
  name,
  description,
  type: string(),
  value,
  default: value,
});
