import type { Draft } from "../draft";
import { differ } from "../draft";
import type { Path, PlacedMistake } from "../problem";

/**
 * What the landing zone of a preset rules out: it creates trail and bucket, and takes only a single-Region key of the
 * management account.
 * https://docs.aws.amazon.com/controltower/latest/userguide/configure-kms-keys.html
 */
export function presetContradictions(draft: Draft): readonly PlacedMistake[] {
  const { preset, organization, trail, bucket } = draft.config;
  if (preset !== "control-tower") return [];
  const isMissing = organization === undefined && !draft.unsound("organization");
  return [
    ...(isMissing
      ? [{ path: ["organization"], code: "preset-without-organization", args: {} } as const]
      : []),
    ...(trail !== undefined && trail !== false ? [created(["trail"], "trail")] : []),
    ...(bucket?.existing === false ? [created(["bucket", "existing"], "bucket")] : []),
    ...(bucket?.handedOver === true ? [created(["bucket", "handedOver"], "bucket")] : []),
    ...elsewhere(draft),
    ...unsuitableKey(draft),
  ];
}

const created = (path: Path, what: "trail" | "bucket"): PlacedMistake => ({
  path,
  code: "preset-creates",
  args: { what },
  aboutKey: true,
});

/** Anything that would put the key into another account than the management account. */
function elsewhere(draft: Draft): readonly PlacedMistake[] {
  const { account, existingKey } = draft;
  const { organization, key } = draft.config;
  const management = organization?.managementAccount ?? account;
  return [
    ...(differ(draft, account, management)
      ? [
          {
            path: ["account"],
            code: "preset-elsewhere",
            args: { account: account ?? "", management: management ?? "" },
          } as const,
        ]
      : []),
    ...(typeof key?.account === "string"
      ? [{ path: ["key", "account"], code: "preset-key-elsewhere", args: {}, aboutKey: true } as const]
      : []),
    ...(differ(draft, existingKey?.account, management)
      ? [
          {
            path: ["key", "existing"],
            code: "preset-elsewhere",
            args: { account: existingKey?.account ?? "", management: management ?? "" },
          } as const,
        ]
      : []),
  ];
}

/** The ID of a multi-Region key shows that it is one. */
function unsuitableKey({ config: { key }, existingKey }: Draft): readonly PlacedMistake[] {
  const path = existingKey?.resource.startsWith("key/mrk-")
    ? ["key", "existing"]
    : key?.multiRegion === true
      ? ["key", "multiRegion"]
      : null;
  return path === null ? [] : [{ path, code: "preset-multi-region", args: {} }];
}
