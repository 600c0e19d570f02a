import type { AccessRow } from "../access/access-table";
import { accessRights } from "../access/access-table";
import type { MissingDocument } from "../evaluate/authorization/authorization";
import type { AccessGroup } from "./access-groups";
import { accessGroups, accountOf } from "./access-groups";
import { enumeration } from "./lint/words";
import { printable } from "./problem";
import { jsonText } from "./json-text";

/**
 * The table with its columns in line, and below it on what the conditional rights depend. Principals that can do the
 * same share a row where they are many.
 */
export function accessText(rows: readonly AccessRow[]): string {
  const groups = accessGroups(rows);
  return tableText(groups) + groupsText(groups) + conditionsText(groups);
}

function tableText(groups: readonly AccessGroup[]): string {
  const lines = [
    ["", ...accessRights],
    ...groups.map((group) => [
      printable(whoText(group)),
      ...accessRights.map((right) => group.rows[0].can[right]),
    ]),
  ];
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

const groupsText = (groups: readonly AccessGroup[]): string =>
  groups.some(({ rows }) => rows.length > 1)
    ? "\nThe members of a group have the same access. Use --json to list all of them.\n"
    : "";

/** A line for each row with a conditional right. */
function conditionsText(groups: readonly AccessGroup[]): string {
  const lines = groups.flatMap((group) => {
    const rights = accessRights.flatMap((right) => {
      const keys = group.rows[0].conditions[right];
      return keys === undefined ? [] : [`${right} on ${enumeration(keys.map(printable))}`];
    });
    return rights.length === 0 ? [] : [`  ${printable(whoText(group))}: ${rights.join("; ")}\n`];
  });
  return lines.length === 0 ? "" : `\nConditional:\n${lines.join("")}`;
}

function whoText({ kind, rows }: AccessGroup): string {
  const [first, ...others] = rows;
  if (others.length === 0) return principalText(first);
  if (kind !== "account") return `${principalText(first)} and ${others.length} other ${kind}s`;
  const accounts = [...new Set(rows.map(({ principal }) => accountOf(principal) ?? principal))];
  return `${accounts.length} accounts: ${enumeration(accounts, 3)}`;
}

function principalText({ principal, trail, role }: AccessRow): string {
  switch (role) {
    case "anonymous":
      return "an anonymous caller";
    case "owner":
      return `the owner's root user, ${principal}`;
    case "someone of the owner":
      return "any other identity in the owner's account";
    case "organization":
      return `any other account of the organization ${principal}`;
    case "stranger":
      return "an unrelated account";
    case "trail":
      return `CloudTrail for ${trail ?? ""}`;
    case "strange trail":
      return "CloudTrail for a trail of an unrelated account";
    case "named":
      return principal;
  }
}

export const accessJson = (rows: readonly AccessRow[]): string =>
  jsonText({ access: rows, notKnown: notKnownOf(rows) });

/** What was not given, of those that exist: nobody has the policies of a stranger who is made up. */
export function notKnownOf(rows: readonly AccessRow[]): readonly MissingDocument[] {
  const real = rows.filter(({ role }) => role === "named" || role === "owner" || role === "trail");
  const missing = real.flatMap(({ notKnown }) => notKnown);
  return [...new Map(missing.map((one) => [JSON.stringify(one), one])).values()];
}
