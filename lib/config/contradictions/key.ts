import type { Draft } from "../draft";
import type { Finding } from "../problem";
import { aliasRule } from "../rules";
import { violationOf } from "../violation";

const ofCreatedKey = ["alias", "description", "rotationDays", "deletionWindowDays", "multiRegion"] as const;

/** Options of a key that nobody creates, and a name that cannot be the alias. */
export function keyContradictions(draft: Draft): readonly Finding[] {
  const key = draft.config.key ?? {};
  if (typeof key.existing === "string") {
    return ofCreatedKey
      .filter((option) => key[option] !== undefined && key[option] !== null)
      .map((option) => ({
        path: ["key", option],
        message: "has no effect on a key that exists (key.existing): leave it out",
        aboutKey: true,
      }));
  }
  return [...aliasContradiction(draft), ...(key.handedOver === true ? handedOver(draft) : [])];
}

const handedOver = ({ unsound }: Draft): readonly Finding[] =>
  unsound("key", "existing")
    ? []
    : [
        {
          path: ["key", "handedOver"],
          message:
            "is for a key that this module created and now adopts: set key.existing to its ARN, or remove handedOver",
          aboutKey: true,
        },
      ];

function aliasContradiction({ config, opaque, unsound }: Draft): readonly Finding[] {
  const { name, key } = config;
  if (key?.alias !== undefined || unsound("key", "alias") || unsound("key", "existing")) return [];
  const violation = name === undefined || opaque(name) ? undefined : violationOf(aliasRule, name);
  if (violation === undefined) return [];
  const message = `the config's name becomes the alias, and ${violation}: give key.alias a value of its own`;
  return [{ path: ["key", "alias"], message }];
}
