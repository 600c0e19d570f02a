import type { AdvancedSelector } from "../advanced-selector";
import { categoryOf, fieldOf } from "../advanced-selector";
import { parseArn } from "../arn";
import type { Draft } from "../draft";
import { differ, entriesOf } from "../draft";
import { maximumEventValues } from "../event-rules";
import { eventSelectorsOf, valuesIn } from "../event-selectors";
import type { LogBucket } from "../log-buckets";
import { bucketNamed, logBucketsOf } from "../log-buckets";
import { logsManagementEvents } from "../logs-management-events";
import type { Path, PlacedMistake } from "../problem";
import { mayRecordBucket } from "../records-bucket";
import type { DataEvents, DataKind, EventsConfig, WrittenData, WrittenEvents } from "../sections/events";
import { dataEventsOf, fillEvents } from "../sections/events";
import { selectorMistakes } from "./selector-mistakes";

/** Events that nothing logs, that CloudTrail refuses to log, or that would make more events without end. */
export function eventContradictions(draft: Draft): readonly PlacedMistake[] {
  const { events, trail } = draft.config;
  if (events === undefined || draft.unsound("events") || draft.unsound("trail")) return [];
  if (trail === false) return [{ path: ["events"], code: "events-without-trail", args: {}, aboutKey: true }];
  const whole = draft.unsoundIn("events") ? undefined : fillEvents(events as WrittenEvents);
  return [
    ...advancedMistakes(draft),
    ...dataMistakes(draft),
    ...(whole === undefined ? [] : wholeMistakes(draft, whole)),
  ];
}

/** Nothing of what is cast may be unsound. */
function advancedMistakes(draft: Draft): readonly PlacedMistake[] {
  const { events = {}, bucket } = draft.config;
  const management = draft.unsound("events", "management") ? "none" : (events.management ?? "all");
  return entriesOf(events.advanced, "events", "advanced").flatMap(
    ({ item, path }): readonly PlacedMistake[] => {
      if (draft.unsoundIn(...path)) return [];
      const selector = item as AdvancedSelector;
      const mistakes = selectorMistakes(selector, path, draft.opaque);
      if (mistakes.length > 0) return mistakes;
      const found = logBucketsLeftOut(draft).find(({ name }) =>
        mayRecordBucket(selector, name, draft.opaque),
      );
      return [
        ...(categoryOf(selector) === "Management" && management !== "none"
          ? [{ path, code: "management-selector", args: { management } } as const]
          : []),
        ...(found === undefined || bucket === undefined
          ? []
          : [
              {
                path,
                code: "selector-of-log-bucket",
                args: { bucket: found.name, option: found.option },
              } as const,
            ]),
      ];
    },
  );
}

/** Those that are known, unless the config says that their events are logged. */
function logBucketsLeftOut({ config, unsound }: Draft): readonly LogBucket[] {
  const { bucket, events } = config;
  const isIncluded = events?.logBucket === "include" || unsound("events", "logBucket");
  return isIncluded ? [] : logBucketsOf(bucket ?? {});
}

function dataMistakes(draft: Draft): readonly PlacedMistake[] {
  const { data } = draft.config.events ?? {};
  return entriesOf(data, "events", "data").flatMap(({ item, path }) => {
    if (draft.unsoundIn(...path)) return [];
    const entry = dataEventsOf(item as WrittenData);
    if (entry.of === "all") return [];
    return entry.of.flatMap((text, index) => [
      ...logBucketMistakes(draft, entry, text, [...path, entry.kind, index]),
      ...regionMistakes(draft, text, [...path, entry.kind, index]),
      ...unclearMistakes(draft, entry, text, [...path, entry.kind, index]),
    ]);
  });
}

