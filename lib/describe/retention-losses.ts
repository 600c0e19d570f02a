import type { BucketConfig } from "../config/config";

/** How long the bucket that a module creates keeps logs, how it locks them, and whether requests to it are logged. */
export interface Retention {
  readonly expireAfterDays: number | null;
  readonly noncurrentExpireAfterDays: number | null;
  /** `null`: logs are not locked. */
  readonly lock: { readonly mode: string; readonly days: number } | null;
  readonly accessLog: boolean;
}

/** Logs that would be deleted, or could be, and requests that would no longer be logged; Terraform only changes settings. */
export type RetentionLoss =
  /** `before` is `null` where nothing was deleted. */
  | {
      readonly code: "logs-expire";
      readonly option: "expireAfterDays" | "noncurrentExpireAfterDays";
      readonly before: number | null;
      readonly after: number;
    }
  | { readonly code: "lock-removed"; readonly mode: string; readonly days: number }
  | { readonly code: "lock-weakened"; readonly before: string; readonly after: string }
  | { readonly code: "lock-shortened"; readonly before: number; readonly after: number }
  | { readonly code: "access-unlogged" };

const none: Retention = {
  expireAfterDays: null,
  noncurrentExpireAfterDays: null,
  lock: null,
  accessLog: false,
};

/** Undefined where the config asks for nothing of it. */
export function retentionOf({ lifecycle, objectLock, accessLog }: BucketConfig): Retention | undefined {
  const retention: Retention = {
    expireAfterDays: lifecycle?.expireAfterDays ?? null,
    noncurrentExpireAfterDays: lifecycle?.noncurrentExpireAfterDays ?? null,
    lock: objectLock && { mode: objectLock.mode, days: objectLock.days },
    accessLog: accessLog !== null,
  };
  return Object.values(retention).some((value) => value !== null && value !== false) ? retention : undefined;
}

/** What a bucket that stays loses between two modules. Absent: it had, or has, nothing of it. */
export function retentionLosses(before: Retention = none, after: Retention = none): readonly RetentionLoss[] {
  return [
    ...(["expireAfterDays", "noncurrentExpireAfterDays"] as const).flatMap(
      (option): readonly RetentionLoss[] => {
        const [old, now] = [before[option], after[option]];
        return now !== null && (old === null || now < old)
          ? [{ code: "logs-expire", option, before: old, after: now }]
          : [];
      },
    ),
    ...lockLosses(before.lock, after.lock),
    ...(before.accessLog && !after.accessLog ? [{ code: "access-unlogged" } as const] : []),
  ];
}

function lockLosses(before: Retention["lock"], after: Retention["lock"]): readonly RetentionLoss[] {
  if (before === null) return [];
  if (after === null) return [{ code: "lock-removed", mode: before.mode, days: before.days }];
  return [
    ...(before.mode === "compliance" && after.mode !== "compliance"
      ? [{ code: "lock-weakened", before: before.mode, after: after.mode } as const]
      : []),
    ...(after.days < before.days
      ? [{ code: "lock-shortened", before: before.days, after: after.days } as const]
      : []),
  ];
}
