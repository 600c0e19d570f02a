import type { Draft } from "../draft";
import type { PlacedMistake } from "../problem";
import { aliasRule } from "../rules";
import { violationOf } from "../violation";

const ofCreatedKey = [
  "account",
  "alias",
  "description",
  "rotationDays",
  "deletionWindowDays",
  "multiRegion",
  "replicas",
] as const;

/** Options of a key that nobody creates, and a name that cannot be the alias. */
export function keyContradictions(draft: Draft): readonly PlacedMistake[] {
  const key = draft.config.key ?? {};
  if (typeof key.existing === "string") {
    return (
      ofCreatedKey
        .filter((option) => key[option] !== undefined && key[option] !== null)
        // Replicas are handed over with the key.
        .filter((option) => option !== "replicas" || key.handedOver !== true)
        .map((option) => ({
          path: ["key", option],
          code: "option-of-new-key",
          args: {},
          aboutKey: true,
        }))
    );
  }
  return [...aliasContradiction(draft), ...(key.handedOver === true ? handedOver(draft) : [])];
}

const handedOver = ({ unsound }: Draft): readonly PlacedMistake[] =>
  unsound("key", "existing")
    ? []
    : [{ path: ["key", "handedOver"], code: "key-handed-over", args: {}, aboutKey: true }];

function aliasContradiction({ config, opaque, unsound }: Draft): readonly PlacedMistake[] {
  const { name, key } = config;
  if (key?.alias !== undefined || unsound("key", "alias") || unsound("key", "existing")) return [];
  const violation = name === undefined || opaque(name) ? undefined : violationOf(aliasRule, name);
  if (violation === undefined) return [];
  return [{ path: ["key", "alias"], code: "name-as-alias", args: { violation } }];
}
