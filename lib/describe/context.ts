import type { Config } from "../config/config";
import { isRolesAlone } from "../config/roles-alone";
import { accountIdRule, organizationIdRule, regionRule } from "../config/rules";
import type { Block, Check, Input, Local } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { call, input, literal, operator, text } from "../terraform/expression";
import { string } from "../terraform/type";
import { currentOrganization } from "./organization";
import type { OptionalValue, Part } from "./part";
import { inputOf, optionalInputs } from "./part";
import { replicaProviders, replicaRegion } from "./replica-providers";
import type { Scope } from "./scope";
import {
  accountFoundBy,
  accountIdInput,
  callerAccount,
  currentPartition,
  currentRegion,
  isManagedElsewhere,
  isOpen,
  managementAccountInput,
  managementAlias,
  organizationIdInput,
  readsOrganization,
  regionFoundBy,
  withProvider,
} from "./scope";

/**
 * Where the module is applied: what Terraform finds out, and what it must be if the config says so. In a module for
 * others the caller may say so, and the value that is found out is the same, or a check fails.
 */
export function contextPart(config: Config): Part {
  return {
    inputs: [
      ...optionalInputs(isOpen(config), {
        name: "account_id",
        type: string(accountIdRule),
        ...described(config),
        value: config.account,
      }),
      ...inputsOfOrganization(config),
      ...Object.entries(config.accounts).flatMap(([alias, id]) =>
        optionalInputs(isOpen(config), {
          name: accountIdInput(alias),
          description: `Account of the provider aws.${alias}: 12 digits. Terraform creates nothing there if the provider's credentials belong to another account.`,
          otherwise: "the account that the provider is signed in to",
          type: string(accountIdRule),
          value: id,
        }),
      ),
      ...optionalInputs(isOpen(config), {
        name: "region",
        description: `${config.trail === null ? "Region of the key" : "Home Region of the trail"}. Terraform creates nothing if the provider uses another Region.`,
        otherwise: "the provider's Region",
        type: string(regionRule),
        value: config.region,
      }),
    ],
    locals: [{ name: "partition", value: currentPartition }, ...placeLocals(config)],
    blocks: [
      ...["aws_partition", "aws_caller_identity", "aws_region"].map((type) => found(type, null)),
      ...[...Object.keys(config.accounts), ...replicaProviders(config).map(({ alias }) => alias)].flatMap(
        (alias) => ["aws_caller_identity", "aws_region"].map((type) => found(type, alias)),
      ),
    ],
  };
}

/** What Terraform finds out of a place, unless the config says what it must be. */
function placeLocals(config: Config): readonly Local[] {
  const { account, region, accounts } = config;
  if (!isOpen(config)) {
    return [
      ...whereUnknown(account, { name: "account_id", value: callerAccount }),
      ...whereUnknown(region, { name: "region", value: currentRegion }),
    ];
  }
  return [
    {
      ...orFound("account_id", callerAccount),
      comment:
        "Where the caller says nothing, what the providers find. What the caller says is checked against it before anything is created.",
    },
    orFound("region", currentRegion),
    ...Object.keys(accounts).map((alias) => orFound(accountIdInput(alias), accountFoundBy(alias))),
    ...(readsOrganization(config)
      ? [
          orFound(organizationIdInput, currentOrganization("id")),
          orFound(managementAccountInput, currentOrganization("master_account_id")),
        ]
      : []),
  ];
}

/** The caller's value of an input, or else what is found out. */
export const orFound = (name: string, value: Expression): Local => ({
  name,
  value: call("coalesce", input(name), value),
});

