import { excludableSources } from "../config/event-rules";
import { dataKinds } from "../config/event-selectors";
import { isRecord } from "../config/is-record";
import { logsManagementEvents } from "../config/logs-management-events";
import type { DataEvents, DataKind, EventsConfig } from "../config/sections/events";

/** What a trail logs, as far as two configs are compared by it: advanced selectors count for management events alone. */
export interface LoggedEvents {
  /** By access, the services; `other` stands for every one that cannot be left out alone. */
  readonly management: Readonly<Record<Access, readonly string[]>>;
  readonly data: readonly DataEvents[];
}

type Access = "read" | "write";

const accesses = ["read", "write"] as const;
const services = [...excludableSources, "other"] as const;

/** What a trail logs unasked. */
const unasked: LoggedEvents = { management: { read: services, write: services }, data: [] };

/** Undefined: what a trail logs unasked. */
export function loggedEventsOf(events: EventsConfig): LoggedEvents | undefined {
  const of = (access: Access) =>
    services.filter((source) =>
      logsManagementEvents(events, { access, ...(source !== "other" && { source }) }),
    );
  const logged = { management: { read: of("read"), write: of("write") }, data: events.data };
  return JSON.stringify(logged) === JSON.stringify(unasked) ? undefined : logged;
}

/** Reads what stood in a manifest. Undefined where it is something else. */
export function parseLoggedEvents(value: unknown): LoggedEvents | undefined {
  if (!isRecord(value) || !isRecord(value.management) || !Array.isArray(value.data)) return undefined;
  const { read, write } = value.management;
  const data: readonly unknown[] = value.data;
  return isTexts(read) && isTexts(write) && data.every(isData)
    ? { management: { read, write }, data }
    : undefined;
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === "string");

const isData = (value: unknown): value is DataEvents =>
  isRecord(value) &&
  typeof value.kind === "string" &&
  Object.hasOwn(dataKinds, value.kind) &&
  (value.of === "all" || isTexts(value.of)) &&
  (value.access === "all" || value.access === "read" || value.access === "write");

/** What a trail logged and logs no longer, in words. */
export function unloggedBetween(
  before: LoggedEvents = unasked,
  after: LoggedEvents = unasked,
): readonly string[] {
  return [
    ...accesses.flatMap((access) => unloggedManagement(access, before, after)),
    ...before.data.flatMap((entry) => unloggedData(entry, after.data)),
  ];
}

function unloggedManagement(access: Access, before: LoggedEvents, after: LoggedEvents): readonly string[] {
  const lost = before.management[access].filter((source) => !after.management[access].includes(source));
  if (lost.includes("other")) return [`${access} management events`];
  return lost.map((source) => `${access} management events of ${source}`);
}

function unloggedData({ kind, of, access }: DataEvents, after: readonly DataEvents[]): readonly string[] {
  const wanted = access === "all" ? accesses : [access];
  const isLogged = (item: string | null): boolean =>
    wanted.every((one) =>
      after.some(
        (entry) =>
          entry.kind === kind &&
          (entry.access === "all" || entry.access === one) &&
          (entry.of === "all" || (item !== null && entry.of.includes(item))),
      ),
    );
  const words = `${access === "all" ? "" : `${access} `}${serviceOf(kind)} data events`;
  return of === "all"
    ? isLogged(null)
      ? []
      : [words]
    : of.filter((item) => !isLogged(item)).map((item) => `${words} of ${item}`);
}

const serviceOf = (kind: DataKind): string => dataKinds[kind].service;
