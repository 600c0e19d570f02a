import type { AccessRow } from "../access/access-table";
import { accessRights } from "../access/access-table";

/** Rows of principals of one kind that can do the same; most have one row. */
export interface AccessGroup {
  readonly kind: PrincipalKind;
  readonly rows: readonly [AccessRow, ...AccessRow[]];
}

export type PrincipalKind = "account" | "role" | "user" | "principal" | "trail";

/** Fewer are easier to read one by one. */
const fewest = 4;

/** The rows of a table, with many that say the same as one. Each group stands where its first row stood. */
export function accessGroups(rows: readonly AccessRow[]): readonly AccessGroup[] {
  const alike = new Map<string, AccessGroup>();
  for (const row of rows) {
    const kind = kindOf(row);
    const key = JSON.stringify([row.role, kind, accessRights.map((right) => row.can[right]), row.conditions]);
    const before = alike.get(key)?.rows as AccessRow[] | undefined;
    if (before === undefined) alike.set(key, { kind, rows: [row] });
    else before.push(row);
  }
  const first = new Map([...alike.values()].map((group) => [group.rows[0], group]));
  const grouped = new Set(
    [...alike.values()].flatMap((group) => (isLarge(group) ? group.rows.slice(1) : [])),
  );
  return rows
    .filter((row) => !grouped.has(row))
    .map((row): AccessGroup => {
      const group = first.get(row);
      return group !== undefined && isLarge(group) ? group : { kind: kindOf(row), rows: [row] };
    });
}

const isLarge = ({ rows }: AccessGroup): boolean => rows.length >= fewest;

function kindOf({ role, principal }: AccessRow): PrincipalKind {
  if (role === "trail" || role === "strange trail") return "trail";
  if (accountOf(principal) !== undefined) return "account";
  const [, kind] = /^arn:[^:]*:iam::[^:]*:(role|user)\//.exec(principal) ?? [];
  return kind === "role" || kind === "user" ? kind : "principal";
}

/** The account ID of a principal that stands for a whole account. */
export const accountOf = (principal: string): string | undefined =>
  /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
