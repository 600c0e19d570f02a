import type { Arn } from "./arn";
import { parseArn } from "./arn";
import type { Config } from "./config";

/** What the ARN of an existing key says; undefined where the key is created, or only Terraform knows the ARN. */
export const existingKeyArn = ({ key }: Pick<Config, "key">): Arn | undefined =>
  key.existing === null ? undefined : parseArn(key.existing);

/** The account that owns the key: an existing key's own, else the trail's. `null` where only Terraform knows. */
export const keyOwner = (config: Pick<Config, "account" | "key">): string | null =>
  existingKeyArn(config)?.account ?? config.account;
