import type { Draft } from "../draft";
import type { PlacedMistake } from "../problem";
import { pathText } from "../problem";
import { neededProvider, providerRange } from "../provider-versions";
import { isEmpty, rangeText } from "../version-range";

/** A constraint that allows no version that the module works on. */
export function providerContradictions({ config, opaque }: Draft): readonly PlacedMistake[] {
  const constraint = config.provider?.aws;
  if (typeof constraint !== "string" || opaque(constraint)) return [];
  if (!isEmpty(providerRange(config, constraint))) return [];
  const { range, option } = neededProvider(config);
  const args = { constraint, needed: rangeText(range), ...(option && { option: pathText(option) }) };
  return [{ path: ["provider", "aws"], code: "provider-excluded", args }];
}
