import type { JsonValue } from "../terraform/canonical-json";
import type { LintContext } from "./lint-context";
import type { FindingArgs, Found, Severity } from "./found";

/** One kind of fault. What it says in words is in lib/report/lint. */
export interface LintRule<Id extends string, Args extends FindingArgs> {
  readonly id: Id;
  /** Of its findings, unless one says otherwise. */
  readonly severity: Severity;
  /** AWS's page on the matter. */
  readonly page: string;
  /** A policy that the rule finds fault with. */
  readonly bad: Example;
  /** The same, fixed. */
  readonly good: Example;
  readonly check: (context: LintContext) => readonly Found<Args>[];
}

export interface Example {
  readonly policy: JsonValue;
  /** What it is judged against, where the rule needs a config. */
  readonly config?: JsonValue;
  /** The landing zone that the key is for. @default none */
  readonly preset?: "control-tower";
  /** Whether the policy is known only later, as it may be in a Terraform plan. @default false */
  readonly unknown?: boolean;
  /** Resources of a Terraform plan that set the policy too. @default none */
  readonly rivals?: readonly string[];
  /** Other rules that cannot but find fault with it too. @default none */
  readonly also?: readonly string[];
}
