import type { AccessRow } from "../access/access-table";
import { accessRights } from "../access/access-table";
import type { MissingDocument } from "../evaluate/authorization/authorization";
import { enumeration } from "./lint/words";
import { printable } from "./problem";
import { jsonText } from "./json-text";

/** The table with its columns in line, and below it on what the conditional rights depend. */
export const accessText = (rows: readonly AccessRow[]): string => tableText(rows) + conditionsText(rows);

function tableText(rows: readonly AccessRow[]): string {
  const lines = [
    ["", ...accessRights],
    ...rows.map((row) => [printable(whoText(row)), ...accessRights.map((right) => row.can[right])]),
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

/** A line for each row with a conditional right. */
function conditionsText(rows: readonly AccessRow[]): string {
  const lines = rows.flatMap((row) => {
    const rights = accessRights.flatMap((right) => {
      const keys = row.conditions[right];
      return keys === undefined ? [] : [`${right} on ${enumeration(keys.map(printable))}`];
    });
    return rights.length === 0 ? [] : [`  ${printable(whoText(row))}: ${rights.join("; ")}\n`];
  });
  return lines.length === 0 ? "" : `\nConditional:\n${lines.join("")}`;
}

function whoText({ principal, trail, role }: AccessRow): string {
  switch (role) {
    case "anonymous":
      return "an anonymous caller";
    case "owner":
      return `the owner's root user, ${principal}`;
    case "someone of the owner":
      return "any other identity in the owner's account";
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
