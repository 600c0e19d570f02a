import type { LeftOut } from "../../lint/terraform-policies";
import type { ReportedProblem } from "../problem";
import type { LocatedFinding } from "./located-finding";

/** All that one run of lint has to say. */
export interface LintReport {
  readonly findings: readonly LocatedFinding[];
  /** Findings that the config or the baseline suppresses. */
  readonly suppressed: readonly SuppressedFinding[];
  readonly judged: readonly JudgedPolicy[];
  readonly leftOut: readonly LeftOutResource[];
  /** Why files could not be read. */
  readonly problems: readonly ReportedProblem[];
}

export interface JudgedPolicy {
  /** As {@link LocatedFinding.file}. */
  readonly file: string;
  readonly kind: "policy" | "plan" | "state";
  /** The resource that the policy is of, in a Terraform plan or state. */
  readonly address: string | null;
  /** Whether CloudTrail uses the key, so that it was judged whether it can. */
  readonly forCloudTrail: boolean;
  /** The addresses of the trails that use the key, in a Terraform plan or state. */
  readonly usedBy: readonly string[];
}

/** A key or a trail of a plan or state that was not judged. */
export type LeftOutResource = LeftOut & {
  readonly file: string;
  readonly kind: "plan" | "state";
};

export interface SuppressedFinding {
  readonly located: LocatedFinding;
  readonly by: "config" | "baseline";
  readonly reason: string | null;
}
