import type { Draft } from "../draft";
import { differ } from "../draft";
import type { PlacedMistake } from "../problem";
import { minimumGlacierDays } from "../retention-rules";

const ofCreatedBucket = ["lifecycle", "objectLock", "accessLog"] as const;

/** How long logs are kept, how they are locked and what a destroy does with them, where these exclude each other. */
export function retentionContradictions(draft: Draft): readonly PlacedMistake[] {
  const { bucket, preset } = draft.config;
  if (bucket === undefined) return [];
  if (bucket.existing === true || preset === "control-tower") return ofOthersBucket(draft);
  return [
    ...lifecycleContradictions(draft),
    ...lockContradictions(draft),
    ...accessLogContradictions(draft),
    ...destroyContradictions(draft),
  ];
}

/** The settings of a bucket that is managed elsewhere. */
function ofOthersBucket({ config: { bucket = {} } }: Draft): readonly PlacedMistake[] {
  return [
    ...ofCreatedBucket.filter((option) => bucket[option] !== undefined),
    ...(bucket.forceDestroy === true ? (["forceDestroy"] as const) : []),
  ].map((option) => ({
    path: ["bucket", option],
    code: "option-of-new-bucket",
    args: {},
    aboutKey: true,
  }));
}

function lifecycleContradictions(draft: Draft): readonly PlacedMistake[] {
  const { lifecycle, objectLock } = draft.config.bucket ?? {};
  if (lifecycle === undefined) return [];
  const path = ["bucket", "lifecycle"];
  const days = daysIn(draft);
  const [glacier, expiry, lock] = [
    days(lifecycle.glacierAfterDays),
    days(lifecycle.expireAfterDays),
    days(objectLock?.days),
  ];
  const at = [...path, "expireAfterDays"];
  const isEmpty = Object.values(lifecycle).every((value) => value === null);
  return [
    ...(isEmpty ? [{ path, code: "lifecycle-empty", args: {} } as const] : []),
    ...(expiry !== undefined && glacier !== undefined ? glacierMistakes(at, glacier, expiry) : []),
    ...(expiry !== undefined && lock !== undefined && expiry < lock
      ? [{ path: at, code: "expiry-within-lock", args: { expiry, lock } } as const]
      : []),
    ...(typeof lifecycle.expireAfterDays === "number" &&
    (lifecycle.noncurrentExpireAfterDays ?? null) === null &&
    !draft.unsound(...path, "noncurrentExpireAfterDays")
      ? [{ path: at, code: "expired-logs-kept", args: {}, severity: "warning" } as const]
      : []),
  ];
}

function glacierMistakes(path: readonly string[], glacier: number, expiry: number): readonly PlacedMistake[] {
  if (expiry <= glacier) return [{ path, code: "expiry-before-glacier", args: { expiry, glacier } }];
  const args = { stay: expiry - glacier, billed: minimumGlacierDays };
  return expiry - glacier < minimumGlacierDays
    ? [{ path, code: "glacier-billed", args, severity: "warning" }]
    : [];
}

/** A number of days as far as it is known: of a token, nothing can be said. */
const daysIn =
  ({ opaque }: Draft) =>
  (value: number | null | undefined): number | undefined =>
    typeof value !== "number" || opaque(value) ? undefined : value;

function lockContradictions(draft: Draft): readonly PlacedMistake[] {
  const { objectLock } = draft.config.bucket ?? {};
  if (objectLock === undefined || draft.unsound("bucket", "objectLock", "mode")) return [];
  const { mode, confirm } = objectLock;
  const path = ["bucket", "objectLock"];
  if (mode !== "compliance") {
    return confirm === undefined
      ? []
      : [{ path: [...path, "confirm"], code: "confirm-of-governance", args: {}, aboutKey: true }];
  }
  const days = daysIn(draft)(objectLock.days);
  return confirm === undefined && !draft.unsound(...path, "confirm")
    ? [
        {
          path: [...path, "mode"],
          code: "compliance-unconfirmed",
          args: { ...(days !== undefined && { days }) },
        },
      ]
    : [{ path: [...path, "mode"], code: "lock-without-key", args: {}, severity: "warning" }];
}

function accessLogContradictions(draft: Draft): readonly PlacedMistake[] {
  const { config, opaque, region } = draft;
  const { accessLog, name } = config.bucket ?? {};
  const target = accessLog?.bucket;
  const elsewhere = accessLog?.region ?? undefined;
  return [
    ...(target !== undefined && target === name && !opaque(target)
      ? [
          {
            path: ["bucket", "accessLog", "bucket"],
            code: "access-log-of-itself",
            args: { bucket: target },
          } as const,
        ]
      : []),
    ...(elsewhere !== undefined && region !== undefined && differ(draft, elsewhere, region)
      ? [
          {
            path: ["bucket", "accessLog", "region"],
            code: "access-log-elsewhere",
            args: { region: elsewhere, bucketRegion: region },
          } as const,
        ]
      : []),
  ];
}

function destroyContradictions({ config, unsound }: Draft): readonly PlacedMistake[] {
  const { bucket, protect = true } = config;
  if (bucket?.forceDestroy !== true) return [];
  const path = ["bucket", "forceDestroy"];
  return [
    ...(bucket.objectLock === undefined ? [] : [{ path, code: "force-destroy-locked", args: {} } as const]),
    ...(protect && !unsound("protect") ? [{ path, code: "force-destroy-protected", args: {} } as const] : []),
  ];
}
