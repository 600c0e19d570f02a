import type { Draft } from "../draft";
import { entriesOf } from "../draft";
import type { Finding, Path } from "../problem";
import { pathText } from "../problem";
import { foreignPrincipal, kindOf, principalNamed } from "./principal";
import { repeated } from "./repeated";
import type { Named } from "./repeated";

/** Readers and administrators that are named twice, in two roles, or in an account where they cannot be. */
export function readerContradictions(draft: Draft): readonly Finding[] {
  const readers = readersOf(draft);
  const administrators = administratorsOf(draft);
  return [
    ...repeated(readers),
    ...repeated(administrators),
    ...bothRoles(administrators, readers),
    ...entriesOf(draft.config.readers, "readers").flatMap(({ item, path }) => misplaced(draft, item, path)),
    ...entriesOf(draft.config.key?.administrators, "key", "administrators").flatMap(({ item, path }) =>
      foreignPrincipal(draft, item, path, "administrators must be of the key's account"),
    ),
  ];
}

type WrittenReader = NonNullable<NonNullable<Draft["config"]["readers"]>[number]>;

function readersOf(draft: Draft): readonly Named[] {
  return entriesOf(draft.config.readers, "readers").flatMap(({ item, path }): readonly Named[] => {
    if ("user" in item && item.user !== undefined) {
      return [principalNamed(draft, "user", item.user, [...path, "user"])];
    }
    if ("role" in item && item.role !== undefined) {
      return [principalNamed(draft, "role", item.role, [...path, "role"])];
    }
    if ("account" in item && item.account !== undefined) {
      return [{ path: [...path, "account"], identity: item.account, shown: `account ${item.account}` }];
    }
    if ("assumableRole" in item && item.assumableRole?.name !== undefined) {
      return [createdRole(draft, item.assumableRole.name, [...path, "assumableRole", "name"])];
    }
    return [];
  });
}

/** A role that trailkey creates stands in the trail's account, which an adopted key need not be in. */
function createdRole(draft: Draft, name: string, path: Path): Named {
  const adopted = typeof draft.config.key?.existing === "string";
  return principalNamed(draft, "role", name, path, adopted ? (draft.account ?? "the provider's") : undefined);
}

function administratorsOf(draft: Draft): readonly Named[] {
  return entriesOf(draft.config.key?.administrators, "key", "administrators").map(({ item, path }) =>
    principalNamed(draft, kindOf(item), item, path),
  );
}

function bothRoles(administrators: readonly Named[], readers: readonly Named[]): readonly Finding[] {
  return administrators.flatMap(({ path, identity, shown }) => {
    const reader = readers.find((candidate) => candidate.identity === identity);
    if (reader === undefined) return [];
    const message = `${shown} is also a reader (${pathText(reader.path)}): an administrator must not decrypt, name it in one place`;
    return [{ path, message }];
  });
}

function misplaced(draft: Draft, reader: WrittenReader, path: Path): readonly Finding[] {
  const instead = "readers of another account go by account: or assumableRole:";
  if ("user" in reader && reader.user !== undefined) {
    return foreignPrincipal(draft, reader.user, [...path, "user"], instead);
  }
  if ("role" in reader && reader.role !== undefined) {
    return foreignPrincipal(draft, reader.role, [...path, "role"], instead);
  }
  if ("account" in reader && reader.account !== undefined && reader.account === draft.keyAccount) {
    const message = `${reader.account} owns the key, whose policy lets its IAM decide already: name a user: or role: instead`;
    return [{ path: [...path, "account"], message }];
  }
  return "assumableRole" in reader
    ? trustContradictions(draft, reader.assumableRole, [...path, "assumableRole"])
    : [];
}

interface WrittenRole {
  readonly trustedAccounts?: readonly (string | undefined)[];
}

function trustContradictions(draft: Draft, role: WrittenRole | undefined, path: Path): readonly Finding[] {
  const trusted = entriesOf(role?.trustedAccounts, ...path, "trustedAccounts");
  return [
    ...repeated(
      trusted.map(({ item, path: at }) => ({ path: at, identity: item, shown: `account ${item}` })),
    ),
    ...trusted
      .filter(({ item }) => item === draft.account)
      .map(({ item, path: at }) => ({
        path: at,
        message: `${item} owns the role, which is for other accounts: name readers of this one as user: or role:`,
      })),
  ];
}
