import type { Draft } from "../draft";
import type { ConfigMistake, Path, PlacedMistake } from "../problem";
import { maximumTags, tagKeyRule, tagValueRule } from "../rules";
import { violationOf } from "../violation";

/** Tags that AWS refuses, and with a warning those whose characters only some services take. */
export function tagContradictions({ config, opaque }: Draft): readonly PlacedMistake[] {
  const tags = Object.entries(config.tags ?? {});
  return [
    ...(tags.length > maximumTags ? [tooMany(tags.length)] : []),
    ...repeatedKeys(tags.map(([key]) => key)).map((key) =>
      aboutKey(key, { code: "tag-key-twice", args: { key } }),
    ),
    ...tags.flatMap(([key, value]) => [
      ...(opaque(key) ? [] : keyMistakes(key)),
      // The schema does not look at the value of __proto__.
      ...(typeof value !== "string" || opaque(value)
        ? []
        : valueMistakes(value, key, config.trail !== false)),
    ]),
  ];
}

const tooMany = (count: number): PlacedMistake => ({
  path: ["tags"],
  code: "tag-count",
  args: { count, maximum: maximumTags },
  aboutKey: true,
});

/** Keys that Terraform, which takes texts in their Unicode normal form C, takes for one that stands before them. */
function repeatedKeys(keys: readonly string[]): readonly string[] {
  const known = new Set<string>();
  return keys.filter((key) => known.size === known.add(key.normalize()).size);
}

const aboutKey = (key: string, mistake: ConfigMistake): PlacedMistake => ({
  ...mistake,
  path: ["tags", key],
  aboutKey: true,
});

function keyMistakes(key: string): readonly PlacedMistake[] {
  if (key === "__proto__") return [aboutKey(key, { code: "tag-key-impossible", args: { key } })];
  const violation = violationOf(tagKeyRule, key);
  return violation === undefined
    ? oddCharacters(key, ["tags", key], "key")
    : [aboutKey(key, { code: "tag-key", args: { violation } })];
}

function valueMistakes(value: string, key: string, onTrail: boolean): readonly PlacedMistake[] {
  const path = ["tags", key];
  if (value === "" && onTrail) return [{ path, code: "tag-empty", args: {} }];
  const violation = violationOf(tagValueRule, value);
  return violation === undefined ? oddCharacters(value, path, "value") : [{ ...violation, path }];
}

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
function oddCharacters(text: string, path: Path, part: "key" | "value"): readonly PlacedMistake[] {
  const characters = [
    ...new Set(Array.from(text).filter((character) => !/[\p{L}\p{N}\p{Zs}_.:/=+@-]/u.test(character))),
  ];
  if (characters.length === 0) return [];
  return [{ path, code: "tag-characters", args: { part, characters }, severity: "warning" }];
}
