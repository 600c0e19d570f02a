import type { Move } from "../terraform/blueprint";
import { typeInAddress } from "../terraform/blueprint";
import type { JsonValue } from "../terraform/canonical-json";
import type { Retention, RetentionLoss } from "./retention-losses";
import { retentionLosses } from "./retention-losses";
import type { Identities, Identity, IdentityType } from "./identities";
import { isIdentityType } from "./identities";
import type { LoggedEvents } from "./logged-events";
import { unloggedBetween } from "./logged-events";

/** What applying a new module does to the module before. */
export type Loss = ResourceLoss | HomeChange | OrganizationChange | RetentionLoss | EventsUnlogged;

/** What it does to a resource. */
type ResourceLoss = { readonly type: IdentityType; readonly address: string } & (
  | { readonly code: "destroyed"; readonly identity: Identity }
  /** Destroyed, unless the module's caller passes it in the variable. */
  | { readonly code: "left-to-caller"; readonly variable: string }
  | {
      readonly code: "replaced";
      readonly argument: string;
      readonly before: JsonValue;
      readonly after: JsonValue;
    }
  /** Made anew in another account, while Terraform loses track of the one there is. `null`: the default provider's. */
  | { readonly code: "account-changed"; readonly before: string | null; readonly after: string | null }
);

/** It is applied elsewhere, so Terraform makes everything anew. */
interface HomeChange {
  readonly code: "home-changed";
  readonly option: "account" | "region";
  readonly before: string;
  readonly after: string;
}

/** Logs are no longer delivered, though Terraform only changes policies, or the trail in place. */
type OrganizationChange =
  /** The trail logs its own account alone. `before`: the organization, if it is known which. */
  | { readonly code: "members-unlogged"; readonly before: string | null }
  /** The policies are for the trail of another organization or management account. */
  | {
      readonly code: "organization-changed";
      readonly option: "id" | "managementAccount";
      readonly before: string;
      readonly after: string;
    };

/** The trail stays and logs less. `events` is what it logs no longer, in words. */
interface EventsUnlogged {
  readonly code: "events-unlogged";
  readonly events: readonly string[];
}

/** The account and the Region that a module is for, and what of its logs no resource tells. `null`: it fits any, or which one is not known. */
export interface Home {
  readonly account: string | null;
  readonly region: string | null;
  /** The organization whose accounts the trail logs. Absent: there is none, or the module does not say. */
  readonly organization?: {
    readonly id: string | null;
    readonly managementAccount: string | null;
  };
  /** How long its bucket keeps logs. Absent: S3 keeps every log, or the module creates no bucket. */
  readonly retention?: Retention;
  /** Absent: what a trail logs unasked, or there is none. */
  readonly events?: LoggedEvents;
}

/** What counts of the module before. */
export interface OldModule {
  readonly resources: Identities;
  readonly home: Home;
}

/** What counts of the module that is to be applied. */
export interface NewModule extends OldModule {
  /** Without an instance key, a move takes all instances along. */
  readonly moves: readonly Move[];
  /** Addresses that Terraform lets go of, with all their instances, and does not destroy. */
  readonly removals: readonly string[];
  /** The blocks whose instances the module's caller gives, each with the variable that holds them. */
  readonly leftToCaller: Readonly<Record<string, string>>;
}

/**
 * What is destroyed or replaced between two modules. It compares what they make where their callers set
 * nothing: what a caller sets is not known here.
 */
export const lossesBetween = (before: OldModule, after: NewModule): readonly Loss[] =>
  Object.keys(before.resources).length === 0
    ? []
    : [
        ...homeChanges(before.home, after.home),
        ...organizationChanges(before.home, after.home),
        ...(keepsBucket(before, after) ? retentionLosses(before.home.retention, after.home.retention) : []),
        ...eventLosses(before.home, after.home),
        ...resourceLosses(before, after),
      ];

