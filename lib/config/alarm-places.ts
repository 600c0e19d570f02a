import type { Watched } from "./alarm-names";
import { ruleNames, watchedThings } from "./alarm-names";
import type { Config } from "./config";
import { existingKeyArn } from "./key-owner";

/**
 * The provider that the rules on something are built with: CloudTrail's events are delivered in the account and the Region of
 * what is called. `null`: the one without an alias.
 */
export function providerOf(config: Config, watched: Watched): string | null {
  const { key, bucket } = config;
  if (watched === "trail") return null;
  if (watched === "key")
    return key.existing === null ? key.provider : signedInTo(config, existingKeyArn(config)?.account);
  return bucket?.existing ? signedInTo(config, bucket.account) : (bucket?.provider ?? null);
}

/** An account that no provider is signed in to has been refused, where it is known. */
const signedInTo = ({ accounts }: Config, account: string | null | undefined): string | null =>
  Object.entries(accounts).find(([, id]) => id === account)?.[0] ?? null;

/** Whether there may be a rule on something. In a module for others, its caller leaves out rules. */
export const mayWatch = ({ alarms, module }: Config, watched: Watched): boolean =>
  alarms !== null &&
  (module.variables === "all" || ruleNames[watched].some((name) => !alarms.except.includes(name)));

/**
 * The providers that alarms are built with, each with a topic of its own: a rule publishes only to a topic of its own account
 * and Region. An event bus in between would be one more place in which alarms get lost in silence.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
 */
export function alarmPlaces(config: Config): readonly (string | null)[] {
  const ofRules = watchedThings
    .filter((watched) => mayWatch(config, watched))
    .map((watched) => providerOf(config, watched));
  return [...new Set([...(config.profile === "cis" ? [null] : []), ...ofRules])].sort(
    (one, other) => Number(one !== null) - Number(other !== null),
  );
}
