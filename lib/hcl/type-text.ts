import { quote } from "../terraform/quoted-string";
import type { Type } from "../terraform/type";
import { align } from "./alignment";

/**
 * A type as Terraform writes it; an object has a line for each member.
 *
 * @param level Indentation of the line that it begins on, in levels of two spaces.
 */
export function typeText(type: Type, level: number): string {
  switch (type.kind) {
    case "set":
    case "list":
    case "map":
      return `${type.kind}(${typeText(type.of, level)})`;
    case "object": {
      const indent = "  ".repeat(level + 1);
      const members = align(
        Object.entries(type.members).map(([name, member]) => ({
          name,
          value: memberText(typeText(member, level + 1), type.optional?.[name]),
        })),
      ).map(({ name, value }) => `${indent}${name} = ${value}\n`);
      return `object({\n${members.join("")}${"  ".repeat(level)}})`;
    }
    default:
      return type.kind;
  }
}

/** @param otherwise the value of a member that is left out; undefined where it must be there */
function memberText(type: string, otherwise: string | null | undefined): string {
  if (otherwise === undefined) return type;
  return otherwise === null ? `optional(${type})` : `optional(${type}, ${quote(otherwise)})`;
}
