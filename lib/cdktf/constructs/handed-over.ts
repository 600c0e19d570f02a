import type { Config } from "../../config/config";
import type { PlacedByPath } from "./config-of";

/**
 * What is handed over and cannot be let go of, where addresses are CDKTF's: they follow from the construct that
 * built it, which may stand elsewhere by now.
 */
export const handedOverMistakes = ({ bucket, key }: Config): readonly PlacedByPath[] => [
  ...(bucket?.handedOver ? [mistake("bucket")] : []),
  ...(key.handedOver ? [mistake("key")] : []),
];

const mistake = (what: "bucket" | "key"): PlacedByPath => ({
  path: `${what}.handedOver`,
  code: "handed-over-in-own-stack",
  args: { what },
});
