import { watchedThings } from "../config/alarm-names";
import { cisPart } from "./alarms/cis";
import { exceptInputs } from "./alarms/names";
import { alarmPlaces, mayWatch } from "../config/alarm-places";
import { ruleBlocks, ruleLocal } from "./alarms/rule-blocks";
import { topicPart } from "./alarms/topic";
import type { Part } from "./part";
import type { Scope } from "./scope";

/** What makes the silent failure loud: rules on the API calls that stop logs, alarms on the log group, and whom they notify. */
export function alarmsPart(scope: Scope): Part {
  const { config } = scope;
  const { alarms, trail, logGroup, profile } = config;
  if (alarms === null || trail === null) return {};
  const watched = watchedThings.filter((one) => mayWatch(config, one));
  const parts: readonly Part[] = [
    { inputs: exceptInputs(scope) },
    ...alarmPlaces(config).map((provider) => topicPart(scope, provider)),
    ...watched.map((one) => ({ locals: [ruleLocal(scope, one)], blocks: ruleBlocks(scope, one) })),
    ...(profile === "cis" && logGroup !== null ? [cisPart(scope, logGroup)] : []),
  ];
  return {
    inputs: parts.flatMap(({ inputs = [] }) => inputs),
    locals: parts.flatMap(({ locals = [] }) => locals),
    blocks: parts.flatMap(({ blocks = [] }) => blocks),
    outputs: parts.flatMap(({ outputs = [] }) => outputs),
    policies: parts.flatMap(({ policies = [] }) => policies),
  };
}
