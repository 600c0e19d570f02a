import type { JsonValue } from "./canonical-json";
import { canonicalJson } from "./canonical-json";
import type { Each, Expression } from "./expression";
import { plainValue } from "./value-expression";

/** The least and the most that something can take. */
export interface Bounds {
  readonly least: number;
  /** `Infinity`: there is no most. */
  readonly most: number;
}

/**
 * The bounds of a value that is not known: of a text, in bytes without quotes; undefined where it may be anything,
 * such as a list.
 */
export type LeafBounds = (leaf: Expression) => Bounds | undefined;

/** The size in bytes of an expression as `jsonencode` writes it. What is computed is exact where all of it is known. */
export function jsonSize(expression: Expression, leafBounds: LeafBounds): Bounds {
  const size = (part: Expression): Bounds => jsonSize(part, leafBounds);
  switch (expression.kind) {
    case "literal":
      return exactly(bytesOf(expression.value));
    case "list":
      return listSize(expression.items.map(size));
    case "object":
      return listSize(
        expression.entries.map(({ key, value }) => sum([exactly(bytesOf(key) + 1), size(value)])),
      );
    case "template":
      return sum([quotes, ...expression.parts.map((part) => textSize(part, leafBounds))]);
    case "if":
      return oneOf([size(expression.then), size(expression.otherwise)]);
    case "call":
      if (expression.function === "coalesce") return oneOf(expression.args.map(size));
      return expression.function === "setunion" ? unionSize(expression.args, size) : anything;
    case "each":
      return filteredSize(expression, size);
    default: {
      const text = leafBounds(expression);
      return text === undefined ? anything : sum([quotes, text]);
    }
  }
}

const bytesOf = (value: JsonValue): number =>
  typeof value === "string" && plainText.test(value)
    ? value.length + 2
    : Buffer.byteLength(canonicalJson(value));

/** Texts of which JSON escapes nothing, as most of a policy are. */
const plainText = /^[ !#-%'-;=?-[\]-~]*$/;

const exactly = (bytes: number): Bounds => ({ least: bytes, most: bytes });

const quotes = exactly(2);

/** `""`, `[]` and `{}` are the shortest that a policy holds. */
const anything: Bounds = { least: 2, most: Infinity };

function sum(all: readonly Bounds[]): Bounds {
  let [least, most] = [0, 0];
  for (const one of all) {
    least += one.least;
    most += one.most;
  }
  return { least, most };
}

const oneOf = (all: readonly Bounds[]): Bounds => ({
  least: Math.min(...all.map(({ least }) => least)),
  most: Math.max(...all.map(({ most }) => most)),
});

/** Brackets around the members, commas between. */
const listSize = (members: readonly Bounds[]): Bounds =>
  sum([exactly(2 + Math.max(0, members.length - 1)), ...members]);

function textSize(part: string | Expression, leafBounds: LeafBounds): Bounds {
  if (typeof part === "string") return exactly(bytesOf(part) - 2);
  const size = (inner: string | Expression): Bounds => textSize(inner, leafBounds);
  if (part.kind === "template") return sum(part.parts.map(size));
  if (part.kind === "literal" && typeof part.value === "string") return size(part.value);
  if (part.kind === "call" && part.function === "coalesce") return oneOf(part.args.map(size));
  return leafBounds(part) ?? { least: 0, most: Infinity };
}

/** What is not known may turn out to be what another element is already. */
function unionSize(sets: readonly Expression[], size: (part: Expression) => Bounds): Bounds {
  const elements = sets.map((set) => (set.kind === "list" ? set.items : undefined));
  const distinct = new Map(
    elements.flatMap((items = []) => items.map((item) => [JSON.stringify(item), item] as const)),
  );
  const all = [...distinct.values()].map((element) => ({ element, bounds: size(element) }));
  const apart = [...groupedByStart(all).values()].map((group) => listSize(group).least);
  return {
    least: Math.max(2, ...apart),
    most: elements.includes(undefined) ? Infinity : listSize(all.map(({ bounds }) => bounds)).most,
  };
}

/**
 * The bounds of elements that are sure to differ: whatever it is that they begin with, it is the same, and then comes
 * other text.
 */
function groupedByStart(
  elements: readonly { readonly element: Expression; readonly bounds: Bounds }[],
): ReadonlyMap<string, readonly Bounds[]> {
  const groups = new Map<string, Bounds[]>();
  for (const { element, bounds } of elements) {
    const start = plainValue(element) === undefined ? startOf(element) : "";
    const group = groups.get(start);
    if (group === undefined) groups.set(start, [bounds]);
    else group.push(bounds);
  }
  return groups;
}

function startOf(element: Expression): string {
  if (element.kind !== "template" || typeof element.parts.at(-1) !== "string") return JSON.stringify(element);
  return JSON.stringify(element.parts.slice(0, -1));
}

/** A list of which some elements are left out, by a condition that is not known. */
function filteredSize({ over, body, key }: Each, size: (part: Expression) => Bounds): Bounds {
  if (over.kind !== "list" || body.kind !== "item" || key !== undefined) return anything;
  return { least: 2, most: listSize(over.items.map(size)).most };
}
