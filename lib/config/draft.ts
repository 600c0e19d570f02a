import { parseArn } from "./arn";
import type { Arn } from "./arn";
import type { IsOpaque } from "./opaque";
import type { Path } from "./problem";
import type { WrittenConfig } from "./schema";

/** A value as written, of which any part may be missing. */
type Sound<Value> = Value extends readonly (infer Item)[]
  ? readonly (Sound<Item> | undefined)[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: SoundMember<Value[Key]> }
    : Value;
type SoundMember<Value> = Value extends unknown ? Sound<Value> | undefined : never;

/**
 * What of a config is sound, for finding contradictions: each value in it holds its own rule. What does not is
 * `undefined` in its place, so that the rest of a file is checked in the same run.
 */
export interface Draft {
  readonly config: Sound<WrittenConfig>;
  readonly opaque: IsOpaque;
  /** Whether the value at a path, or what it is part of, breaks a rule of its own: it is there, and unknown. */
  readonly unsound: (...path: Path) => boolean;
  /** Whether a value at a path or in it breaks a rule of its own. */
  readonly unsoundIn: (...path: Path) => boolean;
  /** The account that a name from `accounts` stands for; `account` where there is no name. Undefined where it is not known. */
  readonly accountOf: (name: string | null | undefined) => string | undefined;
  /** Owner of the trail, where it is known. */
  readonly account: string | undefined;
  /** The key's account: that of `key.existing`, else the one that `key.account` names, else `account`. */
  readonly keyAccount: string | undefined;
  readonly existingKey: Arn | undefined;
  readonly region: string | undefined;
}

/** @param unsound Paths of the values that break a rule of their own. */
export function draftOf(input: unknown, unsound: readonly Path[], opaque: IsOpaque): Draft {
  // What the schema refused is taken out, so what is left has the types that the schema gives it.
  const config = (without(input, unsound) ?? {}) as Sound<WrittenConfig>;
  const known = (text: string | null | undefined): string | undefined =>
    text === null || text === undefined || opaque(text) ? undefined : text;
  const account = known(config.account);
  const existing = known(config.key?.existing);
  const existingKey = existing === undefined ? undefined : parseArn(existing);
  const foreignKey = typeof config.key?.existing === "string";
  const accountOf = (name: string | null | undefined): string | undefined =>
    typeof name === "string" ? known(config.accounts?.[name]) : account;
  return {
    config,
    opaque,
    accountOf,
    unsound: (...path) => unsound.some((broken) => broken.every((step, index) => step === path[index])),
    unsoundIn: (...path) =>
      unsound.some((broken) => broken.slice(0, path.length).every((step, index) => step === path[index])),
    account,
    keyAccount: foreignKey ? existingKey?.account : accountOf(config.key?.account),
    existingKey,
    region: known(config.region),
  };
}

/** The same value with `undefined` at each of some paths; what is not on the way is shared. */
function without(value: unknown, paths: readonly Path[]): unknown {
  if (paths.length === 0) return value;
  if (typeof value !== "object" || value === null || paths.some(({ length }) => length === 0))
    return undefined;
  const pathsOf = new Map<string | number, Path[]>();
  for (const [step, ...rest] of paths) {
    if (step === undefined) continue;
    const known = pathsOf.get(step);
    if (known) known.push(rest);
    else pathsOf.set(step, [rest]);
  }
  if (Array.isArray(value)) return value.map((item, index) => without(item, pathsOf.get(index) ?? []));
  // Not by assignment, which takes __proto__ for the object's prototype.
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, without(member, pathsOf.get(key) ?? [])]),
  );
}

/** Two texts that are known to differ. Of a text that only Terraform knows, nothing can be said. */
export function differ(draft: Draft, left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined || left === right) return false;
  return !draft.opaque(left) && !draft.opaque(right);
}

/** The entries of a list that are sound, each with its place. */
export function entriesOf<Item>(
  items: readonly (Item | undefined)[] | undefined,
  ...path: Path
): readonly { readonly item: Item; readonly path: Path }[] {
  return (items ?? []).flatMap((item, index) =>
    item === undefined ? [] : [{ item, path: [...path, index] }],
  );
}
