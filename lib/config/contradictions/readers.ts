import type { Draft } from "../draft";
import { entriesOf } from "../draft";
import type { PlacedMistake, Path } from "../problem";
import { pathText } from "../problem";
import { foreignPrincipal, homeOf, principalKindOf, principalNamed, roleAccount } from "./principal";
import { firstOfEach, repeated } from "./repeated";
import type { Named } from "./repeated";

/** Readers and administrators that are named twice, in two roles, or in an account where they cannot be. */
export function readerContradictions(draft: Draft): readonly PlacedMistake[] {
  const readers = readersOf(draft);
  const administrators = administratorsOf(draft);
  return [
    ...repeated(readers),
    ...repeated(administrators),
    ...bothRoles(administrators, readers),
    ...entriesOf(draft.config.readers, "readers").flatMap(({ item, path }) => misplaced(draft, item, path)),
    ...entriesOf(draft.config.key?.administrators, "key", "administrators").flatMap(({ item, path }) =>
      foreignPrincipal(draft, item, path, "administrator"),
    ),
  ];
}

type WrittenReader = NonNullable<NonNullable<Draft["config"]["readers"]>[number]>;

function readersOf(draft: Draft): readonly Named[] {
  const home = homeOf(draft);
  return entriesOf(draft.config.readers, "readers").flatMap(({ item, path }): readonly Named[] => {
    if ("user" in item && item.user !== undefined) {
      return [principalNamed(draft, "user", item.user, [...path, "user"], home)];
    }
    if ("role" in item && item.role !== undefined) {
      return [principalNamed(draft, "role", item.role, [...path, "role"], home)];
    }
    if ("account" in item && item.account !== undefined) {
      return [accountNamed(item.account, [...path, "account"])];
    }
    if ("assumableRole" in item && item.assumableRole?.name !== undefined) {
      const { name, account } = item.assumableRole;
      return [createdRole(draft, name, account, [...path, "assumableRole", "name"], home)];
    }
    if ("organization" in item && item.organization !== undefined) {
      const { organization: name, only } = item;
      return [
        { path: [...path, "organization"], identity: `${name} ${only ?? "all"}`, kind: "organization", name },
      ];
    }
    if ("permissionSet" in item && item.permissionSet !== undefined) {
      const name = item.permissionSet;
      return [{ path: [...path, "permissionSet"], identity: `set ${name}`, kind: "permission set", name }];
    }
    return [];
  });
}

const accountNamed = (name: string, path: Path): Named => ({ path, identity: name, kind: "account", name });

/** A role that trailkey creates stands in the account that it names, or else in the trail's where the key is adopted. */
function createdRole(
  draft: Draft,
  name: string,
  place: string | undefined,
  path: Path,
  home: string | undefined,
): Named {
  const adopted = typeof draft.config.key?.existing === "string";
  const account = roleAccount(draft, place) ?? (adopted || place !== undefined ? "the provider's" : home);
  return principalNamed(draft, "role", name, path, account);
}

function administratorsOf(draft: Draft): readonly Named[] {
  const home = homeOf(draft);
  return entriesOf(draft.config.key?.administrators, "key", "administrators").map(({ item, path }) =>
    principalNamed(draft, principalKindOf(item), item, path, home),
  );
}

function bothRoles(administrators: readonly Named[], readers: readonly Named[]): readonly PlacedMistake[] {
  const firsts = firstOfEach(readers);
  return administrators.flatMap(({ path, identity, kind, name }) => {
    const reader = firsts.get(identity);
    if (reader === undefined) return [];
    return [{ path, code: "administrator-reads", args: { kind, name, reader: pathText(reader.path) } }];
  });
}

function misplaced(draft: Draft, reader: WrittenReader, path: Path): readonly PlacedMistake[] {
  if ("user" in reader && reader.user !== undefined) {
    return foreignPrincipal(draft, reader.user, [...path, "user"], "reader");
  }
  if ("role" in reader && reader.role !== undefined) {
    return foreignPrincipal(draft, reader.role, [...path, "role"], "reader");
  }
  if ("account" in reader && reader.account !== undefined && reader.account === draft.keyAccount) {
    return [{ path: [...path, "account"], code: "owner-reads", args: { account: reader.account } }];
  }
  if ("organization" in reader && reader.organization !== undefined) {
    return organizationMistakes(draft, reader.organization, reader.only, path);
  }
  return "assumableRole" in reader
    ? trustContradictions(draft, reader.assumableRole, [...path, "assumableRole"])
    : [];
}

/** Readers of an organization that is not the trail's, or that could not find their logs. */
function organizationMistakes(
  { config, opaque, unsound }: Draft,
  id: string,
  only: "own" | undefined,
  path: Path,
): readonly PlacedMistake[] {
  const at = [...path, "organization"];
  const { organization, readers, bucket, trail } = config;
  if (organization === undefined) {
    return unsound("organization") ? [] : [{ path: at, code: "organization-missing", args: { id } }];
  }
  const others: readonly PlacedMistake[] =
    organization.id === undefined || organization.id === id || opaque(id) || opaque(organization.id)
      ? []
      : [{ path: at, code: "other-organization", args: { id, trails: organization.id } }];
  if (only === undefined) return others;
  const all = entriesOf(readers, "readers").find(
    ({ item }) => "organization" in item && item.organization === id && item.only === undefined,
  );
  return [
    ...others,
    ...(all === undefined
      ? []
      : [
          {
            path: [...path, "only"],
            code: "own-logs-among-all",
            args: { all: pathText(all.path) },
            aboutKey: true,
          } as const,
        ]),
    ...(trail === false && bucket === undefined && !unsound("bucket")
      ? [{ path: [...path, "only"], code: "own-logs-without-bucket", args: {}, aboutKey: true } as const]
      : []),
  ];
}

interface WrittenRole {
  readonly account?: string | undefined;
  readonly trustedAccounts?: readonly (string | undefined)[];
}

function trustContradictions(
  draft: Draft,
  role: WrittenRole | undefined,
  path: Path,
): readonly PlacedMistake[] {
  const trusted = entriesOf(role?.trustedAccounts, ...path, "trustedAccounts");
  return [
    ...repeated(trusted.map(({ item, path: at }) => accountNamed(item, at))),
    ...trusted
      .filter(({ item }) => item === roleAccount(draft, role?.account) && !readsElsewhere(draft, item))
      .map(({ item, path: at }): PlacedMistake => ({
        path: at,
        code: "owner-trusted",
        args: { account: item },
      })),
  ];
}

/**
 * Whether an account reads the logs of another, and nothing but its roles is created there: those who read stand in it
 * too, and their own policies cannot stand in for the role, which the key's owner knows by its account.
 */
const readsElsewhere = ({ config, keyAccount }: Draft, account: string): boolean =>
  config.trail === false && typeof config.key?.existing === "string" && account !== keyAccount;
