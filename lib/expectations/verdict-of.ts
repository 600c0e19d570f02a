import type { Config, PolicyStyle } from "../config/config";
import type { Expectation } from "./expectation";

export type Request = Omit<Expectation, "expect">;

export const allowed = (request: Request): Expectation => ({ ...request, expect: "Allowed" });

/** Refused, but for the styles that are known to let it pass. */
export const refused = (
  config: Config,
  request: Request,
  passesIn: readonly PolicyStyle[] = [],
): Expectation => ({
  ...request,
  expect: passesIn.includes(config.key.style) ? "Allowed" : "ImplicitlyDenied",
});

export const needsBucketKey = (config: Config): boolean => config.bucket?.bucketKey ?? true;

/** AWS's page grants CloudTrail the decrypt without a condition. */
export const anyTrailDecryptsIn = (config: Config): readonly PolicyStyle[] =>
  needsBucketKey(config) ? ["aws-docs"] : [];
