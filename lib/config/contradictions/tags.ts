import type { Draft } from "../draft";
import type { Finding, Path } from "../problem";
import { maximumTags, tagKeyRule, tagValueRule } from "../rules";
import { show } from "../show";
import { violationOf } from "../violation";

/** Tags that AWS refuses, and with a warning those whose characters only some services take. */
export function tagContradictions({ config, opaque }: Draft): readonly Finding[] {
  const tags = Object.entries(config.tags ?? {});
  return [
    ...(tags.length > maximumTags
      ? [
          {
            path: ["tags"],
            message: `has ${tags.length} tags, a resource can have ${maximumTags}`,
            aboutKey: true,
          },
        ]
      : []),
    ...tags
      .filter(([key], index) => tags.findIndex(([other]) => sameText(key, other)) < index)
      .map(([key]) => sameKey(key)),
    ...tags.flatMap(([key, value]) => {
      const path: Path = ["tags", key];
      return [
        ...(opaque(key) ? [] : keyFindings(key, path)),
        ...(value === undefined || opaque(value) ? [] : valueFindings(value, path, config.trail !== false)),
      ];
    }),
  ];
}

/** Terraform, which takes texts in their Unicode normal form C, sees one key. */
const sameText = (left: string, right: string): boolean => left.normalize() === right.normalize();

const sameKey = (key: string): Finding => ({
  path: ["tags", key],
  message: `${show(key)} is there twice, once with its accents as characters of their own: Terraform sees one key`,
  aboutKey: true,
});

function keyFindings(key: string, path: Path): readonly Finding[] {
  const violation =
    key === "__proto__" ? `${show(key)} cannot be a key here: choose another` : violationOf(tagKeyRule, key);
  return violation === undefined
    ? odd(key, path, "the key")
    : [{ path, message: `the key: ${violation}`, aboutKey: true }];
}

function valueFindings(value: string, path: Path, onTrail: boolean): readonly Finding[] {
  const violation =
    value === "" && onTrail
      ? "is empty, a tag of a trail has 1 to 256 characters"
      : violationOf(tagValueRule, value);
  return violation === undefined ? odd(value, path, "the value") : [{ path, message: violation }];
}

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
function odd(text: string, path: Path, what: string): readonly Finding[] {
  const characters = [
    ...new Set(Array.from(text).filter((character) => !/[\p{L}\p{N}\p{Zs}_.:/=+@-]/u.test(character))),
  ];
  if (characters.length === 0) return [];
  const shown = characters.map(show).join(" ");
  const message = `${what} holds ${shown}, which S3 and IAM refuse in a tag: keep to letters, digits, spaces and _ . : / = + - @`;
  return [{ path, message, severity: "warning" }];
}
