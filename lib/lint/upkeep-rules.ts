import type { JsonPath } from "../policy/policy";
import type { Severity } from "./found";

/** Faults of what suppresses findings, in the config or a baseline: no policy has them. */
export const upkeepRules = [
  { id: "expired-suppression", severity: "warning" },
  { id: "unused-suppression", severity: "warning" },
] as const;

export type UpkeepRuleId = (typeof upkeepRules)[number]["id"];

export interface UpkeepFinding {
  readonly code: UpkeepRuleId;
  readonly severity: Severity;
  /** Where the suppression stands in its file. */
  readonly path: JsonPath;
  readonly part: "value";
  readonly args: UpkeepArgs;
  readonly fix: null;
}

/** A type, not an interface: an argument of a finding is JSON. */
export type UpkeepArgs = {
  /** Where the suppression is written. */
  readonly by: "config" | "baseline";
  /** The rule whose findings it suppresses. */
  readonly rule: string;
  /** The statement that it is for; null: all, or one without a Sid. */
  readonly sid: string | null;
  /** The file that it is for; null: all. */
  readonly file: string | null;
  /** The last day on which it holds. */
  readonly until: string | null;
};