/** What `account_id` means. */
function described(config: Config): Pick<OptionalValue, "description" | "otherwise"> {
  const { trail, key } = config;
  if (isRolesAlone(config))
    return {
      description:
        "Account that the roles are created in: 12 digits. Terraform creates nothing if the provider's credentials belong to another account.",
      otherwise: "the provider's account",
    };
  if (trail === null && key.provider !== null)
    return {
      description: "Account whose trails encrypt with the key, if no other is named: 12 digits.",
      otherwise: "the account of the provider without an alias",
    };
  const what =
    trail !== null && isManagedElsewhere(config)
      ? "creates the trail, a delegated administrator"
      : `owns the ${trail === null ? "key" : "trail"}`;
  return {
    description: `Account that ${what}: 12 digits. Terraform creates nothing if the provider's credentials belong to another account.`,
    otherwise: "the provider's account",
  };
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
function inputsOfOrganization(config: Config): readonly Input[] {
  const { organization } = config;
  if (organization === null) return [];
  const { id, managementAccount } = organization;
  return [
    ...organizationInputs(config, {
      name: organizationIdInput,
      description: "ID of the organization whose accounts the trail logs.",
      otherwise: "the organization of the provider's account",
      type: string(organizationIdRule),
      value: id,
    }),
    ...(isManagedElsewhere(config) && managementAccount !== null && managementAlias(config) === undefined
      ? organizationInputs(config, {
          name: managementAccountInput,
          description:
            "The organization's management account: 12 digits. The trail's ARN contains it, whichever account creates the trail.",
          otherwise: "the management account of the organization of the provider's account",
          type: string(accountIdRule),
          value: managementAccount,
        })
      : []),
  ];
}

/** A module for others that does not read the organization must be told. */
function organizationInputs(
  config: Config,
  stated: OptionalValue & { readonly value: string },
): readonly Input[] {
  const { name, description, type, value } = stated;
  if (!isOpen(config)) return [inputOf(name, description, type, value)];
  return readsOrganization(config) ? optionalInputs(true, stated) : [{ name, description, type, value }];
}

const whereUnknown = (value: string | null, local: Local): readonly Local[] =>
  value === null ? [local] : [];

/** What must hold before a provider creates anything: it uses the account and the Region that it is meant for. */
export const placeChecks = (scope: Scope, provider: string | null): readonly Check[] =>
  provider === null ? defaultPlaceChecks(scope) : aliasPlaceChecks(scope, provider);

/**
 * An alias is always meant for one account, and for the Region of the provider without one; or for the Region of a
 * replica, in the account of the key.
 */
function aliasPlaceChecks({ config, region, accountOf, keyAccount }: Scope, alias: string): readonly Check[] {
  const provider = literal(`aws.${alias}`);
  const account = accountFoundBy(alias);
  const own = regionFoundBy(alias);
  const home = config.trail === null ? "Region of this key" : "home Region of this trail";
  const ofReplica = replicaRegion(config, alias);
  const meant = ofReplica === undefined ? accountOf(alias) : keyAccount;
  const isForAccount = mustBe(
    account,
    meant,
    text`The credentials of the provider ${provider} belong to account ${account}, but it is for account ${meant}. Use credentials of that account.`,
  );
  if (ofReplica !== undefined) {
    const replica = literal(ofReplica);
    return [
      isForAccount,
      mustBe(
        own,
        replica,
        text`The provider ${provider} uses Region ${own}, but it is for the key's replica in ${replica}. Set the provider to that Region.`,
      ),
    ];
  }
  return [
    isForAccount,
    mustBe(
      own,
      region,
      text`The provider ${provider} uses Region ${own}, but the ${literal(home)} is ${region}. Set the provider to that Region.`,
    ),
  ];
}

function defaultPlaceChecks({ config, open, account, region }: Scope): readonly Check[] {
  const { trail, key } = config;
  // Without a trail, and with the key elsewhere, roles are all that is created here.
  const it = trail !== null ? "trail" : key.provider === null && key.existing === null ? "key" : "role";
  const home = trail === null ? `the Region of this ${it}` : "the home Region of this trail";
  return [
    ...(config.account === null && !open
      ? []
      : [
          mustBe(
            callerAccount,
            account,
            text`The provider's credentials belong to account ${callerAccount}, but this ${literal(it)} belongs to account ${account}. Use credentials of that account.`,
          ),
        ]),
    // IAM is the same in every Region.
    ...((config.region === null && !open) || isRolesAlone(config)
      ? []
      : [
          mustBe(
            currentRegion,
            region,
            text`The provider uses Region ${currentRegion}, but ${literal(home)} is ${region}. Set the provider to that Region.`,
          ),
        ]),
  ];
}

const mustBe = (actual: Expression, expected: Expression, message: Expression): Check => ({
  condition: operator(actual, "==", expected),
  message,
});
