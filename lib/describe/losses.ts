import type { Move } from "../terraform/blueprint";
import type { JsonValue } from "../terraform/canonical-json";
import type { Identities, Identity, IdentityType } from "./identities";
import { isIdentityType } from "./identities";

/** What applying a new module does to a resource of the module before. */
export type Loss = { readonly type: IdentityType; readonly address: string } & (
  | { readonly code: "destroyed"; readonly identity: Identity }
  | {
      readonly code: "replaced";
      readonly argument: string;
      readonly before: JsonValue;
      readonly after: JsonValue;
    }
);

/**
 * What is destroyed or replaced between two modules. It compares configs: the values that a module's caller
 * sets are not known here.
 *
 * @param moves Without an instance key, a move takes all instances along.
 * @param removals Addresses that Terraform lets go of, with all their instances, and does not destroy.
 */
export function lossesBetween(
  before: Identities,
  after: Identities,
  moves: readonly Move[],
  removals: readonly string[],
): readonly Loss[] {
  return Object.entries(before).flatMap(([address, identity]): readonly Loss[] => {
    const type = address.split(".")[0] ?? "";
    if (!isIdentityType(type) || removals.some((removed) => isAt(address, removed))) return [];
    const now = after[movedAddress(address, moves)];
    return now === undefined
      ? [{ code: "destroyed", type, address, identity }]
      : changedArguments(identity, now).map((change) => ({ code: "replaced", type, address, ...change }));
  });
}

/** Whether an address is a block's, or an instance's of it. */
const isAt = (address: string, block: string): boolean =>
  address === block || address.startsWith(`${block}[`);

function movedAddress(address: string, moves: readonly Move[]): string {
  const move = moves.find(({ from }) => isAt(address, from));
  return move === undefined ? address : move.to + address.slice(move.from.length);
}

const changedArguments = (
  before: Identity,
  after: Identity,
): readonly { argument: string; before: JsonValue; after: JsonValue }[] =>
  Object.entries(after).flatMap(([argument, value]) => {
    const old = before[argument];
    return old === undefined || old === value ? [] : [{ argument, before: old, after: value }];
  });
