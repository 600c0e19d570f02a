import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { local } from "../../terraform/expression";
import type { Config } from "../../config/config";
import type { Expression } from "../../terraform/expression";
import { standsForToken } from "../emitter/terraform-text";
import type { ReaderOption } from "./composed";

/** What of a construct of ours counts where it uses another one's key. */
interface KeyUser extends IConstruct {
  readonly config: Config;
  readonly provider: unknown;
  readonly readerRoles: readonly { readonly name: string; readonly arn: string }[];
  terraformValue(expression: Expression): unknown;
}

/** The ARN of a trail, made of its parts: a reference to the trail would wait for the policies that it waits for. */
export const trailArnOf = (trail: Pick<KeyUser, "terraformValue">): string =>
  String(trail.terraformValue(local("trail_arn")));

export const areInOneStack = (one: IConstruct, other: IConstruct): boolean =>
  TerraformStack.of(one) === TerraformStack.of(other);

export const holdsAnyToken = (value: unknown): boolean =>
  typeof value === "string"
    ? standsForToken(value)
    : typeof value === "object" && value !== null && Object.values(value).some(holdsAnyToken);

/** Whether the policy of a key that is made alone lets in every trail of an account, and the trail is of that account. */
export function letsInAlready(key: KeyUser, trail: KeyUser): boolean {
  if (key.config.trail !== null || key.config.preset !== "none") return false;
  const [ofKey, ofTrail] = [trailAccount(key.config), trailAccount(trail.config)];
  if (ofKey !== null || ofTrail !== null) return ofKey === ofTrail;
  return areInOneStack(key, trail) && key.provider === trail.provider;
}

/** The account in a trail's ARN. `null`: its provider's. */
const trailAccount = ({ organization, account }: Config): string | null =>
  organization?.managementAccount ?? account;

/**
 * A reader of a trail as one of the key that it uses. A role that the trail's construct creates is named by its ARN where
 * it is in the key's account; elsewhere it is for its account to let it in.
 */
export function readerOfKey(reader: ReaderOption, trail: KeyUser, key: KeyUser): ReaderOption {
  if (!("assumableRole" in reader)) return reader;
  const { name, account: alias } = reader.assumableRole;
  const account = alias === undefined ? trail.config.account : (trail.config.accounts[alias] ?? null);
  const owner =
    key.config.key.provider === null ? key.config.account : key.config.accounts[key.config.key.provider];
  if (account !== null && account !== owner) return { account };
  const role = trail.readerRoles.find((candidate) => candidate.name === name);
  if (role === undefined) throw new Error(`${trail.node.path} does not create the role ${name}`);
  return { role: role.arn };
}
