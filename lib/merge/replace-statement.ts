import type { Node } from "jsonc-parser";
import { isRecord } from "../config/is-record";
import type { JsonValue } from "../terraform/canonical-json";
import type { JsonStyle } from "./json-style";
import { endOf, indentationAt, printJson, startsLine, styleOf } from "./json-style";
import type { JsonObject } from "./needed-statements";

interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Makes a statement of a policy's text another, and null leaves it out. Of its elements only those that differ are
 * written anew, in the style of the statement; every other character stays.
 *
 * @param root The policy, an object, as `parseTree` of jsonc-parser reads it from the text.
 * @param index The statement's place; 0 where it stands without a list.
 */
export function replaceStatement(text: string, root: Node, index: number, wanted: JsonObject | null): string {
  const found = root.children?.find(({ children }) => children?.[0]?.value === "Statement")?.children?.[1];
  const statement = found?.type === "array" ? found.children?.[index] : found;
  if (!found || !statement) return text;
  const edits =
    wanted !== null
      ? editsOf(text, statement, wanted, styleOf(text, statement, root))
      : found === statement
        ? [{ offset: found.offset, length: found.length, text: "[]" }]
        : removals(text, found.children ?? [], (item) => item === statement);
  return (
    [...edits]
      // From the end; of two at one place what goes before what comes.
      .sort((left, right) => right.offset - left.offset || right.length - left.length)
      .reduce(
        (result, edit) => result.slice(0, edit.offset) + edit.text + result.slice(edit.offset + edit.length),
        text,
      )
  );
}

function editsOf(text: string, node: Node, wanted: JsonValue, style: JsonStyle): readonly Edit[] {
  if (JSON.stringify(valueOf(node)) === JSON.stringify(wanted)) return [];
  if (node.type !== "object" || !isRecord(wanted)) return [rewritten(text, node, wanted, style)];
  const members = node.children ?? [];
  const names = members.map(nameOf);
  const isLeft = (member: Node): boolean => Object.hasOwn(wanted, nameOf(member));
  const added = Object.entries(wanted).filter(([name]) => !names.includes(name));
  // Nothing stays that would show where the new members go.
  if (!members.some(isLeft)) return [rewritten(text, node, wanted, style)];
  return [
    ...members.filter(isLeft).flatMap((member) => {
      const value = member.children?.[1];
      return value ? editsOf(text, value, wanted[nameOf(member)] ?? null, style) : [];
    }),
    ...removals(text, members, (member) => !isLeft(member)),
    ...insertions(text, members.filter(isLeft).at(-1), added, style),
  ];
}

const nameOf = ({ children }: Node): string => String(children?.[0]?.value);

function valueOf({ type, value, children = [] }: Node): unknown {
  if (type === "array") return children.map(valueOf);
  if (type !== "object") return value as unknown;
  return Object.fromEntries(
    children.map((member) => [nameOf(member), member.children?.[1] && valueOf(member.children[1])]),
  );
}

/** The whole value anew: on one line, where it was on one. */
function rewritten(text: string, node: Node, wanted: JsonValue, style: JsonStyle): Edit {
  const old = text.slice(node.offset, endOf(node));
  const isContainer = node.type === "array" || node.type === "object";
  const lines = style.lines && (isContainer ? /[\r\n]/.test(old) : isRecord(wanted));
  const comma = /,[ \t]*/.exec(old)?.[0] ?? (/\s$/.test(style.colon) ? ", " : ",");
  return {
    offset: node.offset,
    length: node.length,
    text: printJson(
      wanted,
      { ...style, lines, comma: style.lines ? comma : style.comma },
      indentationAt(text, node.offset),
    ),
  };
}

/** Takes items out of a list or object, each with the comma that it leaves over. Comments between them stay. */
function removals(text: string, items: readonly Node[], isGone: (item: Node) => boolean): readonly Edit[] {
  const lastKept = items.findLastIndex((item) => !isGone(item));
  const kept = items[lastKept];
  return items.flatMap((item, position): readonly Edit[] => {
    if (position === lastKept && position < items.length - 1) return [cut(commaAfter(text, item), 1)];
    if (!isGone(item)) return [];
    const next = items[position + 1];
    if (position < lastKept && next) {
      const comma = commaAfter(text, item);
      const space = /^\s*/.exec(text.slice(comma + 1, next.offset))?.[0].length ?? 0;
      return [cut(item.offset, comma + 1 + space - item.offset)];
    }
    const before = items[position - 1];
    const from = before && kept ? spaceBefore(text, endOf(before), item.offset) : item.offset;
    const edits = [cut(from, endOf(item) - from)];
    // The commas between items that all go.
    return next ? [...edits, cut(commaAfter(text, item), 1)] : edits;
  });
}

const cut = (offset: number, length: number): Edit => ({ offset, length, text: "" });

/** Where the comma behind an item stands, past comments. */
function commaAfter(text: string, item: Node): number {
  const [skipped = ""] = /^(?:\s|\/\*[^]*?\*\/|\/\/[^\r\n]*)*/.exec(text.slice(endOf(item))) ?? [];
  return endOf(item) + skipped.length;
}

/** Where the space before an offset begins. Behind a comment to the line's end, none of it can go. */
function spaceBefore(text: string, start: number, offset: number): number {
  const between = text.slice(start, offset);
  return between.includes("//") ? offset : start + between.trimEnd().length;
}

/** Puts members behind one that stays. */
function insertions(
  text: string,
  last: Node | undefined,
  added: readonly (readonly [string, JsonValue])[],
  style: JsonStyle,
): readonly Edit[] {
  if (!last || added.length === 0) return [];
  const ownLine = startsLine(text, last.offset);
  const base = indentationAt(text, last.offset);
  const separator = ownLine ? `,${style.lineBreak}${base}` : /\s$/.test(style.colon) ? ", " : ",";
  const inner = { ...style, lines: ownLine && style.lines };
  const members = added.map(
    ([name, value]) => `${JSON.stringify(name)}${style.colon}${printJson(value, inner, base)}`,
  );
  return [{ offset: endOf(last), length: 0, text: members.map((member) => separator + member).join("") }];
}
