import type { JsonPath } from "../policy/policy";
import type { RuleId } from "./all-rules";
import { allRules } from "./all-rules";
import type { Fix } from "./fix";
import type { FindingArgs, Severity } from "./found";
import type { LintContext } from "./lint-context";

/** A finding whose fix, if it has one, nobody has tried yet. */
export interface UntriedFinding {
  readonly code: RuleId;
  readonly severity: Severity;
  readonly path: JsonPath;
  readonly part: "key" | "value";
  readonly args: FindingArgs;
  readonly fix: () => Fix | null;
}

/** What every rule finds, by rule. */
export const findingsIn = (context: LintContext): readonly UntriedFinding[] =>
  allRules.flatMap((rule) =>
    rule.check(context).map(({ path, args, part = "value", severity = rule.severity, fix = null }) => ({
      code: rule.id,
      severity,
      path,
      part,
      args,
      fix: typeof fix === "function" ? fix : () => fix,
    })),
  );
