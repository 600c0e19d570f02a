import type { Config } from "../config/config";
import type { Argument, Blueprint, ProviderBlock } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { input, list, literal } from "../terraform/expression";
import { usedProviders } from "../terraform/used-providers";
import { awsPages } from "./aws-pages";
import { attribute, nestedBlock } from "./part";
import { replicaRegion } from "./replica-providers";
import { accountIdInput } from "./scope";

interface Pins {
  /** Whether the providers have the config's accounts and Region, because the call leaves these to the defaults. */
  readonly isPinned: boolean;
  /** Whether the provider without an alias says which account it is for. */
  readonly namesAccount: boolean;
}

/** The providers of an example, each for the account and the Region that the module is called with. */
export const exampleProviders = (
  config: Config,
  blueprint: Blueprint,
  { isPinned, namesAccount }: Pins,
): readonly ProviderBlock[] => {
  const used = usedProviders(blueprint);
  const [explained] = used.filter(
    ({ alias }) => alias !== null && replicaRegion(config, alias) === undefined,
  );
  return used.map((provider) => {
    const { alias } = provider;
    if (alias === null) {
      return {
        alias,
        args: [...regionOf(config, isPinned), ...(namesAccount ? accountOf(config, null, isPinned) : [])],
      };
    }
    const region = replicaRegion(config, alias);
    return region !== undefined
      ? ofReplica(config, { alias, region }, { isPinned, namesAccount })
      : { ...aliased(config, alias, isPinned), comment: provider === explained ? roleComment : likewise };
  });
};

const roleComment = `Signs in by the role that AWS Organizations creates in a new account. Replace it if Terraform has a role of its own there. ${awsPages.accountAccessRole}`;
const likewise = "Signs in the same way, in another account.";

const regionOf = ({ region }: Config, isPinned: boolean): readonly Argument[] => [
  attribute("region", isPinned && region !== null ? literal(region) : input("region")),
];

const accountOf = (config: Config, alias: string | null, isPinned: boolean): readonly Argument[] => {
  const account = accountExpression(config, alias, isPinned);
  return account === undefined ? [] : [attribute("allowed_account_ids", list(account))];
};

function accountExpression(config: Config, alias: string | null, isPinned: boolean): Expression | undefined {
  const id = alias === null ? config.account : config.accounts[alias];
  if (id === null || id === undefined) return undefined;
  if (isPinned) return literal(id);
  return input(alias === null ? "account_id" : accountIdInput(alias));
}

const roleOfOrganizations = "OrganizationAccountAccessRole";

/** The provider of a replica's Region signs in as that of the key does. */
function ofReplica(
  config: Config,
  { alias, region }: { readonly alias: string; readonly region: string },
  { isPinned, namesAccount }: Pins,
): ProviderBlock {
  const { provider } = config.key;
  const args =
    provider === null
      ? namesAccount
        ? accountOf(config, null, isPinned)
        : []
      : aliased(config, provider, isPinned).args.filter(({ name }) => name !== "region");
  return {
    alias,
    args: [attribute("region", literal(region)), ...args],
    comment: "For the replica of the key in this Region, in the key's account.",
  };
}

function aliased(config: Config, alias: string, isPinned: boolean): ProviderBlock {
  const account = accountExpression(config, alias, isPinned) ?? literal("");
  const [before, after] = [`arn:${config.partition ?? "aws"}:iam::`, `:role/${roleOfOrganizations}`];
  const arn: Expression =
    account.kind === "literal"
      ? literal(`${before}${String(account.value)}${after}`)
      : { kind: "template", parts: [before, account, after] };
  return {
    alias,
    args: [
      ...regionOf(config, isPinned),
      ...accountOf(config, alias, isPinned),
      nestedBlock("assume_role", attribute("role_arn", arn)),
    ],
  };
}