/** A bucket that goes is told of, and one that is new has no logs yet. */
const keepsBucket = (before: OldModule, after: NewModule): boolean =>
  [before, after].every(({ resources }) => Object.hasOwn(resources, bucketAddress));

const bucketAddress = "aws_s3_bucket.logs";

const homeChanges = (before: Home, after: Home): readonly HomeChange[] =>
  (["account", "region"] as const).flatMap((option) => {
    const change = changeOf(before[option], after[option]);
    return change === undefined ? [] : [{ code: "home-changed", option, ...change }];
  });

function organizationChanges(before: Home, after: Home): readonly OrganizationChange[] {
  const [old, now] = [before.organization, after.organization];
  if (old === undefined) return [];
  if (now === undefined) return [{ code: "members-unlogged", before: old.id }];
  return (["id", "managementAccount"] as const).flatMap((option) => {
    const change = changeOf(old[option], now[option]);
    // Where it is the trail's own account, the change of home tells it.
    const isTold =
      option === "managementAccount" && old[option] === before.account && now[option] === after.account;
    return change === undefined || isTold ? [] : [{ code: "organization-changed", option, ...change }];
  });
}

function eventLosses(before: Home, after: Home): readonly EventsUnlogged[] {
  const events = unloggedBetween(before.events, after.events);
  return events.length === 0 ? [] : [{ code: "events-unlogged", events }];
}

const changeOf = (
  before: string | null,
  after: string | null,
): { readonly before: string; readonly after: string } | undefined =>
  before === null || after === null || before === after ? undefined : { before, after };

function resourceLosses(
  before: OldModule,
  { resources, home, moves, removals, leftToCaller }: NewModule,
): readonly ResourceLoss[] {
  return Object.entries(before.resources).flatMap(([address, identity]): readonly ResourceLoss[] => {
    const type = typeInAddress(address);
    if (!isIdentityType(type) || removals.some((removed) => isAt(address, removed))) return [];
    const moved = movedAddress(address, moves);
    const now = resources[moved];
    if (now !== undefined)
      return [
        ...accountChanges(accountIn(identity, before.home), accountIn(now, home)).map((change) => ({
          code: "account-changed" as const,
          type,
          address,
          ...change,
        })),
        ...changedArguments(identity, now).map((change) => ({
          code: "replaced" as const,
          type,
          address,
          ...change,
        })),
      ];
    const left = Object.entries(leftToCaller).find(([block]) => isAt(moved, block));
    return [
      left === undefined
        ? { code: "destroyed", type, address, identity }
        : { code: "left-to-caller", type, address, variable: left[1] },
    ];
  });
}

/** Whether an address is a block's, or an instance's of it. */
const isAt = (address: string, block: string): boolean =>
  address === block || address.startsWith(`${block}[`);

function movedAddress(address: string, moves: readonly Move[]): string {
  const move = moves.find(({ from }) => isAt(address, from));
  return move === undefined ? address : move.to + address.slice(move.from.length);
}

/** The account of a resource, and whether it is that of a provider other than the default one. */
interface AccountIn {
  readonly id: string | null;
  readonly isOther: boolean;
}

const accountIn = ({ account }: Identity, home: Home): AccountIn =>
  typeof account === "string" ? { id: account, isOther: true } : { id: home.account, isOther: false };

/** Where both are the default provider's, it is a change of home. */
const accountChanges = (
  before: AccountIn,
  after: AccountIn,
): readonly { readonly before: string | null; readonly after: string | null }[] =>
  before.id === after.id || !(before.isOther || after.isOther)
    ? []
    : [{ before: before.id, after: after.id }];

const changedArguments = (
  before: Identity,
  after: Identity,
): readonly { argument: string; before: JsonValue; after: JsonValue }[] =>
  Object.entries(after).flatMap(([argument, value]) => {
    const old = before[argument];
    return argument === "account" || old === undefined || old === value
      ? []
      : [{ argument, before: old, after: value }];
  });
