import type { ConfigInput } from "../../lib/config/config-input";

/** The same config for the key of a landing zone; as it is, where the key cannot be in the management account. */
export function asControlTower(input: ConfigInput): ConfigInput {
  const { organization, account, accounts, key = {}, bucket, ...rest } = input;
  const existing = /^arn:[^:]*:kms:[^:]*:(\d{12}):key\/(mrk-)?/.exec(key.existing ?? "");
  const isElsewhere = existing !== null && existing[1] !== account;
  if (typeof account !== "string" || accounts !== undefined || isElsewhere || existing?.[2]) return input;
  return {
    ...without(rest, ["trail", "events", "logGroup", "notifications", "alarms", "profile"]),
    preset: "control-tower",
    account,
    organization: { id: organization?.id ?? "o-abcd123456" },
    key: without(key, ["multiRegion", "replicas", "account"]),
    ...(bucket && { bucket: without(bucket, [...ofOwnBucket, "existing", "handedOver", "deliverFrom"]) }),
  };
}

const ofOwnBucket = ["lifecycle", "objectLock", "accessLog", "forceDestroy"] as const;

const without = <Value extends object, Name extends keyof Value>(
  value: Value,
  names: readonly Name[],
): Omit<Value, Name> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name as Name))) as Omit<
    Value,
    Name
  >;
