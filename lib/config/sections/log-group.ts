import * as z from "zod/mini";
import { parseArn } from "../arn";
import type { IsOpaque } from "../opaque";
import { logGroupArnRule, logGroupKeyRule, logGroupNameRule, retentionRule } from "../monitoring-rules";
import { described, text, wholeNumber } from "../option";
import { iamRoleArnRule, keyArnRule } from "../rules";
import type { alarmsSchema } from "./alarms";

/** The log group that the trail sends its events to. */
export type LogGroupConfig = CreatedLogGroup | ExistingLogGroup;

export interface CreatedLogGroup {
  readonly kind: "created";
  readonly name: string;
  /** 0: events do not expire. */
  readonly retentionDays: number;
  readonly key: LogGroupKey;
  /** ARN of the role that CloudTrail assumes. `null`: one is created. */
  readonly role: string | null;
}

export interface ExistingLogGroup {
  readonly kind: "existing";
  /** Without `:*`. */
  readonly arn: string;
  readonly role: string;
}

/** `this`: the key that encrypts the logs. `own`: one that is created for the log group. */
export type LogGroupKey =
  { readonly kind: "this" } | { readonly kind: "own" } | { readonly kind: "other"; readonly arn: string };

/** @internal */
export function logGroupSchema(opaque: IsOpaque) {
  const section = z.strictObject({
    name: described(
      z.optional(text(logGroupNameRule, opaque)),
      "Name of the log group, unique in its account and Region. Default: /aws/cloudtrail/ and the trail's name.",
    ),
    retentionDays: described(
      z.optional(wholeNumber(retentionRule, opaque)),
      "Days for which CloudWatch Logs keeps events: a period that it has, such as 90, 365 or 3653. 0: it never deletes them. Default: 365.",
    ),
    key: described(
      z.optional(text(logGroupKeyRule, opaque, keyArnRule)),
      "The key that encrypts the log group: this (the key of the logs), own (creates another) or the ARN of a key, whose policy needs the statement that the module outputs. Default: this, or own with alarms or if the key of the logs is in another account or Region, or only Terraform knows where it is.",
    ),
    existing: described(
      z.optional(text(logGroupArnRule, opaque)),
      "ARN of an existing log group to use, in the trail's account and Region. Requires role. Default: none, a log group is created.",
    ),
    role: described(
      z.optional(text(iamRoleArnRule, opaque)),
      "ARN of an existing IAM role that CloudTrail assumes to write to the log group. The module outputs the policies that it needs. Default: none, a role is created.",
    ),
  });
  return described(
    z.optional(z.union([z.boolean(), section])),
    "The CloudWatch Logs log group that the trail also sends its events to, in the account that creates the trail. true: creates one with the defaults. Default: false.",
  );
}

/** What of a config the log group follows from. */
interface Written {
  readonly name: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly trail: false | { readonly name?: string | undefined };
  readonly key: { readonly account: string | null; readonly existing: string | null };
  readonly logGroup?: z.output<ReturnType<typeof logGroupSchema>>;
  readonly alarms?: z.output<ReturnType<typeof alarmsSchema>>;
}

/** @internal */
export function fillLogGroup(written: Written, opaque: IsOpaque): LogGroupConfig | null {
  const { logGroup = false, trail, name: configName } = written;
  if (logGroup === false) return null;
  const { name, retentionDays, key, existing, role } = logGroup === true ? {} : logGroup;
  if (existing !== undefined)
    // One without a role has been refused.
    return { kind: "existing", arn: existing.replace(/:[*]$/, ""), role: role ?? "" };
  const trailName = (trail === false ? undefined : trail.name) ?? configName;
  return {
    kind: "created",
    name: name ?? `/aws/cloudtrail/${trailName}`,
    retentionDays: retentionDays ?? retentionRule.example,
    key: keyOf(key ?? usualKey(written, opaque)),
    role: role ?? null,
  };
}

const keyOf = (key: string): LogGroupKey =>
  key === "this" || key === "own" ? { kind: key } : { kind: "other", arn: key };

/** The key of a log group whose config does not say: AWS documents no log group with a key of another account. */
const usualKey = ({ key, account, region, alarms = false }: Written, opaque: IsOpaque): "this" | "own" => {
  // The key of the logs, once disabled, must not silence the alarms on the log group.
  if (alarms !== false) return "own";
  if (key.account !== null || (key.existing !== null && opaque(key.existing))) return "own";
  const existing = key.existing === null ? undefined : parseArn(key.existing);
  const differs = (found: string | undefined, own: string | null): boolean =>
    found !== undefined && own !== null && !opaque(found) && !opaque(own) && found !== own;
  return differs(existing?.account, account) || differs(existing?.region, region) ? "own" : "this";
};
