import type { Config } from "../config/config";
import { keyOwner } from "../config/key-owner";
import type { CompiledPolicy } from "../evaluate/compile-policy";
import { policyOwner, possibleOwners } from "../evaluate/policy-owner";
import type { Deployment } from "../expectations/deployment";

/** Why a policy is not that of the config's key. */
export type OwnerObstacle =
  | {
      readonly code: "other-owner";
      /** The accounts that may change the policy; one of them owns the key. */
      readonly owners: readonly string[];
      /** The account of the config's key. */
      readonly account: string;
      /** Whether the config leaves its account to the command line. */
      readonly open: boolean;
    }
  | { readonly code: "other-partition"; readonly partition: string; readonly expected: string };

/**
 * What shows that a policy is on another account's key: what is added would give the config's account every right
 * on it. Null where the policy is on the config's key, or does not tell.
 */
export function ownerObstacle(
  policy: CompiledPolicy,
  config: Config,
  { owner, partition: expected }: Deployment,
): (OwnerObstacle & { readonly statement: number }) | null {
  const named = possibleOwners(policy);
  const [first] = named;
  if (first === undefined) return null;
  const { statement } = first;
  if (named.every(({ account }) => account !== owner)) {
    const owners = [...new Set(named.map(({ account }) => account))];
    const open = keyOwner(config) === null;
    return { code: "other-owner", owners, account: owner, open, statement };
  }
  const { partition } = policyOwner(policy);
  return partition === undefined || partition === expected
    ? null
    : { code: "other-partition", partition, expected, statement };
}
