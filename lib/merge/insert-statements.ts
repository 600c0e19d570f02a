import type { Node } from "jsonc-parser";
import type { JsonStyle } from "./json-style";
import { endOf, indentationAt, printJson, startsLine, styleOf } from "./json-style";
import type { JsonObject } from "./needed-statements";

/**
 * Puts statements behind those of a policy's text, in the style of its last one. Every character that was there
 * stays, in its order.
 *
 * @param root The policy, an object, as `parseTree` of jsonc-parser reads it from the text.
 */
export function insertStatements(text: string, root: Node, statements: readonly JsonObject[]): string {
  const found = root.children?.find(({ children }) => children?.[0]?.value === "Statement")?.children?.[1];
  const list = found?.type === "array" ? (found.children ?? []) : found ? [found] : [];
  const style = styleOf(text, list.at(-1) ?? root, root);
  const print = ({ base }: Slot): readonly string[] =>
    statements.map((statement) => printJson(statement, style, base));
  const last = list.at(-1);
  if (found && last) {
    const slot = slotAfter(text, last, list.at(-2), style);
    const items = print(slot);
    if (found.type === "array") return apply(text, slot.fill(items));
    // A single statement becomes a list of itself and the new ones.
    return apply(text, [{ offset: found.offset, text: "[" }, ...slot.fill(items, "]")]);
  }
  if (found) {
    const slot = slotIn(text, found, style);
    return apply(text, slot.fill(print(slot)));
  }
  const members = root.children ?? [];
  const lastMember = members.at(-1);
  const slot = lastMember ? slotAfter(text, lastMember, members.at(-2), style) : slotIn(text, root, style);
  const member = (name: string, value: string): string => `${JSON.stringify(name)}${style.colon}${value}`;
  const version = lastMember ? [] : [member("Version", '"2012-10-17"')];
  return apply(text, slot.fill([...version, member("Statement", printJson(statements, style, slot.base))]));
}

interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/** A place for new items in a list or object. */
interface Slot {
  /** What the lines of a new item are indented by. */
  readonly base: string;
  /** The insertions that put items there, and `after` behind them. */
  readonly fill: (items: readonly string[], after?: string) => readonly Insertion[];
}

/** Behind an item, and behind the comments that follow it on its line. */
function slotAfter(text: string, item: Node, previous: Node | undefined, style: JsonStyle): Slot {
  const end = endOf(item);
  const ownLine = startsLine(text, item.offset);
  const base = indentationAt(text, ownLine ? item.offset : end - 1);
  const [comments = ""] = /^(?:[ \t]*(?:\/\*[^]*?\*\/|\/\/[^\r\n]*))*/.exec(text.slice(end)) ?? [];
  const newLine = style.lineBreak + base;
  const separator = ownLine ? newLine : (spaceBetween(text, previous, item) ?? spaceAfterComma(style));
  const first = /\/\/[^\r\n]*$/.test(comments.replace(/\/\*[^]*?\*\//g, "")) ? newLine : separator;
  return {
    base,
    fill: (items, after = "") => [
      { offset: end, text: "," },
      { offset: end + comments.length, text: first + items.join(`,${separator}`) + after },
    ],
  };
}

/** In an empty list or object, behind the comments in it. */
function slotIn(text: string, container: Node, style: JsonStyle): Slot {
  const inside = text.slice(container.offset + 1, endOf(container) - 1);
  const held = inside.trimEnd();
  const outer = indentationAt(text, container.offset);
  const lines = style.lines || /[\r\n]/.test(inside);
  const base = lines ? outer + style.unit : outer;
  const newLine = lines ? style.lineBreak + base : "";
  const closing = lines && !/[\r\n]/.test(inside.slice(held.length)) ? style.lineBreak + outer : "";
  return {
    base,
    fill: (items, after = "") => [
      {
        offset: container.offset + 1 + held.length,
        text: newLine + items.join(lines ? `,${newLine}` : style.comma) + after + closing,
      },
    ],
  };
}

/** What stands between the comma and the item after it, where both are on one line. */
function spaceBetween(text: string, previous: Node | undefined, item: Node): string | undefined {
  if (!previous) return undefined;
  return /^[ \t]*,([ \t]*)$/.exec(text.slice(endOf(previous), item.offset))?.[1];
}

const spaceAfterComma = ({ lines, comma }: JsonStyle): string =>
  lines ? " " : comma.slice(comma.indexOf(",") + 1);

function apply(text: string, insertions: readonly Insertion[]): string {
  const ends = [...insertions.map(({ offset }) => offset), text.length];
  const head = text.slice(0, ends[0]);
  return insertions.reduce(
    (result, insertion, index) => result + insertion.text + text.slice(insertion.offset, ends[index + 1]),
    head,
  );
}
