import type { Draft } from "../draft";
import { entriesOf } from "../draft";
import { nearest } from "../nearest";
import type { Path, PlacedMistake } from "../problem";
import { accountNameRule } from "../rules";
import { violationOf } from "../violation";

/** Names of accounts that cannot be, that are missing, or that stand for what has a name already. */
export function accountContradictions(draft: Draft): readonly PlacedMistake[] {
  if (draft.unsound("accounts") && draft.config.accounts === undefined) return [];
  const names = Object.keys(draft.config.accounts ?? {});
  const uses = usesOf(draft);
  return [
    ...names.flatMap(nameMistakes),
    ...sameAccounts(draft),
    ...uses.flatMap(({ name, path }) => unknownName(name, path, names)),
    ...unused(draft, new Set(uses.map(({ name }) => name))),
  ];
}

function nameMistakes(name: string): readonly PlacedMistake[] {
  const violation = violationOf(accountNameRule, name);
  return violation === undefined
    ? []
    : [{ path: ["accounts", name], code: "account-name", args: { violation }, aboutKey: true }];
}

/** Accounts that another name, or the provider without an alias, stands for already. */
function sameAccounts(draft: Draft): readonly PlacedMistake[] {
  const firsts = new Map<string, string>();
  return entriesIn(draft).flatMap(([name, account]): readonly PlacedMistake[] => {
    const path = ["accounts", name];
    if (account === draft.account) return [{ path, code: "account-of-deployment", args: { account } }];
    const first = firsts.get(account);
    if (first !== undefined) return [{ path, code: "account-named-twice", args: { account, first } }];
    firsts.set(account, name);
    return [];
  });
}

const entriesIn = ({ config, opaque }: Draft): readonly (readonly [name: string, account: string])[] =>
  Object.entries(config.accounts ?? {}).flatMap(([name, account]) =>
    typeof account !== "string" || opaque(account) ? [] : [[name, account] as const],
  );

interface Use {
  readonly name: string;
  readonly path: Path;
}

/** Where the config names an account by its name. */
function usesOf({ config, opaque }: Draft): readonly Use[] {
  const { key, bucket, readers } = config;
  const written: readonly (Omit<Use, "name"> & { readonly name: string | null | undefined })[] = [
    { name: key?.account, path: ["key", "account"] },
    ...(isAccountName(bucket?.account) ? [{ name: bucket?.account, path: ["bucket", "account"] }] : []),
    ...entriesOf(readers, "readers").flatMap(({ item, path }) =>
      "assumableRole" in item
        ? [{ name: item.assumableRole?.account, path: [...path, "assumableRole", "account"] }]
        : [],
    ),
  ];
  return written.flatMap(({ name, path }) =>
    typeof name !== "string" || opaque(name) ? [] : [{ name, path }],
  );
}

/** Whether what says where a bucket is names an entry of `accounts`; otherwise it is the owner's ID. */
export const isAccountName = (place: string | null | undefined): boolean =>
  typeof place === "string" && /^[a-z]/.test(place);

function unknownName(name: string, path: Path, names: readonly string[]): readonly PlacedMistake[] {
  if (names.includes(name)) return [];
  const meant = nearest(name, names);
  return [{ path, code: "account-unknown", args: { name, names, ...(meant !== undefined && { meant }) } }];
}

/** Accounts that nothing is built in. The module would not ask for their providers. */
function unused(draft: Draft, used: ReadonlySet<string>): readonly PlacedMistake[] {
  const reading = new Set(
    entriesOf(draft.config.readers, "readers").flatMap(({ item }) =>
      "account" in item && typeof item.account === "string" ? [item.account] : [],
    ),
  );
  // Rules that watch an existing key are created in the key's account.
  const watched = (draft.config.alarms ?? false) === false ? undefined : draft.existingKey?.account;
  return entriesIn(draft)
    .filter(
      ([name, account]) =>
        !used.has(name) &&
        !reading.has(account) &&
        account !== watched &&
        violationOf(accountNameRule, name) === undefined,
    )
    .map(([name]) => ({
      path: ["accounts", name],
      code: "account-unused",
      args: { name },
      severity: "warning",
      aboutKey: true,
    }));
}
