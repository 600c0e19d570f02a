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
        Object.entries(type.members).map(([name, member]) => ({ name, value: typeText(member, level + 1) })),
      ).map(({ name, value }) => `${indent}${name} = ${value}\n`);
      return `object({\n${members.join("")}${"  ".repeat(level)}})`;
    }
    default:
      return type.kind;
  }
}
