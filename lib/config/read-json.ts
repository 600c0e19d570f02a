import type * as Jsonc from "jsonc-parser";
import { jsonDepth } from "./json-depth";
import type { Locate, Path } from "./problem";
import { locator } from "./source";
import type { Fault, Source } from "./source";

export interface JsonReading {
  /** Whether `//` and `/*` comments may stand in it. Trailing commas never may. @default false */
  readonly comments?: boolean;
}

/** Reads JSON as its standard has it, but for the comments where they are allowed. */
export function readJson(text: string, { comments = false }: JsonReading = {}): Source {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
  const jsonc = require("jsonc-parser") as typeof Jsonc;
  const depth = jsonDepth(text);
  if (depth > deepest) return { ok: false, faults: [{ code: "json-depth", args: { depth } }] };
  const errors: Jsonc.ParseError[] = [];
  const root = jsonc.parseTree(text, errors, { disallowComments: !comments, allowTrailingComma: false });
  const at = locator(text);
  const faults = [
    ...errors.filter(isFirstAtOffset).map(({ error, offset }): Fault => {
      const comma = trailingCommaBefore(text, offset);
      if (comma !== undefined) return { code: "json-trailing-comma", args: {}, ...at(comma) };
      const place = at(offset);
      return /^0[0-9]/.test(text.slice(Math.max(0, offset - 1)))
        ? { code: "json-leading-zero", args: {}, ...place }
        : { code: "json-syntax", args: { error: jsonc.printParseErrorCode(error) }, ...place };
    }),
    ...(root === undefined
      ? []
      : repeatedKeys(root).map(({ offset }): Fault => ({
          code: "repeated-key",
          args: {},
          ...at(offset),
        }))),
  ];
  if (faults.length > 0 || root === undefined) return { ok: false, faults };
  return {
    ok: true,
    input: valueOf(jsonc, text),
    locate: locateIn(text, text.length > treeKept ? null : root),
  };
}

/** A larger text is read again where a place is asked for: its tree takes over ten times as much memory as it does. */
const treeKept = 1_000_000;

function locateIn(text: string, tree: Jsonc.Node | null): Locate {
  const at = locator(text);
  const childOf = childFinder();
  let root = tree;
  return (path, part) => {
    root ??= treeOf(text);
    let node = root;
    for (const step of path) {
      const child = childOf(node, step);
      if (child === undefined) return at(offsetOf(node, "key"));
      node = child;
    }
    return at(offsetOf(node, part));
  };
}

/** The tree of a text that is known to be JSON. */
function treeOf(text: string): Jsonc.Node {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as said
  const { parseTree } = require("jsonc-parser") as typeof Jsonc;
  return parseTree(text) ?? { type: "null", offset: 0, length: 0 };
}

/** Of what the parser misses in one place, the first says what is wrong. */
const isFirstAtOffset = (
  { offset }: Jsonc.ParseError,
  index: number,
  all: readonly Jsonc.ParseError[],
): boolean => all[index - 1]?.offset !== offset;

/** Where the comma stands that a bracket at the offset follows. */
function trailingCommaBefore(text: string, offset: number): number | undefined {
  if (text[offset] !== "]" && text[offset] !== "}") return undefined;
  let at = offset - 1;
  while (at >= 0 && /\s/.test(text[at] ?? "")) at--;
  return text[at] === "," ? at : undefined;
}

/** What reads JSON, and what judges it, calls itself for each level. */
const deepest = 500;

/** Most files have no comments, and are then spared looking for them. */
function valueOf(jsonc: typeof Jsonc, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return JSON.parse(jsonc.stripComments(text, " ")) as unknown;
  }
}

/** The keys that an object has a second time. */
function repeatedKeys(node: Jsonc.Node): readonly Jsonc.Node[] {
  const children = node.children ?? [];
  const known = new Set<unknown>();
  const keys =
    node.type === "object" ? children.flatMap((property) => property.children?.slice(0, 1) ?? []) : [];
  const repeated = keys.filter(({ value }) => known.size === known.add(value).size);
  return [...repeated, ...children.flatMap(repeatedKeys)];
}

/** Finds members by name. jsonc-parser's own search goes through all members of an object for each. */
function childFinder(): (node: Jsonc.Node, step: Path[number]) => Jsonc.Node | undefined {
  const members = new WeakMap<Jsonc.Node, ReadonlyMap<unknown, Jsonc.Node>>();
  return (node, step) => {
    if (node.type === "array") return typeof step === "number" ? node.children?.[step] : undefined;
    const known = members.get(node) ?? membersOf(node);
    members.set(node, known);
    return known.get(String(step));
  };
}

const membersOf = ({ type, children = [] }: Jsonc.Node): ReadonlyMap<unknown, Jsonc.Node> =>
  new Map(
    type !== "object"
      ? []
      : children.flatMap(({ children: [key, value] = [] }) => (key && value ? [[key.value, value]] : [])),
  );

/** A section is found at its key. */
function offsetOf(node: Jsonc.Node, part: "key" | "value"): number {
  const key = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
  const isSection = node.type === "object" || node.type === "array";
  return key !== undefined && (part === "key" || isSection) ? key.offset : node.offset;
}
