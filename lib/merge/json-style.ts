import type { Node } from "jsonc-parser";
import type { JsonValue } from "../terraform/canonical-json";

/** How a JSON file is written, as far as it shows. */
export interface JsonStyle {
  readonly lineBreak: string;
  /** What each level is indented by. */
  readonly unit: string;
  /** Between a key and its value. */
  readonly colon: string;
  /** Whether each member of an object stands on a line of its own. */
  readonly lines: boolean;
  /** Between two members on one line. */
  readonly comma: string;
  /** Inside the braces of an object on one line. */
  readonly padding: string;
}

/**
 * The style of a file as one of its objects shows it; what that does not show, the whole file does.
 *
 * @param model An object that has members.
 */
export function styleOf(text: string, model: Node, root: Node): JsonStyle {
  const [lineBreak = "\n"] = /\r\n|\n|\r/.exec(text) ?? [];
  const lines = /[\r\n]/.test(textOf(text, model));
  const colon = gap(text, model.children?.[0]?.children, /^[ \t]*:[ \t]*$/) ?? (lines ? ": " : ":");
  const comma = gap(text, model.children, /^[ \t]*,[ \t]*$/) ?? (/\s$/.test(colon) ? ", " : ",");
  return {
    lineBreak,
    unit: unitOf(text, model) ?? unitOf(text, root) ?? "  ",
    colon,
    lines,
    comma,
    padding: lines ? "" : (/^\{([ \t]*)/.exec(textOf(text, model))?.[1] ?? ""),
  };
}

/** Writes a value in a style. `indentation` is that of the line that it starts on. */
export function printJson(value: JsonValue, style: JsonStyle, indentation: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const print = (inner: JsonValue): string => printJson(inner, style, indentation + style.unit);
  const isList = Array.isArray(value);
  const parts = isList
    ? (value as readonly JsonValue[]).map(print)
    : Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}${style.colon}${print(inner)}`);
  const [open, close] = isList ? (["[", "]"] as const) : (["{", "}"] as const);
  if (!style.lines) {
    const padding = isList ? "" : style.padding;
    return `${open}${padding}${parts.join(style.comma)}${padding}${close}`;
  }
  const lines = parts.map((part) => `${style.lineBreak}${indentation}${style.unit}${part}`);
  return `${open}${lines.join(",")}${style.lineBreak}${indentation}${close}`;
}

export const endOf = (node: Node): number => node.offset + node.length;

/** What the line of an offset is indented by. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? "";
}

/** Whether nothing but spaces stands before an offset on its line. */
export const startsLine = (text: string, offset: number): boolean =>
  text.slice(lineStart(text, offset), offset).trim() === "";

const lineStart = (text: string, offset: number): number =>
  Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;

const textOf = (text: string, node: Node): string => text.slice(node.offset, endOf(node));

/** What stands between the first two nodes, where it is as expected. */
function gap(text: string, nodes: readonly Node[] | undefined, expected: RegExp): string | undefined {
  const [first, second] = nodes ?? [];
  const between = first && second && text.slice(endOf(first), second.offset);
  return between !== undefined && expected.test(between) ? between : undefined;
}

/** By how much the members of an object are indented more than its end. */
function unitOf(text: string, object: Node): string | undefined {
  const first = object.children?.[0]?.offset;
  const end = endOf(object) - 1;
  if (first === undefined || !startsLine(text, first) || !startsLine(text, end)) return undefined;
  const outer = indentationAt(text, end);
  const inner = indentationAt(text, first);
  return inner.startsWith(outer) ? inner.slice(outer.length) : undefined;
}
