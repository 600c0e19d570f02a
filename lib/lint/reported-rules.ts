import { allRules } from "./all-rules";
import type { RuleId } from "./all-rules";
import type { UpkeepRuleId } from "./upkeep-rules";
import { upkeepRules } from "./upkeep-rules";

export type ReportedRuleId = RuleId | UpkeepRuleId;

/** Every rule that findings are reported under: those of policies, then those of suppressions. */
export const reportedRules = [...allRules, ...upkeepRules] as const;

export const reportedRuleIds: readonly ReportedRuleId[] = reportedRules.map(({ id }) => id);
