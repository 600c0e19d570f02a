import * as z from "zod/mini";
import type { IsOpaque } from "../opaque";
import { described, wholeNumber } from "../option";
import { objectLockRule } from "../retention-rules";
import { boundsOf } from "../rules";

/** How long nobody can delete a log, or in governance mode, nobody without a permission of its own. */
export interface ObjectLockConfig {
  readonly mode: "governance" | "compliance";
  readonly days: number;
  /** The mode again, which compliance mode must be confirmed with. */
  readonly confirm?: "compliance";
}

/** @internal */
export function objectLockSchema(opaque: IsOpaque) {
  const section = z.strictObject({
    mode: described(
      z.enum(["governance", "compliance"]),
      "governance: principals with s3:BypassGovernanceRetention can delete a locked log. compliance: no one can, not even the root user.",
    ),
    days: described(
      wholeNumber(objectLockRule, opaque),
      `Days for which a new log is locked, ${boundsOf(objectLockRule)}. Logs that are in the bucket already are not locked.`,
    ),
    confirm: described(
      z.optional(z.enum(["compliance"])),
      "compliance: confirms mode: compliance, which cannot be undone. Default: none.",
    ),
  });
  return described(
    z.optional(section),
    "S3 Object Lock for the logs in the bucket that the module creates. It cannot be switched off later. Default: none.",
  );
}
