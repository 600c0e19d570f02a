import type { Draft } from "../draft";
import { entriesOf } from "../draft";
import type { PlacedMistake, Path } from "../problem";
import { pathText } from "../problem";
import { foreignPrincipal, homeOf, principalKindOf, principalNamed } from "./principal";
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
      return [createdRole(draft, item.assumableRole.name, [...path, "assumableRole", "name"], home)];
    }
    return [];
  });
}

const accountNamed = (name: string, path: Path): Named => ({ path, identity: name, kind: "account", name });

/** A role that trailkey creates stands in the trail's account, which an adopted key need not be in. */
function createdRole(draft: Draft, name: string, path: Path, home: string | undefined): Named {
  const adopted = typeof draft.config.key?.existing === "string";
  return principalNamed(draft, "role", name, path, adopted ? (draft.account ?? "the provider's") : home);
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
  return "assumableRole" in reader
    ? trustContradictions(draft, reader.assumableRole, [...path, "assumableRole"])
    : [];
}

interface WrittenRole {
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
      .filter(({ item }) => item === draft.account)
      .map(({ item, path: at }): PlacedMistake => ({
        path: at,
        code: "owner-trusted",
        args: { account: item },
      })),
  ];
}
