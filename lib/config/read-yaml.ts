import type * as Yaml from "yaml";
import type { Path } from "./problem";
import { locationAt, locator } from "./source";
import type { Fault, Source } from "./source";
import { thrownMessage } from "./thrown";

/** Reads YAML 1.2. Loads its parser only here, so that nobody else waits for it. */
export function readYaml(text: string): Source {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
  const yaml = require("yaml") as typeof Yaml;
  const document = yaml.parseDocument(text, { merge: true, prettyErrors: false, logLevel: "error" });
  const faults = [...document.errors, ...document.warnings].map((error) => faultOf(error, text));
  faults.push(...unknownAliases(yaml, document, text));
  if (faults.length > 0) return { ok: false, faults };
  const at = locator(text);
  try {
    return {
      ok: true,
      input: document.toJS({ maxAliasCount: 100 }) as unknown,
      locate: (path, part) => {
        const offset = offsetOf(yaml, document, path, part);
        return offset === undefined ? undefined : at(offset);
      },
    };
  } catch (error) {
    // Aliases of aliases that grow beyond all measure.
    return { ok: false, faults: [{ code: "yaml-syntax", args: { reason: thrownMessage(error) } }] };
  }
}

function unknownAliases(yaml: typeof Yaml, document: Yaml.Document, text: string): readonly Fault[] {
  const faults: Fault[] = [];
  yaml.visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return;
      faults.push({
        code: "yaml-alias",
        args: { name: alias.source },
        ...locationAt(text, alias.range?.[0] ?? 0),
      });
    },
  });
  return faults;
}

function faultOf(error: Pick<Yaml.YAMLError, "code" | "message" | "pos">, text: string): Fault {
  const place = locationAt(text, error.pos[0]);
  const code = codes[error.code];
  return code === undefined
    ? { code: "yaml-syntax", args: { reason: error.message }, ...place }
    : { code, args: {}, ...place };
}

/** What users run into most has a sentence of ours. */
const codes: Readonly<Partial<Record<Yaml.ErrorCode, "repeated-key" | "yaml-documents" | "yaml-tab">>> = {
  DUPLICATE_KEY: "repeated-key",
  MULTIPLE_DOCS: "yaml-documents",
  TAB_AS_INDENT: "yaml-tab",
};

interface Step {
  readonly node: unknown;
  readonly key: unknown;
}

/** Where the value at a path, or its key, starts; else what it would be part of. A section is found at its key. */
function offsetOf(
  yaml: typeof Yaml,
  document: Yaml.Document,
  path: Path,
  part: "key" | "value",
): number | undefined {
  const steps: Step[] = [{ node: document.contents, key: undefined }];
  for (const step of path) {
    const next = child(yaml, document, steps.at(-1)?.node, step);
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

function child(
  yaml: typeof Yaml,
  document: Yaml.Document,
  parent: unknown,
  step: string | number,
): Step | undefined {
  const node = yaml.isAlias(parent) ? parent.resolve(document) : parent;
  if (yaml.isSeq(node) && typeof step === "number") {
    return step < node.items.length ? { node: node.items[step], key: undefined } : undefined;
  }
  if (!yaml.isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => yaml.isScalar(key) && String(key.value) === String(step));
  return pair && { node: pair.value, key: pair.key };
}
