import type { Config } from "../config/config";
import { isRolesAlone } from "../config/roles-alone";
import { accountIdRule, organizationIdRule, regionRule } from "../config/rules";
import type { Block, Check, Input, Local } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { input, literal, operator, text } from "../terraform/expression";
import { string } from "../terraform/type";
import type { Part } from "./part";
import { inputOf } from "./part";
import type { Scope } from "./scope";
import {
  accountFoundBy,
  accountIdInput,
  callerAccount,
  currentPartition,
  currentRegion,
  isManagedElsewhere,
  isOpen,
  managementAccountInputOf,
  organizationIdInput,
  regionFoundBy,
  withProvider,
} from "./scope";

/** Where the module is applied: what Terraform finds out, and what it must be if the config says so. */
export function contextPart(config: Config): Part {
  const purpose = config.trail === null ? "key" : "trail";
  return {
    inputs: [
      ...(config.account === null
        ? []
        : [inputOf("account_id", accountDescription(config), string(accountIdRule), config.account)]),
      ...organizationInputs(config),
      ...Object.entries(config.accounts).map(([alias, id]) =>
        inputOf(
          accountIdInput(alias),
          `Account of the provider aws.${alias}: 12 digits. Terraform creates nothing there if the provider's credentials belong to another account.`,
          string(accountIdRule),
          id,
        ),
      ),
      ...(config.region === null
        ? []
        : [
            inputOf(
              "region",
              `${purpose === "trail" ? "Home Region of the trail" : "Region of the key"}. Terraform creates nothing if the provider uses another Region.`,
              string(regionRule),
              config.region,
            ),
          ]),
    ],
    locals: [
      { name: "partition", value: currentPartition },
      ...whereUnknown(config.account, { name: "account_id", value: callerAccount }),
      ...whereUnknown(config.region, { name: "region", value: currentRegion }),
    ],
    blocks: [
      ...["aws_partition", "aws_caller_identity", "aws_region"].map((type) => found(type, null)),
      ...Object.keys(config.accounts).flatMap((alias) =>
        ["aws_caller_identity", "aws_region"].map((type) => found(type, alias)),
      ),
    ],
  };
}

function accountDescription(config: Config): string {
  const { trail, key } = config;
  if (isRolesAlone(config))
    return "Account that the roles are created in: 12 digits. Terraform creates nothing if the provider's credentials belong to another account.";
  if (trail === null && key.provider !== null)
    return "Account whose trails encrypt with the key, if no other is named: 12 digits.";
  const what =
    trail !== null && isManagedElsewhere(config)
      ? "creates the trail, a delegated administrator"
      : `owns the ${trail === null ? "key" : "trail"}`;
  return `Account that ${what}: 12 digits. Terraform creates nothing if the provider's credentials belong to another account.`;
}

const found = (type: string, provider: string | null): Block => ({
  mode: "data",
  type,
  name: provider ?? "current",
  file: "main.tf",
  ...withProvider(provider),
  args: [],
});

/** Whose organization it is, and its management account where no provider is sure to be signed in to it. */
function organizationInputs(config: Config): readonly Input[] {
  const { accounts, organization } = config;
  if (organization === null) return [];
  const { id, managementAccount } = organization;
  const isProviders = Object.values(accounts).includes(managementAccount ?? "");
  return [
    {
      name: organizationIdInput,
      description: "ID of the organization whose accounts the trail logs.",
      type: string(organizationIdRule),
      value: id,
      ...(!isOpen(config) && { default: id }),
    },
    ...(isManagedElsewhere(config) && managementAccount !== null && !isProviders
      ? [
          inputOf(
            managementAccountInputOf(config),
            "The organization's management account: 12 digits. The trail's ARN contains it, whichever account creates the trail.",
            string(accountIdRule),
            managementAccount,
          ),
        ]
      : []),
  ];
}

const whereUnknown = (value: string | null, local: Local): readonly Local[] =>
  value === null ? [local] : [];

/** What must hold before a provider creates anything: it uses the account and the Region that it is meant for. */
export const placeChecks = (scope: Scope, provider: string | null): readonly Check[] =>
  provider === null ? defaultPlaceChecks(scope.config) : aliasPlaceChecks(scope, provider);

/** An alias is always meant for one account, and for the Region of the provider without one. */
function aliasPlaceChecks({ config, region, accountOf }: Scope, alias: string): readonly Check[] {
  const provider = literal(`aws.${alias}`);
  const account = accountFoundBy(alias);
  const own = regionFoundBy(alias);
  const home = config.trail === null ? "Region of this key" : "home Region of this trail";
  return [
    mustBe(
      account,
      accountOf(alias),
      text`The credentials of the provider ${provider} belong to account ${account}, but it is for account ${accountOf(alias)}. Use credentials of that account.`,
    ),
    mustBe(
      own,
      region,
      text`The provider ${provider} uses Region ${own}, but the ${literal(home)} is ${region}. Set the provider to that Region.`,
    ),
  ];
}

function defaultPlaceChecks({ account, region, trail, key }: Config): readonly Check[] {
  // Without a trail, and with the key elsewhere, roles are all that is created here.
  const it = trail !== null ? "trail" : key.provider === null && key.existing === null ? "key" : "role";
  const home = trail === null ? "the Region of this key" : "the home Region of this trail";
  return [
    ...(account === null
      ? []
      : [
          mustBe(
            callerAccount,
            input("account_id"),
            text`The provider's credentials belong to account ${callerAccount}, but this ${literal(it)} belongs to account ${input("account_id")}. Use credentials of that account.`,
          ),
        ]),
    ...(region === null
      ? []
      : [
          mustBe(
            currentRegion,
            input("region"),
            text`The provider uses Region ${currentRegion}, but ${literal(home)} is ${input("region")}. Set the provider to that Region.`,
          ),
        ]),
  ];
}

const mustBe = (actual: Expression, expected: Expression, message: Expression): Check => ({
  condition: operator(actual, "==", expected),
  message,
});
