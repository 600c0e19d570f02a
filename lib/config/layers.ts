import { isRecord } from "./is-record";
import type { JsonSchema } from "./json-schema-type";
import { optionsAt } from "./option-tree";
import type { LocateOption, Path } from "./problem";

/** What one file says, and where. */
export interface Layer {
  readonly input: Readonly<Record<string, unknown>>;
  readonly locate: LocateOption;
}

/**
 * Puts a config over those that it extends: sections go together option by option, everything else replaces, and
 * `null` takes an option away, so that its default is back. What is not known as an option keeps its `null`, and is
 * refused as in any config.
 *
 * @param layers The uppermost first.
 * @param options The JSON Schema of the config; it is asked for only by a `null` over nothing.
 */
export function overlaid(layers: readonly Layer[], options: () => JsonSchema): Layer {
  const [bottom, ...above] = layers.map(({ input }) => input).reverse();
  let tree: JsonSchema | undefined;
  const isOption = (path: Path, key: string): boolean => optionsAt((tree ??= options()), path).includes(key);
  return {
    input: above.reduce((under, over) => merged(under, over, [], isOption), bottom ?? {}),
    locate: (path, part) => ownerOf(layers, path)?.locate(path, part),
  };
}

type Section = Readonly<Record<string, unknown>>;

function merged(
  under: Section,
  over: Section,
  path: Path,
  isOption: (path: Path, key: string) => boolean,
): Section {
  // A map, since an assignment takes __proto__ for the object's prototype.
  const options = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const before = options.get(key);
    if (value === null && (options.has(key) || isOption(path, key))) options.delete(key);
    else if (isRecord(value)) {
      options.set(key, merged(isRecord(before) ? before : {}, value, [...path, key], isOption));
    } else options.set(key, value);
  }
  return Object.fromEntries(options);
}

/** The layer that a value comes from; of a value that none has, the uppermost of those that it would be part of. */
function ownerOf(layers: readonly Layer[], path: Path): Layer | undefined {
  let owners: readonly { readonly layer: Layer; readonly value: unknown }[] = layers.map((layer) => ({
    layer,
    value: layer.input,
  }));
  for (const step of path) {
    const inner = owners.flatMap(({ layer, value }) =>
      isRecord(value) && Object.hasOwn(value, step) ? [{ layer, value: value[step] }] : [],
    );
    if (inner.length === 0) break;
    // What is no section hides all that is below it.
    const hides = inner.findIndex(({ value }) => !isRecord(value));
    owners = hides === 0 ? inner.slice(0, 1) : hides > 0 ? inner.slice(0, hides) : inner;
  }
  return owners[0]?.layer;
}
