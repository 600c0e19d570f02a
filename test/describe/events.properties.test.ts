import * as fc from "fast-check";
import type { ConfigInput } from "../../lib/config/config-input";
import { logsManagementEvents } from "../../lib/config/logs-management-events";
import { parseConfig } from "../../lib/config/parse";
import { describeResources } from "../../lib/describe/describe";
import { configOf } from "../support/place";
import type { LoggedEvent } from "../support/selector-matcher";
import { isLoggedBy, selectorsOf } from "../support/selector-matcher";

type Events = NonNullable<ConfigInput["events"]>;
type Data = NonNullable<Events["data"]>[number];

const region = "eu-west-1";
const logBucket = "audit-logs";
const accesses = fc.constantFrom("all", "read", "write");
const sources = ["kms.amazonaws.com", "rdsdata.amazonaws.com", "ec2.amazonaws.com"] as const;
const buckets = ["payments", "payments-archive", "audit", "audit-logs-2"] as const;
const functions = ["pay", "repay"] as const;
const tables = ["ledger", "old-ledger"] as const;
const some = <Item>(...items: readonly Item[]) =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 });
const functionArn = (name: string, of = region): string =>
  `arn:aws:lambda:${of}:111111111111:function:${name}`;
const tableArn = (name: string, of = region): string => `arn:aws:dynamodb:${of}:111111111111:table/${name}`;

const data: fc.Arbitrary<Data> = fc.oneof(
  fc.record({
    s3: fc.oneof(
      fc.constant("all" as const),
      some(...buckets, "arn:aws:s3:::payments", "arn:aws:s3:::payments/2026/"),
    ),
    access: accesses,
  }),
  fc.record({
    lambda: fc.oneof(fc.constant("all" as const), some(...functions, functionArn("pay"))),
    access: accesses,
  }),
  fc.record({
    dynamodb: fc.oneof(fc.constant("all" as const), some(...tables, tableArn("ledger"))),
    access: accesses,
  }),
);

const events: fc.Arbitrary<Events> = fc
  .record({
    management: fc.constantFrom("all", "read", "write", "none"),
    excludeManagementSources: fc.subarray(["kms.amazonaws.com", "rdsdata.amazonaws.com"]),
    data: fc.array(data, { maxLength: 4 }),
    logBucket: fc.constantFrom("exclude", "include"),
  })
  .map(({ excludeManagementSources, ...chosen }) => ({
    ...chosen,
    ...(chosen.management === "none"
      ? { data: chosen.data.length === 0 ? [{ s3: "all" as const }] : chosen.data }
      : { excludeManagementSources }),
  })) as fc.Arbitrary<Events>;

const readOnly = fc.boolean().map(String);
const recorded: fc.Arbitrary<LoggedEvent> = fc.oneof(
  fc.record({
    eventCategory: fc.constant("Management"),
    eventSource: fc.constantFrom(...sources),
    readOnly,
  }),
  fc.record({
    eventCategory: fc.constant("Data"),
    "resources.type": fc.constant("AWS::S3::Object"),
    "resources.ARN": fc
      .tuple(fc.constantFrom(...buckets, logBucket), fc.constantFrom("", "2026/a", "2025/b", "AWSLogs/c"))
      .map(([bucket, key]) => `arn:aws:s3:::${bucket}/${key}`),
    readOnly,
  }),
  fc.record({
    eventCategory: fc.constant("Data"),
    "resources.type": fc.constant("AWS::Lambda::Function"),
    "resources.ARN": fc
      .tuple(fc.constantFrom(...functions), fc.constantFrom(region, "us-east-1"))
      .map(([name, of]) => functionArn(name, of)),
    readOnly,
  }),
  fc.record({
    eventCategory: fc.constant("Data"),
    "resources.type": fc.constant("AWS::DynamoDB::Table"),
    "resources.ARN": fc
      .tuple(fc.constantFrom(...tables), fc.constantFrom(region, "us-east-1"))
      .map(([name, of]) => tableArn(name, of)),
    readOnly,
  }),
  fc.record({
    eventCategory: fc.constant("Data"),
    "resources.type": fc.constant("AWS::SQS::Queue"),
    "resources.ARN": fc.constant("arn:aws:sqs:eu-west-1:111111111111:payments"),
    readOnly,
  }),
);

