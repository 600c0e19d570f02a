import type { TextRule } from "./value-rule";

/** What a rule of EventBridge watches, and so where it stands. */
export type Watched = "key" | "trail" | "bucket";

/** The rules that report the API calls which stop logs, by what they watch. The names never change: configs have them in `except`. */
export const ruleNames = {
  key: ["key-disabled", "key-deletion", "key-policy"],
  trail: ["trail-stopped", "trail-changed"],
  bucket: ["bucket-policy", "bucket-settings", "bucket-lifecycle", "bucket-deleted"],
} as const satisfies Readonly<Record<Watched, readonly string[]>>;

/** The alarms of the CIS AWS Foundations Benchmark, in the order of its version 3.0. */
export const cisNames = [
  "unauthorized-api-calls",
  "sign-in-without-mfa",
  "root-usage",
  "iam-policy-changes",
  "cloudtrail-changes",
  "sign-in-failures",
  "kms-key-deletion",
  "bucket-policy-changes",
  "config-changes",
  "security-group-changes",
  "network-acl-changes",
  "network-gateway-changes",
  "route-table-changes",
  "vpc-changes",
  "organizations-changes",
] as const;

export type RuleName = (typeof ruleNames)[Watched][number];
export type CisName = (typeof cisNames)[number];
export type AlarmName = RuleName | CisName;

export const watchedThings = ["key", "trail", "bucket"] as const satisfies readonly Watched[];

export const alarmNames: readonly [AlarmName, ...AlarmName[]] = [
  ...ruleNames.key,
  ...ruleNames.trail,
  ...ruleNames.bucket,
  ...cisNames,
];

export const isCisName = (name: string): name is CisName => cisNames.some((one) => one === name);

/**
 * EventBridge takes 64 characters for the name of a rule. A rule is named after its trail, so that two trails of an account do
 * not overwrite each other's rules.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
export const longestTrailName =
  64 - 1 - Math.max(...watchedThings.flatMap((of) => ruleNames[of].map(({ length }) => length)));

/** A name in the module's variable. */
export const alarmNameRule: TextRule = {
  kind: "text",
  what: "the name of an alarm",
  expected: "the name of one of the module's alarms",
  patterns: [{ pattern: `^(${alarmNames.join("|")})$`, says: "be the name of one of the module's alarms" }],
  example: "bucket-lifecycle",
};

/** The service that logs the calls on what is watched. */
export const serviceOf: Readonly<Record<Watched, "kms" | "cloudtrail" | "s3">> = {
  key: "kms",
  trail: "cloudtrail",
  bucket: "s3",
};
