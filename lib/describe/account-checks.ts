import type { Check } from "../terraform/blueprint";
import { literal, operator, text } from "../terraform/expression";
import type { Scope } from "./scope";

/**
 * A provider that is signed in to the account of another one: where a call passes one provider twice, the log archive would
 * be in the account that it is meant to be apart from.
 */
export function distinctAccountChecks({ config, accountOf }: Scope, alias: string | null): readonly Check[] {
  if (alias === null) return [];
  const aliases = Object.keys(config.accounts);
  const others = [null, ...aliases.slice(0, aliases.indexOf(alias))];
  return [
    {
      option: "accounts",
      condition: others
        .map((other) => operator(accountOf(alias), "!=", accountOf(other)))
        .reduce((all, one) => operator(all, "&&", one)),
      message: text`The provider ${literal(`aws.${alias}`)} is for account ${accountOf(alias)}, and so is another provider. Each must be for an account of its own.`,
    },
  ];
}
