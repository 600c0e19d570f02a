import { categoryOf } from "../advanced-selector";
import type { AlarmName, Watched } from "../alarm-names";
import { cisNames, ruleNames, serviceOf, watchedThings } from "../alarm-names";
import type { Draft } from "../draft";
import { logsManagementEvents } from "../logs-management-events";
import type { PlacedMistake } from "../problem";
import type { EventsConfig, WrittenEvents } from "../sections/events";
import { fillEvents } from "../sections/events";

/** Alarms on calls that the trail does not log. EventBridge has only what a trail logs. */
export function silentAlarms(
  draft: Draft,
  isExcepted: (name: AlarmName) => boolean,
): readonly PlacedMistake[] {
  const { events, profile, alarms = false } = draft.config;
  if (events === undefined || draft.unsound("events") || draft.unsoundIn("events")) return [];
  const filled = fillEvents(events as WrittenEvents);
  const watched = alarms === false ? [] : watchedThings;
  const silent: readonly AlarmName[] = [
    ...watched.flatMap((one) => (isLogged(filled, one) ? [] : ruleNames[one])),
    ...(profile === "cis" ? cisNames.filter((name) => !mayCount(filled, name)) : []),
  ].filter((name) => !isExcepted(name));
  if (silent.length > 0) {
    const { management, advanced } = filled;
    const chosen = advanced.some((selector) => categoryOf(selector) === "Management");
    return [{ path: ["alarms"], code: "alarms-never-fire", args: { names: silent, management, chosen } }];
  }
  return profile === "cis" && !logsManagementEvents(filled, { access: "read" })
    ? [{ path: ["profile"], code: "cis-without-reads", args: {}, severity: "warning" }]
    : [];
}

const isLogged = (events: EventsConfig, watched: Watched): boolean =>
  logsManagementEvents(events, { access: "write", source: `${serviceOf[watched]}.amazonaws.com` });

/** All count what changes something; one counts only what changes keys. */
const mayCount = (events: EventsConfig, name: (typeof cisNames)[number]): boolean =>
  name === "kms-key-deletion" ? isLogged(events, "key") : logsManagementEvents(events, { access: "write" });
