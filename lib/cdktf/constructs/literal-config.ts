import type { Config } from "../../config/config";
import { literalText } from "../emitter/terraform-text";

/** A config whose texts come from a file, where none can be a token: one that looks so is text all the same. */
export const literalConfig = (config: Config): Config => literal(config) as Config;

function literal(value: unknown): unknown {
  if (typeof value === "string") return literalText(value);
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [literalText(key), literal(inner)]));
}
