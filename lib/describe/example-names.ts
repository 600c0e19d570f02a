import type { Config } from "../config/config";
import { isList, type JsonValue } from "../terraform/canonical-json";
import type { Expression } from "../terraform/expression";
import { input, list, literal } from "../terraform/expression";
import { accountIdInput, callerAccount, organizationIdInput } from "./scope";

/** What an example calls the accounts and the organization that it is applied in, by their IDs in the config. */
export type OwnNames = ReadonlyMap<string, Expression>;

/**
 * Principals of the own account are named by a variable of the example, or, where nothing pins the account, by the
 * caller's identity. So the example fits whichever account its user is signed in to.
 *
 * @param hasVariables whether the example has variables for the account of the default provider and the organization
 */
export function ownNames(config: Config, hasVariables: boolean): OwnNames {
  const { account, accounts, organization } = config;
  const own = account ?? accountOfPrincipals(config);
  return new Map<string, Expression>([
    ...(own === undefined
      ? []
      : [[own, account !== null && hasVariables ? input("account_id") : callerAccount] as const]),
    ...Object.entries(accounts).map(([alias, id]) => [id, input(accountIdInput(alias))] as const),
    ...(organization !== null && hasVariables
      ? [[organization.id, input(organizationIdInput)] as const]
      : []),
  ]);
}

/** The account of those who manage or use a key that is created in an account that the config does not name. */
function accountOfPrincipals({ key, readers }: Config): string | undefined {
  if (key.existing !== null || key.provider !== null) return undefined;
  const arns = readers.flatMap((reader) => (reader.kind === "principal" ? [reader.arn] : []));
  return [...key.administrators, ...arns][0]?.split(":")[4];
}

/** A value of the config, with a reference in the place of each ID that has a name. */
export function valueWithNames(value: JsonValue, names: OwnNames): Expression {
  if (typeof value === "string") return textWithNames(value, names);
  if (typeof value !== "object" || value === null) return literal(value);
  if (isList(value)) return list(...value.map((item) => valueWithNames(item, names)));
  return {
    kind: "object",
    entries: Object.entries(value).map(([key, inner]) => ({ key, value: valueWithNames(inner, names) })),
  };
}

/** An account's or an organization's ID, as a word of its own. */
const id = /(?<![A-Za-z0-9-])([0-9]{12}|o-[a-z0-9]{10,32})(?![A-Za-z0-9-])/;

function textWithNames(text: string, names: OwnNames): Expression {
  const parts = text
    .split(id)
    .filter((part) => part !== "")
    .map((part) => names.get(part) ?? part);
  const [only] = parts;
  if (parts.every((part) => typeof part === "string") || only === undefined) return literal(text);
  return parts.length === 1 && typeof only !== "string" ? only : { kind: "template", parts };
}
