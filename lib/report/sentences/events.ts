import type { EventCodes } from "../../config/problem-codes";
import { show } from "../show";
import type { Sentences } from "./sentences";

/** What is wrong with the events that a trail is to log. */
export const eventSentences: Sentences<EventCodes> = {
  "events-without-trail": () =>
    "has no effect when trail is false, because the trail is created elsewhere: remove it, and choose the events where the trail is created",
  "events-none": () =>
    "is none, and neither data nor advanced asks for anything, so the trail would log nothing: set management, data or advanced",
  "excluded-of-none": ({ source }) =>
    `${source} is left out of management events, but management: none logs none of them: remove it`,
  "management-selector": ({ management }) =>
    `selects management events, and so does management: ${management}: remove this selector, or set management: none to let the selectors in advanced decide alone`,
  "event-values": ({ count, maximum }) =>
    `needs selectors with ${count} values in total, but a trail can have at most ${maximum}: log whole services with all, or ARNs with a common start by one StartsWith in advanced`,
  "insight-without-events": ({ insight, access }) =>
    `${insight} analyses ${access} management events, which the trail does not log: remove it, or set management: all`,
  "data-of-log-bucket": ({ bucket, option }) =>
    `${bucket} is where the logs are written (${option}): each log file would be an event in the next log file, without end. Remove it, or set events.logBucket: include if you want that`,
  "selector-of-log-bucket": ({ bucket, option }) =>
    `could log S3 events of ${show(bucket)}, where the logs are written (${option}): each log file would be an event in the next log file, without end. Add NotStartsWith: [arn:PARTITION:s3:::${bucket}/] to the field resources.ARN, or set events.logBucket: include if you want that`,
  "data-name-or-arn": ({ arn }) =>
    `begins with a value that only Terraform knows, so it could be a name or an ARN: give the name alone, or write ${arn} before it`,
  "data-elsewhere": ({ arn, region }) =>
    `${show(arn)} is not in ${region}, and with trail.multiRegion: false the trail logs only events there: set trail.multiRegion: true, or remove it`,
  "log-bucket-logged": ({ bucket }) =>
    `is include, so S3 data events of ${show(bucket)} can be logged: each log file that CloudTrail writes there can be an event in the next one, and AWS charges for each`,
  "selector-field-missing": ({ field, category }) =>
    category === undefined
      ? `has no field ${field}: add { Field: ${field}, Equals: [Data] }, or Management or NetworkActivity`
      : `has no field ${field}, which a selector of ${category} events needs`,
  "selector-field-of-other": ({ field, category, fields }) =>
    `${field} is not a field of a trail's ${category} selectors, which can have ${fields.join(", ")}`,
  "selector-field-twice": ({ field }) =>
    `${field} is there twice, but a selector can have each field once: put all conditions into one entry`,
  "selector-field-empty": ({ field }) =>
    `says nothing of ${field}: add Equals or another operator with its values`,
  "selector-operator": ({ field, operator, operators }) =>
    `${operator} cannot be used with ${field} here: use ${operators.join(" or ")}`,
  "selector-value": ({ field, value, values }) =>
    `${show(value)} is not a value of ${field} here: use ${values.join(" or ")}`,
  "selector-value-count": ({ field, count }) =>
    `has ${count} values for ${field}, which takes exactly one: use one selector for each`,
};
