import type { Draft } from "../draft";
import { entriesOf } from "../draft";
import type { PlacedMistake } from "../problem";
import { pathText } from "../problem";

/** Roles of one name in several accounts, which outputs and `trailkey policy` could not tell apart. */
export function createdRoleContradictions({ config }: Draft): readonly PlacedMistake[] {
  const firsts = new Map<string, { readonly place: string; readonly path: string }>();
  return entriesOf(config.readers, "readers").flatMap(({ item, path }): readonly PlacedMistake[] => {
    if (!("assumableRole" in item) || item.assumableRole?.name === undefined) return [];
    const { name, account } = item.assumableRole;
    const at = [...path, "assumableRole", "name"];
    const place = account ?? config.key?.account ?? "";
    const first = firsts.get(name.toLowerCase());
    if (first === undefined) firsts.set(name.toLowerCase(), { place, path: pathText(at) });
    return first === undefined || first.place === place
      ? []
      : [{ path: at, code: "role-name-in-several-accounts", args: { name, first: first.path } }];
  });
}
