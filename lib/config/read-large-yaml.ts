import type { Locate } from "./problem";
import { locateYaml, readYaml } from "./read-yaml";
import type { Source } from "./source";

/** As much of js-yaml as is used. https://github.com/nodeca/js-yaml */
interface JsYaml {
  readonly load: (text: string, options: { readonly schema: unknown }) => unknown;
  readonly CORE_SCHEMA: { readonly extend: (types: { readonly implicit: readonly unknown[] }) => unknown };
  readonly types: { readonly merge: unknown };
}

/**
 * Reads YAML of megabytes. A parser that keeps no positions takes a sixth of the time; where something is wrong,
 * the one that keeps them reads the text once more.
 */
export function readLargeYaml(text: string): Source {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
  const { load, CORE_SCHEMA, types } = require("js-yaml") as JsYaml;
  let input: unknown;
  try {
    // An empty text is null to YAML.
    input = load(text, { schema: CORE_SCHEMA.extend({ implicit: [types.merge] }) }) ?? null;
  } catch {
    return readYaml(text);
  }
  let locate: Locate | undefined;
  return {
    ok: true,
    input,
    locate: (path, part) => {
      locate ??= locateYaml(text);
      return locate(path, part);
    },
  };
}
