import type { Input } from "../../terraform/blueprint";
import { isList } from "../../terraform/canonical-json";

const mostShown = 3;

/**
 * The names that an input holds, as a line: the first few and how many more. In a module for others its caller gives
 * them, so that the variable stands for them.
 */
export const namesShown = ({ name, value }: Input, open: boolean): string =>
  open ? `var.${name}` : shortList(namesIn(value));

export function shortList(names: readonly string[]): string {
  const more = names.length - mostShown;
  return more > 0 ? `${names.slice(0, mostShown).join(", ")} and ${more} more` : names.join(", ");
}

const namesIn = (value: Input["value"]): readonly string[] => {
  if (isList(value)) return value.map(String);
  return typeof value === "object" && value !== null ? Object.keys(value) : [String(value)];
};
