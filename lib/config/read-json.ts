import type * as Jsonc from "jsonc-parser";
import { jsonDepth } from "./json-depth";
import type { Path } from "./problem";
import { locationAt, locator } from "./source";
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
  const faults = [
    ...errors.map(({ error, offset }): Fault => {
      const place = locationAt(text, offset);
      return /^0[0-9]/.test(text.slice(Math.max(0, offset - 1)))
        ? { code: "json-leading-zero", args: {}, ...place }
        : { code: "json-syntax", args: { error: jsonc.printParseErrorCode(error) }, ...place };
    }),
    ...(root === undefined ? [] : repeatedKeys(root, text)),
  ];
  if (faults.length > 0 || root === undefined) return { ok: false, faults };
  const at = locator(text);
  return {
    ok: true,
    input: valueOf(jsonc, text),
    locate: (path, part) => {
      const node = jsonc.findNodeAtLocation(root, [...path]);
      return at(offsetOf(node ?? nearestParent(jsonc, root, path), node === undefined ? "key" : part));
    },
  };
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

function repeatedKeys(node: Jsonc.Node, text: string): readonly Fault[] {
  const children = node.children ?? [];
  const keys =
    node.type === "object" ? children.flatMap((property) => property.children?.slice(0, 1) ?? []) : [];
  const repeated = keys.filter((key, index) => keys.findIndex(({ value }) => value === key.value) < index);
  return [
    ...repeated.map(({ offset }): Fault => ({ code: "repeated-key", args: {}, ...locationAt(text, offset) })),
    ...children.flatMap((child) => repeatedKeys(child, text)),
  ];
}

function nearestParent(jsonc: typeof Jsonc, root: Jsonc.Node, path: Path): Jsonc.Node {
  for (let length = path.length - 1; length > 0; length--) {
    const node = jsonc.findNodeAtLocation(root, path.slice(0, length));
    if (node !== undefined) return node;
  }
  return root;
}

/** A section is found at its key. */
function offsetOf(node: Jsonc.Node, part: "key" | "value"): number {
  const key = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
  const isSection = node.type === "object" || node.type === "array";
  return key !== undefined && (part === "key" || isSection) ? key.offset : node.offset;
}
