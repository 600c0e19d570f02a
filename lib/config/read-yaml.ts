import type * as Yaml from "yaml";
import type { Locate, Location, Path } from "./problem";
import { locator } from "./source";
import type { Fault, Source } from "./source";
import { thrownMessage } from "./thrown";
import { withoutVariables } from "./without-variables";

/** Reads YAML 1.2. */
export function readYaml(text: string): Source {
  const read = readDocument(text);
  if (!read.ok) return read;
  try {
    return { ok: true, input: read.document.toJS({ maxAliasCount: 100 }) as unknown, locate: read.locate };
  } catch (error) {
    // Aliases of aliases that grow beyond all measure.
    return { ok: false, faults: [{ code: "yaml-syntax", args: { reason: thrownMessage(error) } }] };
  }
}

/** Where the parts of a YAML text stand; no place where the text cannot be read. */
export function locateYaml(text: string): Locate {
  const read = readDocument(text);
  return read.ok ? read.locate : () => undefined;
}

type ReadDocument =
  | { readonly ok: true; readonly document: Yaml.Document; readonly locate: Locate }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Loads the parser only here, so that nobody else waits for it. */
function readDocument(text: string): ReadDocument {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
  const yaml = require("yaml") as typeof Yaml;
  const document = withoutVariables(/^LOG_(?:STREAM|TOKENS)$/, () =>
    yaml.parseDocument(text, { merge: true, prettyErrors: false, logLevel: "error", uniqueKeys: false }),
  );
  const at = locator(text);
  const aliased = aliasedNodes(yaml, document);
  const tab = document.errors.find(({ code }) => code === "TAB_AS_INDENT");
  // What the parser makes of the lines after a tab is not what is written there.
  const errors = tab === undefined ? [...document.errors, ...document.warnings] : [tab];
  const faults = [
    ...errors.map((error) => faultOf(error, at)),
    ...(tab === undefined ? repeatedKeys(yaml, document, at) : []),
    ...unknownAliases(aliased, at),
  ];
  if (faults.length > 0) return { ok: false, faults };
  const childOf = childFinder(yaml, aliased);
  return {
    ok: true,
    document,
    locate: (path, part) => {
      const offset = offsetOf(yaml, document, childOf, path, part);
      return offset === undefined ? undefined : at(offset);
    },
  };
}

/** The keys that a mapping has a second time. The parser's own search compares each key with all before it. */
function repeatedKeys(yaml: typeof Yaml, document: Yaml.Document, at: At): readonly Fault[] {
  const faults: Fault[] = [];
  yaml.visit(document, {
    Map: (_key, { items }) => {
      const known = new Set<unknown>();
      for (const { key } of items) {
        if (!yaml.isScalar(key)) continue;
        if (known.has(key.value)) faults.push({ code: "repeated-key", args: {}, ...at(key.range?.[0] ?? 0) });
        known.add(key.value);
      }
    },
  });
  return faults;
}

/** What each alias stands for, undefined where no anchor before it has its name. */
type AliasedNodes = ReadonlyMap<Yaml.Alias, Yaml.Node | undefined>;

/** In one walk: the parser's own way goes through the document for each alias. */
function aliasedNodes(yaml: typeof Yaml, document: Yaml.Document): AliasedNodes {
  const anchors = new Map<string, Yaml.Node>();
  const aliased = new Map<Yaml.Alias, Yaml.Node | undefined>();
  yaml.visit(document, {
    Alias: (_key, alias) => {
      aliased.set(alias, anchors.get(alias.source));
    },
    Value: (_key, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return aliased;
}

function unknownAliases(aliased: AliasedNodes, at: At): readonly Fault[] {
  return [...aliased]
    .filter(([, node]) => node === undefined)
    .map(([{ source, range }]) => ({ code: "yaml-alias", args: { name: source }, ...at(range?.[0] ?? 0) }));
}

type At = (offset: number) => Location;

function faultOf(error: Pick<Yaml.YAMLError, "code" | "message" | "pos">, at: At): Fault {
  const place = at(error.pos[0]);
  const code = codes[error.code];
  return code === undefined
    ? { code: "yaml-syntax", args: { reason: error.message }, ...place }
    : { code, args: {}, ...place };
}

/** What users run into most has a sentence of ours. */
const codes: Readonly<Partial<Record<Yaml.ErrorCode, Messageless>>> = {
  MULTIPLE_DOCS: "yaml-documents",
  TAB_AS_INDENT: "yaml-tab",
  RESOURCE_EXHAUSTION: "yaml-depth",
};

type Messageless = "yaml-documents" | "yaml-tab" | "yaml-depth";

interface Step {
  readonly node: unknown;
  readonly key: unknown;
}

/** Where the value at a path, or its key, starts; else what it would be part of. A section is found at its key. */
function offsetOf(
  yaml: typeof Yaml,
  document: Yaml.Document,
  childOf: ChildOf,
  path: Path,
  part: "key" | "value",
): number | undefined {
  const steps: Step[] = [{ node: document.contents, key: undefined }];
  for (const step of path) {
    const next = childOf(steps.at(-1)?.node, step);
    if (next === undefined) {
      part = "key";
      break;
    }
    steps.push(next);
  }
  const { node, key } = steps.at(-1) ?? {};
  const atKey = key !== undefined && (part === "key" || !yaml.isScalar(node) || node.value === null);
  const found = atKey ? key : node;
  return yaml.isNode(found) ? found.range?.[0] : undefined;
}

type ChildOf = (parent: unknown, step: string | number) => Step | undefined;

/** Finds members by name, in as long as it takes to read the mapping once. */
function childFinder(yaml: typeof Yaml, aliased: AliasedNodes): ChildOf {
  const members = new WeakMap<Yaml.YAMLMap, ReadonlyMap<string, Step>>();
  return (parent, step) => {
    const node = yaml.isAlias(parent) ? aliased.get(parent) : parent;
    if (yaml.isSeq(node) && typeof step === "number") {
      return step < node.items.length ? { node: node.items[step], key: undefined } : undefined;
    }
    if (!yaml.isMap(node)) return undefined;
    const known = members.get(node) ?? membersOf(yaml, node);
    members.set(node, known);
    return known.get(String(step));
  };
}

const membersOf = (yaml: typeof Yaml, { items }: Yaml.YAMLMap): ReadonlyMap<string, Step> =>
  new Map(
    items.flatMap(({ key, value }) =>
      yaml.isScalar(key) ? [[String(key.value), { node: value, key }] as const] : [],
    ),
  );
