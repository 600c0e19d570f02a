import type { AccessRow } from "../access/access-table";
import { accessRights } from "../access/access-table";
import { printable } from "./problem";
import { jsonText } from "./json-text";

/** The table with its columns in line. */
export function accessText(rows: readonly AccessRow[]): string {
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

function whoText({ principal, trail, role }: AccessRow): string {
  switch (role) {
    case "anonymous":
      return "nobody signed in";
    case "owner":
      return `the owner's root, ${principal}`;
    case "someone of the owner":
      return "anybody else of the owner's account";
    case "stranger":
      return "a stranger's account";
    case "trail":
      return `CloudTrail for ${trail ?? ""}`;
    case "strange trail":
      return "CloudTrail for a stranger's trail";
    case "named":
      return principal;
  }
}

export const accessJson = (rows: readonly AccessRow[]): string => jsonText({ access: rows });