/** What the config says in words, said again and otherwise. */
function isMeant({ management = "all", ...given }: Events, event: LoggedEvent): boolean {
  const isOf = (access = "all"): boolean =>
    access === "all" || (access === "read") === (event.readOnly === "true");
  if (event.eventCategory === "Management") {
    const left: readonly string[] = given.excludeManagementSources ?? [];
    return management !== "none" && isOf(management) && !left.includes(event.eventSource ?? "");
  }
  const arn = event["resources.ARN"] ?? "";
  const ofLogs = arn.split(":")[2] === "s3" && arn.split(":")[5]?.split("/")[0] === logBucket;
  if (ofLogs && given.logBucket !== "include") return false;
  return (given.data ?? []).some((entry) => isOf(entry.access) && isAbout(entry, arn));
}

function isAbout(entry: Data, arn: string): boolean {
  const [, , service, , , first = "", last = ""] = arn.split(":");
  if ("s3" in entry) {
    if (service !== "s3") return false;
    return (
      entry.s3 === "all" ||
      entry.s3.some((text) => {
        const [bucket = "", ...prefix] = text.replace("arn:aws:s3:::", "").split("/");
        return first.split("/")[0] === bucket && first.slice(bucket.length + 1).startsWith(prefix.join("/"));
      })
    );
  }
  if ("lambda" in entry) {
    if (service !== "lambda") return false;
    return entry.lambda === "all" || entry.lambda.some((text) => text === arn || text === last);
  }
  if (service !== "dynamodb") return false;
  const table = first.replace("table/", "");
  return entry.dynamodb === "all" || entry.dynamodb.some((text) => text === arn || text === table);
}

const configWith = (given: Events) =>
  configOf({ name: "audit", account: "111111111111", region, bucket: { name: logBucket }, events: given });
const known = { "data.aws_partition.current.partition": "aws" };

test("the selectors of a trail log exactly what the config says, and of the log bucket nothing unasked", () => {
  fc.assert(
    fc.property(events, fc.array(recorded, { minLength: 20, maxLength: 20 }), (given, all) => {
      const selectors = selectorsOf(describeResources(configWith(given)), known);
      for (const event of all) {
        expect([event, isLoggedBy(selectors, event)]).toEqual([event, isMeant(given, event)]);
      }
    }),
    { numRuns: 300 },
  );
});

test("what a trail logs of management events is told as its selectors log it", () => {
  fc.assert(
    fc.property(
      events,
      fc.constantFrom("read", "write" as const),
      fc.constantFrom(...sources),
      (given, access, source) => {
        const config = configWith(given);
        const selectors = selectorsOf(describeResources(config), known);
        const event = {
          eventCategory: "Management",
          eventSource: source,
          readOnly: String(access === "read"),
        };
        expect(logsManagementEvents(config.events, { access, source })).toBe(isLoggedBy(selectors, event));
      },
    ),
    { numRuns: 300 },
  );
});

const operators = ["Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith"] as const;
const starts = fc.constantFrom(
  "arn:aws:s3:::",
  "arn:aws:s3:::audit",
  "arn:aws:s3:::audit-logs/",
  "arn:aws:s3:::audit-logs/AWSLogs/",
  "arn:aws:s3:::audit-logs-2/",
  "arn:aws:s3:::payments/",
  "arn:aws:s3:::audit-logs/x",
  ".gz",
);
const advanced = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...operators), fc.array(starts, { minLength: 1, maxLength: 3 })), {
    minLength: 1,
    maxLength: 3,
    selector: ([operator]) => operator,
  })
  .map((conditions) => ({ Field: "resources.ARN" as const, ...Object.fromEntries(conditions) }));

test("an advanced selector that is taken logs no object of the log bucket", () => {
  let taken = 0;
  fc.assert(
    fc.property(
      advanced,
      fc.constantFrom("", "x", "AWSLogs/1.json.gz", "AWSLogs/y", "z.gz"),
      readOnly,
      (field, key, reads) => {
        const input = {
          name: "audit",
          account: "111111111111",
          region,
          bucket: { name: logBucket },
          events: {
            advanced: [
              {
                FieldSelectors: [
                  { Field: "eventCategory", Equals: ["Data"] },
                  { Field: "resources.type", Equals: ["AWS::S3::Object"] },
                  field,
                ],
              },
            ],
          },
        };
        const parsed = parseConfig(input);
        if (!parsed.ok) return;
        taken++;
        const event = {
          eventCategory: "Data",
          "resources.type": "AWS::S3::Object",
          "resources.ARN": `arn:aws:s3:::${logBucket}/${key}`,
          readOnly: reads,
        };
        expect(isLoggedBy(selectorsOf(describeResources(parsed.config), known), event)).toBe(false);
      },
    ),
    { numRuns: 400 },
  );
  expect(taken).toBeGreaterThan(20);
});
