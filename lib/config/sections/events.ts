import * as z from "zod/mini";
import type { AdvancedField, AdvancedSelector } from "../advanced-selector";
import { selectorFields, selectorOperators } from "../advanced-selector";
import * as rules from "../event-rules";
import { issueMessage } from "../issue-message";
import type { IsOpaque } from "../opaque";
import { described, oneOf, text } from "../option";
import { seen } from "../seen";
import type { TextRule } from "../value-rule";

/** Which events the trail logs. */
export interface EventsConfig {
  readonly management: "all" | "read" | "write" | "none";
  /** Services whose management events are not logged. */
  readonly excludeManagementSources: readonly (typeof rules.excludableSources)[number][];
  readonly data: readonly DataEvents[];
  /** Selectors as CloudTrail's API has them. */
  readonly advanced: readonly AdvancedSelector[];
  readonly insights: readonly Insight[];
  /** Whether S3 data events of the buckets that logs are written to are logged. */
  readonly logBucket: "exclude" | "include";
}

export type Insight = "apiCallRate" | "apiErrorRate";

/** Data events of one service. */
export interface DataEvents {
  readonly kind: DataKind;
  /** Names or ARNs. */
  readonly of: "all" | readonly string[];
  readonly access: "all" | "read" | "write";
}

export type DataKind = "s3" | "lambda" | "dynamodb";

const defaultAccess = "all";

const defaultEvents = { management: "all", logBucket: "exclude" } as const;

/** @internal */
export function eventsSchema(opaque: IsOpaque) {
  const section = z.strictObject({
    management: described(
      z._default(z.enum(["all", "read", "write", "none"]), defaultEvents.management),
      "Which management events the trail logs.",
    ),
    excludeManagementSources: described(
      z._default(z.array(z.enum(rules.excludableSources)), []),
      "Services whose management events are not logged.",
    ),
    data: described(
      z._default(z.array(dataSchema(opaque)), []),
      "Data events that the trail logs. AWS charges for each.",
    ),
    advanced: described(
      z._default(z.array(advancedSchema(opaque)), []),
      "Further selectors, as AdvancedEventSelectors in CloudTrail's API.",
    ),
    insights: described(
      z._default(z.array(z.enum(["apiCallRate", "apiErrorRate"])), []),
      "CloudTrail Insights events for unusual rates of write calls (apiCallRate) or of errors (apiErrorRate). AWS charges for them.",
    ),
    logBucket: described(
      z._default(z.enum(["exclude", "include"]), defaultEvents.logBucket),
      "Whether S3 data events of the log bucket are logged. include: each log file that CloudTrail writes can be an event in the next one.",
    ),
  });
  return described(z.prefault(section, {}), "Which events the trail logs.");
}

/** As written, with or without its defaults. @internal */
export type WrittenEvents = NonNullable<z.input<ReturnType<typeof eventsSchema>>>;
/** @internal */
export type WrittenData = NonNullable<WrittenEvents["data"]>[number];

/** Free text becomes what Terraform makes of every text. @internal */
export const fillEvents = ({ data = [], advanced = [], ...events }: WrittenEvents): EventsConfig => ({
  management: events.management ?? defaultEvents.management,
  excludeManagementSources: events.excludeManagementSources ?? [],
  insights: events.insights ?? [],
  logBucket: events.logBucket ?? defaultEvents.logBucket,
  data: data.map(dataEventsOf),
  advanced: advanced.map(({ Name, FieldSelectors }) => ({
    ...(Name !== undefined && { Name: Name.normalize() }),
    FieldSelectors: FieldSelectors.map(normalized),
  })),
});

/** @internal */
export function dataEventsOf(entry: WrittenData): DataEvents {
  const { access = defaultAccess } = entry;
  if ("s3" in entry) return { kind: "s3", of: entry.s3, access };
  return "lambda" in entry
    ? { kind: "lambda", of: entry.lambda, access }
    : { kind: "dynamodb", of: entry.dynamodb, access };
}

const normalized = ({ Field, ...conditions }: AdvancedField): AdvancedField => ({
  Field,
  ...Object.fromEntries(
    selectorOperators.flatMap((operator) => {
      const values = conditions[operator];
      return values === undefined ? [] : [[operator, values.map((value) => value.normalize())]];
    }),
  ),
});

function dataSchema(opaque: IsOpaque) {
  const access = () =>
    described(
      z._default(z.enum(["all", "read", "write"]), defaultAccess),
      "Which of these events are logged.",
    );
  return oneOf([
    z.strictObject({
      s3: described(
        allOrNamed(rules.dataBucketRule, rules.dataObjectsArnRule, opaque),
        "S3 object events: all, or a list of bucket names and ARNs of buckets or of objects (arn:aws:s3:::BUCKET/PREFIX).",
      ),
      access: access(),
    }),
    z.strictObject({
      lambda: described(
        allOrNamed(rules.functionNameRule, rules.functionArnRule, opaque),
        "Lambda invocations: all, or a list of function names and ARNs. A name is a function in any account and Region that the trail logs.",
      ),
      access: access(),
    }),
    z.strictObject({
      dynamodb: described(
        allOrNamed(rules.tableNameRule, rules.tableArnRule, opaque),
        "DynamoDB item events: all, or a list of table names and ARNs. A name is a table in any account and Region that the trail logs.",
      ),
      access: access(),
    }),
  ]);
}

const allOrNamed = (rule: TextRule, arnRule: TextRule, opaque: IsOpaque) =>
  z.union([z.enum(["all"]), z.array(text(rule, opaque, arnRule)).check(z.minLength(1))], {
    error: ({ input }) =>
      input === undefined
        ? undefined
        : issueMessage({ code: "not-all-or-list", args: { value: seen(input), example: rule.example } }),
  });

const basicOptions = [
  "ReadWriteType",
  "IncludeManagementEvents",
  "DataResources",
  "ExcludeManagementEventSources",
];

const advancedExample = {
  Name: "SQS messages",
  FieldSelectors: [
    { Field: "eventCategory", Equals: ["Data"] },
    { Field: "resources.type", Equals: ["AWS::SQS::Queue"] },
  ],
};

function advancedSchema(opaque: IsOpaque) {
  const values = (description: string) =>
    described(
      z.optional(z.array(text(rules.selectorValueRule, opaque)).check(z.minLength(1))),
      `${description} Default: none.`,
    );
  const field = z.strictObject({
    Field: described(z.enum(selectorFields), "The field of the event, which a selector has once."),
    Equals: values("The event is logged if the field is one of these values."),
    StartsWith: values("The event is logged if the field starts with one of these values."),
    EndsWith: values("The event is logged if the field ends with one of these values."),
    NotEquals: values("The event is not logged if the field is one of these values."),
    NotStartsWith: values("The event is not logged if the field starts with one of these values."),
    NotEndsWith: values("The event is not logged if the field ends with one of these values."),
  });
  return z
    .strictObject(
      {
        Name: described(
          z.optional(text(rules.selectorNameRule, opaque)),
          "The selector's name. Default: none.",
        ),
        FieldSelectors: described(
          z.array(field).check(z.minLength(1)),
          "The fields that an event must match, all of them.",
        ),
      },
      {
        error: (issue) =>
          issue.code === "unrecognized_keys" && issue.keys.some((key) => basicOptions.includes(key))
            ? issueMessage({ code: "basic-selector", args: {} })
            : undefined,
      },
    )
    .check(z.meta({ examples: [advancedExample] }));
}
