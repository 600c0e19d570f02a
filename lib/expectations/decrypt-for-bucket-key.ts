import type { Config, PolicyStyle } from "../config/config";
import { isControlTower } from "../config/control-tower";

export const needsBucketKey = (config: Config): boolean =>
  isControlTower(config) || (config.bucket?.bucketKey ?? true);

/** AWS's page for CloudTrail grants it the decrypt without a condition; Control Tower's page has both conditions. */
export const anyTrailDecryptsIn = (config: Config): readonly PolicyStyle[] =>
  needsBucketKey(config) && !isControlTower(config) ? ["aws-docs"] : [];
