import type { SelectorField, SelectorOperator } from "./advanced-selector";
import { selectorOperators } from "./advanced-selector";
import type { LogBucket } from "./log-buckets";
import { logBucketsOf } from "./log-buckets";
import type { DataEvents, DataKind, EventsConfig } from "./sections/events";

/** A selector of a trail: an event is logged if one of the selectors takes it. */
export interface EventSelector {
  readonly name: string | null;
  readonly fields: readonly EventField[];
}

export interface EventField {
  readonly field: SelectorField;
  readonly conditions: readonly EventCondition[];
}

export interface EventCondition {
  readonly operator: SelectorOperator;
  readonly values: readonly EventValue[];
}

/** A text, or what the ARNs of all objects of a bucket start with. */
export type EventValue = string | { readonly objectsOf: string | LogBucket };

/** Of the bucket, what the selectors need. */
type Bucket = Parameters<typeof logBucketsOf>[0];

/**
 * The advanced selectors of a trail. None: CloudTrail logs all management events, and nothing else, unasked. As soon as
 * there is one, management events are logged only if one takes them.
 */
export function eventSelectorsOf(events: EventsConfig, bucket: Bucket): readonly EventSelector[] {
  const { management, excludeManagementSources, data, advanced } = events;
  const isDefault =
    management === "all" && excludeManagementSources.length + data.length + advanced.length === 0;
  if (isDefault) return [];
  const excluded = events.logBucket === "exclude" ? logBucketsOf(bucket) : [];
  return [
    ...named([...managementSelectors(events), ...data.map((entry) => dataSelector(entry, excluded))]),
    ...advanced.map(({ Name = null, FieldSelectors }) => ({
      name: Name === "" ? null : Name,
      fields: FieldSelectors.map(({ Field, ...conditions }) => ({
        field: Field,
        conditions: selectorOperators.flatMap((operator) =>
          conditions[operator] === undefined
            ? []
            : [
                condition(
                  operator,
                  conditions[operator].map((value) => asLogBucket(operator, value, excluded)),
                ),
              ],
        ),
      })),
    })),
  ];
}

/** A log bucket that is left out stays so where the bucket gets another name. */
const asLogBucket = (
  operator: SelectorOperator,
  value: string,
  excluded: readonly LogBucket[],
): EventValue => {
  const bucket =
    operator === "NotStartsWith"
      ? excluded.find(({ name }) => value.replace(/^arn:[^:]*:/, "") === `s3:::${name}/`)
      : undefined;
  return bucket === undefined ? value : { objectsOf: bucket };
};

/** How many values CloudTrail counts. */
export const valuesIn = (selectors: readonly EventSelector[]): number =>
  selectors
    .flatMap(({ fields }) => fields.flatMap(({ conditions }) => conditions))
    .reduce((sum, { values }) => sum + values.length, 0);

function managementSelectors({
  management,
  excludeManagementSources,
}: EventsConfig): readonly EventSelector[] {
  if (management === "none") return [];
  return [
    {
      name: titled(management, "management events"),
      fields: [
        equals("eventCategory", "Management"),
        ...ofAccess(management),
        ...field("eventSource", condition("NotEquals", excludeManagementSources)),
      ],
    },
  ];
}

function dataSelector({ kind, of, access }: DataEvents, excluded: readonly LogBucket[]): EventSelector {
  const { service, type } = dataKinds[kind];
  return {
    name: titled(access, `${service} data events`),
    fields: [
      equals("eventCategory", "Data"),
      equals("resources.type", type),
      ...ofAccess(access),
      ...field(
        "resources.ARN",
        ...(of === "all" ? [] : dataKinds[kind].conditions(of)),
        condition("NotStartsWith", kind === "s3" ? excluded.map((bucket) => ({ objectsOf: bucket })) : []),
      ),
    ],
  };
}

/** `Read S3 data events`. */
function titled(access: "all" | "read" | "write", what: string): string {
  const name = access === "all" ? what : `${access} ${what}`;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

interface DataKindWords {
  /** As AWS calls it. */
  readonly service: string;
  readonly type: string;
  readonly conditions: (of: readonly string[]) => readonly EventCondition[];
}

/** A name stands for what has it in any account and Region; an ARN for itself, with its objects where it has any. */
export const dataKinds: Readonly<Record<DataKind, DataKindWords>> = {
  s3: {
    service: "S3",
    type: "AWS::S3::Object",
    conditions: (of) => [condition("StartsWith", of.map(objectsOf))],
  },
  lambda: {
    service: "Lambda",
    type: "AWS::Lambda::Function",
    conditions: (of) => namesAndArns(of, ":function:"),
  },
  dynamodb: {
    service: "DynamoDB",
    type: "AWS::DynamoDB::Table",
    conditions: (of) => namesAndArns(of, ":table/"),
  },
};

/** Without the slash at its end, the ARN of a bucket is also the start of others. */
function objectsOf(bucket: string): EventValue {
  if (!bucket.startsWith("arn:")) return { objectsOf: bucket };
  return bucket.includes("/") ? bucket : `${bucket}/`;
}

const namesAndArns = (of: readonly string[], before: string): readonly EventCondition[] => [
  condition(
    "Equals",
    of.filter((text) => text.startsWith("arn:")),
  ),
  condition(
    "EndsWith",
    of.filter((text) => !text.startsWith("arn:")).map((name) => `${before}${name}`),
  ),
];

const condition = (operator: SelectorOperator, values: readonly EventValue[]): EventCondition => ({
  operator,
  values: [...new Set(values)],
});

const equals = (name: SelectorField, value: string): EventField => ({
  field: name,
  conditions: [condition("Equals", [value])],
});

const ofAccess = (access: "all" | "read" | "write"): readonly EventField[] =>
  access === "all" ? [] : [equals("readOnly", String(access === "read"))];

/** A field with the conditions that have values; none where nothing has. */
function field(name: SelectorField, ...conditions: readonly EventCondition[]): readonly EventField[] {
  const set = conditions.filter(({ values }) => values.length > 0);
  return set.length === 0 ? [] : [{ field: name, conditions: set }];
}

/** Where several selectors have one name, the later ones are numbered. */
function named(selectors: readonly EventSelector[]): readonly EventSelector[] {
  const counts = new Map<string | null, number>();
  return selectors.map(({ name, fields }) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { name: count === 1 ? name : `${name ?? ""} (${count})`, fields };
  });
}
