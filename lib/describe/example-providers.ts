import type { Config } from "../config/config";
import type { Argument, Blueprint, ProviderBlock } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { input, list, literal } from "../terraform/expression";
import { usedProviders } from "../terraform/used-providers";
import { awsPages } from "./aws-pages";
import { attribute, nestedBlock } from "./part";
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
  const [explained] = used.filter(({ alias }) => alias !== null);
  return used.map((provider) => {
    const { alias } = provider;
    return alias === null
      ? {
          alias,
          args: [...regionOf(config, isPinned), ...(namesAccount ? accountOf(config, null, isPinned) : [])],
        }
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
