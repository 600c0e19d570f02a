import type { UpkeepArgs, UpkeepRuleId } from "../../lint/upkeep-rules";
import type { RuleProse } from "./prose";

const suppressed = ({ rule, sid, file }: UpkeepArgs): string =>
  [
    rule,
    ...(sid === null ? [] : [`of statement ${JSON.stringify(sid)}`]),
    ...(file === null ? [] : [`in ${file}`]),
  ].join(" ");

/** What is said of suppressions. */
export const upkeepProse: Readonly<Record<UpkeepRuleId, RuleProse<UpkeepArgs>>> = {
  "expired-suppression": {
    title: "A suppression whose last day is past",
    practice:
      "It no longer suppresses anything: what it was for is reported again. Fix the policy, or decide anew and give another date.",
    says: (args) =>
      `the suppression of ${suppressed(args)} ended on ${args.until ?? ""}, and what it was for is still found`,
  },
  "unused-suppression": {
    title: "A suppression of what is no longer found",
    practice:
      "It would hide the same fault should it come back. Remove it from the config; in a baseline, `trailkey lint --baseline FILE --adopt` does.",
    says: (args) => `nothing is found that the suppression of ${suppressed(args)} is for`,
  },
};
