import type { SelectorOperator } from "../config/advanced-selector";
import type { BucketConfig } from "../config/config";
import type { EventField, EventSelector, EventValue } from "../config/event-selectors";
import { eventSelectorsOf } from "../config/event-selectors";
import type { LogBucket } from "../config/log-buckets";
import type { Insight } from "../config/sections/events";
import type { Argument } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { input, list, literal, text } from "../terraform/expression";
import { attribute, nestedBlock } from "./part";
import type { Scope } from "./scope";

/**
 * The selectors of the trail. One that asks for all management events alone is left out: CloudTrail logs them without
 * any, and a basic one would not be read back.
 */
export const eventArguments = (scope: Scope, bucket: BucketConfig): readonly Argument[] => [
  ...eventSelectorsOf(scope.config.events, bucket).map((selector) => selectorBlock(scope, selector)),
  ...[...new Set(scope.config.events.insights)]
    .sort()
    .map((insight) =>
      nestedBlock("insight_selector", attribute("insight_type", literal(insightTypes[insight]))),
    ),
];

const insightTypes: Readonly<Record<Insight, string>> = {
  apiCallRate: "ApiCallRateInsight",
  apiErrorRate: "ApiErrorRateInsight",
};

const selectorBlock = (scope: Scope, { name, fields }: EventSelector): Argument =>
  nestedBlock(
    "advanced_event_selector",
    ...(name === null ? [] : [attribute("name", literal(name))]),
    ...fields.map((field) => fieldBlock(scope, field)),
  );

const fieldBlock = (scope: Scope, { field, conditions }: EventField): Argument =>
  nestedBlock(
    "field_selector",
    attribute("field", literal(field)),
    ...conditions.map(({ operator, values }) =>
      attribute(operatorArguments[operator], list(...values.map((value) => valueOf(scope, value)))),
    ),
  );

/** What the provider calls the operators. */
const operatorArguments: Readonly<Record<SelectorOperator, string>> = {
  Equals: "equals",
  StartsWith: "starts_with",
  EndsWith: "ends_with",
  NotEquals: "not_equals",
  NotStartsWith: "not_starts_with",
  NotEndsWith: "not_ends_with",
};

function valueOf(scope: Scope, value: EventValue): Expression {
  if (typeof value === "string") return literal(value);
  const { objectsOf: bucket } = value;
  return typeof bucket === "string"
    ? text`arn:${scope.partition}:s3:::${literal(`${bucket}/`)}`
    : logBucketObjects[bucket.kind](scope);
}

const logBucketObjects: Readonly<Record<LogBucket["kind"], (scope: Scope) => Expression>> = {
  logs: ({ bucketArn }) => text`${bucketArn}/`,
  accessLogs: ({ partition }) => text`arn:${partition}:s3:::${input("access_log_bucket")}/`,
};
