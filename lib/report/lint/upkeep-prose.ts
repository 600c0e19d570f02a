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
    title: "An expired suppression",
    practice:
      "It no longer suppresses anything, and lint reports its finding again. Fix the policy, or give the suppression a later date.",
    says: (args) =>
      `the suppression of ${suppressed(args)} expired on ${args.until ?? ""}, and its finding still exists`,
  },
  "unused-suppression": {
    title: "An unused suppression",
    practice:
      "It would hide the same fault if it came back. Remove it from the config. From a baseline, `trailkey lint --baseline FILE --adopt` removes it.",
    says: (args) => `the suppression of ${suppressed(args)} matches no finding`,
  },
};
