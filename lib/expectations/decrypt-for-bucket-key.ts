import type { Config, PolicyStyle } from "../config/config";

export const needsBucketKey = (config: Config): boolean => config.bucket?.bucketKey ?? true;

/** AWS's page grants CloudTrail the decrypt without a condition. */
export const anyTrailDecryptsIn = (config: Config): readonly PolicyStyle[] =>
  needsBucketKey(config) ? ["aws-docs"] : [];