function logBucketMistakes(
  draft: Draft,
  { kind }: DataEvents,
  text: string,
  path: Path,
): readonly PlacedMistake[] {
  const found =
    kind === "s3" ? logBucketsLeftOut(draft).find(({ name }) => name === bucketNamed(text)) : undefined;
  if (found === undefined) return [];
  return [{ path, code: "data-of-log-bucket", args: { bucket: found.name, option: found.option } }];
}

/** A token followed by a path is no name, and what it holds does not show. */
function unclearMistakes(
  { opaque }: Draft,
  { kind }: DataEvents,
  text: string,
  path: Path,
): readonly PlacedMistake[] {
  if (!opaque(text) || text.startsWith("arn:") || !/[/:]/.test(text)) return [];
  return [{ path, code: "data-name-or-arn", args: { arn: arnStarts[kind] } }];
}

const arnStarts: Readonly<Record<DataKind, string>> = {
  s3: "arn:PARTITION:s3:::",
  lambda: "arn:PARTITION:lambda:REGION:ACCOUNT:function:",
  dynamodb: "arn:PARTITION:dynamodb:REGION:ACCOUNT:table/",
};

/** A trail of one Region logs what is done there. */
function regionMistakes(draft: Draft, text: string, path: Path): readonly PlacedMistake[] {
  const { trail } = draft.config;
  const { region = "" } = parseArn(text) ?? {};
  if (trail === false || trail?.multiRegion !== false) return [];
  if (region === "" || !differ(draft, region, draft.region)) return [];
  return [{ path, code: "data-elsewhere", args: { arn: text, region: draft.region ?? "" } }];
}

/** What can be told only where every event is known. */
function wholeMistakes(draft: Draft, events: EventsConfig): readonly PlacedMistake[] {
  const { management, excludeManagementSources, data, advanced, logBucket } = events;
  const { bucket } = draft.config;
  const isNothing = management === "none" && data.length + advanced.length === 0;
  const count = valuesIn(eventSelectorsOf(events, bucket ?? {}));
  const [logged] = logBucketsOf(bucket ?? {}).filter(
    ({ name }) => logBucket === "include" && mayLogWrites(draft, events, name),
  );
  return [
    ...(isNothing ? [{ path: ["events", "management"], code: "events-none", args: {} } as const] : []),
    ...(management === "none"
      ? excludeManagementSources.map(
          (source, index) =>
            ({
              path: ["events", "excludeManagementSources", index],
              code: "excluded-of-none",
              args: { source },
            }) as const,
        )
      : []),
    ...(count > maximumEventValues
      ? [{ path: ["events"], code: "event-values", args: { count, maximum: maximumEventValues } } as const]
      : []),
    ...insightMistakes(events),
    ...(logged !== undefined
      ? [
          {
            path: ["events", "logBucket"],
            code: "log-bucket-logged",
            args: { bucket: logged.name },
            severity: "warning",
          } as const,
        ]
      : []),
  ];
}

/** Whether a selector may take what CloudTrail writes to a bucket. */
const mayLogWrites = ({ opaque }: Draft, { data, advanced }: EventsConfig, bucket: string): boolean =>
  data.some(
    ({ kind, of, access }) =>
      kind === "s3" &&
      access !== "read" &&
      (of === "all" || of.some((text) => opaque(text) || bucketNamed(text) === bucket)),
  ) ||
  advanced.some(
    (selector) =>
      fieldOf(selector, "readOnly")?.Equals?.[0] !== "true" && mayRecordBucket(selector, bucket, opaque),
  );

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_InsightSelector.html */
const insightMistakes = (events: EventsConfig): readonly PlacedMistake[] =>
  events.insights.flatMap((insight, index): readonly PlacedMistake[] => {
    const logs = (access: "read" | "write") => logsManagementEvents(events, { access });
    const isMet = logs("write") || (insight === "apiErrorRate" && logs("read"));
    const access = insight === "apiErrorRate" ? "read or write" : "write";
    const path = ["events", "insights", index];
    return isMet ? [] : [{ path, code: "insight-without-events", args: { insight, access } }];
  });
