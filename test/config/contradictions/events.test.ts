import { parseConfig } from "../../../lib/config/parse";
import { problemMessage } from "../../../lib/report/problem-message";
import { bucket, foundIn, holdsToken, own, token } from "./found-in";

const found = (events: object, more: object = {}): readonly string[] => foundIn({ events, ...more });

/** What is said of a config's problems, a line each, without quotation marks. */
function sentenceFor(events: object, more: object = {}): string {
  const result = parseConfig({
    name: "org-audit",
    account: own,
    region: "us-east-1",
    bucket,
    events,
    ...more,
  });
  return (result.ok ? result.warnings : result.problems)
    .map((problem) => `${problem.path} ${problemMessage(problem)}`)
    .join("\n")
    .replaceAll('"', "");
}

type Field = Readonly<Record<string, string | readonly string[]>>;
const category = (name: string): Field => ({ Field: "eventCategory", Equals: [name] });
const type = (name: string): Field => ({ Field: "resources.type", Equals: [name] });
const selector = (...FieldSelectors: readonly object[]): object => ({ FieldSelectors });
const ofObjects = (...conditions: readonly object[]): object => ({
  advanced: [selector(category("Data"), type("AWS::S3::Object"), ...conditions)],
});
const arnField = (conditions: object): object => ({ Field: "resources.ARN", ...conditions });

test("what goes together is taken without a word", () => {
  expect(
    found({
      management: "write",
      excludeManagementSources: ["kms.amazonaws.com", "rdsdata.amazonaws.com"],
      data: [
        { s3: "all" },
        { s3: ["payments", "arn:aws:s3:::invoices/2026/"], access: "write" },
        { lambda: ["pay", "arn:aws:lambda:eu-west-1:222222222222:function:refund"] },
        { dynamodb: "all", access: "read" },
      ],
      advanced: [
        { Name: "queues", FieldSelectors: [category("Data"), type("AWS::SQS::Queue")] },
        selector(category("NetworkActivity"), { Field: "eventSource", Equals: ["kms.amazonaws.com"] }),
      ],
      insights: ["apiCallRate", "apiErrorRate"],
      logBucket: "exclude",
    }),
  ).toEqual([]);
});

test("events are chosen where the trail is made", () => {
  const sentence =
    "events has no effect when trail is false, because the trail is created elsewhere: remove it, and choose the events where the trail is created";
  expect(sentenceFor({ management: "read" }, { trail: false, bucket: undefined })).toBe(sentence);
  const preset = { preset: "control-tower", organization: { id: "o-abcd123456" }, bucket: undefined };
  expect(sentenceFor({}, preset)).toBe(sentence);
});

test("a trail that would log nothing is refused", () => {
  expect(sentenceFor({ management: "none" })).toBe(
    "events.management is none, and neither data nor advanced asks for anything, so the trail would log nothing: set management, data or advanced",
  );
  expect(found({ management: "none", data: [{ lambda: "all" }] })).toEqual([]);
});

test("a source is left out only of what is logged", () => {
  expect(
    found({
      management: "none",
      data: [{ lambda: "all" }],
      excludeManagementSources: ["kms.amazonaws.com"],
    }),
  ).toEqual(["error at events.excludeManagementSources[0]"]);
});

test.each([
  ["read", ["apiCallRate"], ["error at events.insights[0]"]],
  ["read", ["apiErrorRate"], []],
  ["write", ["apiCallRate", "apiErrorRate"], []],
  ["none", ["apiErrorRate"], ["error at events.insights[0]"]],
])("management: %s and the insights %j", (management, insights, mistakes) => {
  expect(found({ management, insights, data: [{ s3: "all" }] })).toEqual(mistakes);
});

test("insights can be of a management selector among the advanced ones", () => {
  const advanced = [selector(category("Management"), { Field: "readOnly", Equals: ["false"] })];
  expect(found({ management: "none", advanced, insights: ["apiCallRate", "apiErrorRate"] })).toEqual([]);
});

test("data events of the bucket of the access logs are refused, unless they are included in words", () => {
  const events = { data: [{ s3: ["central-access-logs"] }] };
  const bucket = { name: "org-audit-logs", accessLog: { bucket: "central-access-logs" } };
  const codesFor = (given: object): readonly string[] => {
    const parsed = parseConfig({
      name: "org-audit",
      account: "111111111111",
      region: "us-east-1",
      bucket,
      events: given,
    });
    return (parsed.ok ? parsed.warnings : parsed.problems).map(({ code }) => code);
  };
  expect(codesFor(events)).toEqual(["data-of-log-bucket"]);
  expect(codesFor({ ...events, logBucket: "include" })).toEqual(["log-bucket-logged"]);
});

test.each([["org-audit-logs"], ["arn:aws:s3:::org-audit-logs"], ["arn:aws:s3:::org-audit-logs/AWSLogs/"]])(
  "data events of the log bucket are refused, named as %s, unless it is included in words",
  (name) => {
    const data = [{ s3: ["other-bucket", name] }];
    expect(sentenceFor({ data })).toBe(
      "events.data[0].s3[1] org-audit-logs is where the logs are written (bucket.name): each log file would be an event in the next log file, without end. Remove it, or set events.logBucket: include if you want that",
    );
    expect(sentenceFor({ data, logBucket: "include" })).toBe(
      "events.logBucket is include, so S3 data events of org-audit-logs can be logged: each log file that CloudTrail writes there can be an event in the next one, and AWS charges for each",
    );
  },
);

test("to include the log bucket says nothing where no selector takes what is written there", () => {
  expect(found({ logBucket: "include", data: [{ lambda: "all" }, { s3: ["other-bucket"] }] })).toEqual([]);
  expect(found({ logBucket: "include", data: [{ s3: "all", access: "read" }] })).toEqual([]);
  expect(found({ logBucket: "include", data: [{ s3: "all" }] })).toEqual(["warning at events.logBucket"]);
});

const logs = "arn:aws:s3:::org-audit-logs/";

test.each<[string, readonly object[], boolean]>([
  ["says nothing of ARNs", [], true],
  ["reads alone", [{ Field: "readOnly", Equals: ["true"] }], true],
  ["leaves out all of it", [arnField({ NotStartsWith: [logs] })], false],
  ["leaves out everything of that name", [arnField({ NotStartsWith: ["arn:aws:s3:::org-audit"] })], false],
  ["leaves out a part", [arnField({ NotStartsWith: [`${logs}AWSLogs/`] })], true],
  ["leaves out an ending", [arnField({ NotEndsWith: [".json.gz"] })], true],
  ["leaves out one object", [arnField({ NotEquals: [logs] })], true],
  ["takes another bucket", [arnField({ StartsWith: ["arn:aws:s3:::payments/"] })], false],
  ["takes buckets of a common start", [arnField({ StartsWith: ["arn:aws:s3:::org-"] })], true],
  ["takes a part of it", [arnField({ StartsWith: [`${logs}AWSLogs/`] })], true],
  ["takes one object of it", [arnField({ Equals: [`${logs}x`] })], true],
  ["takes one object elsewhere", [arnField({ Equals: ["arn:aws:s3:::payments/x"] })], false],
  ["takes an ending", [arnField({ StartsWith: ["arn:aws:s3:::payments/"], EndsWith: [".csv"] })], true],
  ["takes all but it", [arnField({ StartsWith: ["arn:aws:s3:::org-"], NotStartsWith: [logs] })], false],
])("a selector of objects that %s", (_, conditions, isRefused) => {
  const events = ofObjects(...conditions);
  expect(found(events)).toEqual(isRefused ? ["error at events.advanced[0]"] : []);
  // Who only reads it makes no events without end.
  const isLoop = isRefused && !JSON.stringify(conditions).includes("readOnly");
  expect(found({ ...events, logBucket: "include" })).toEqual(isLoop ? ["warning at events.logBucket"] : []);
});

test("how to leave out the log bucket is told", () => {
  expect(sentenceFor(ofObjects())).toBe(
    "events.advanced[0] could log S3 events of org-audit-logs, where the logs are written (bucket.name): each log file would be an event in the next log file, without end. Add NotStartsWith: [arn:PARTITION:s3:::org-audit-logs/] to the field resources.ARN, or set events.logBucket: include if you want that",
  );
});

test("of a bucket that only Terraform knows, a selector must leave out the name that stands for it", () => {
  const more = { bucket: { name: token } };
  const of = (conditions: object) =>
    foundIn({ events: ofObjects(arnField(conditions)), ...more }, holdsToken);
  expect(of({ StartsWith: ["arn:aws:s3:::payments/"] })).toEqual(["error at events.advanced[0]"]);
  expect(of({ NotStartsWith: [`arn:aws:s3:::${token}/`] })).toEqual([]);
  expect(foundIn({ events: ofObjects(arnField({ StartsWith: [`${token}/`] })) }, holdsToken)).toEqual([
    "error at events.advanced[0]",
  ]);
});

test("a basic selector among the advanced ones is one mistake", () => {
  expect(
    sentenceFor({
      advanced: [
        {
          ReadWriteType: "All",
          IncludeManagementEvents: true,
          DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }],
        },
      ],
    }),
  ).toBe(
    "events.advanced[0] is a basic event selector, and CloudTrail does not take selectors basic and advanced together: use management and data instead, or write it with FieldSelectors",
  );
});

test.each<[string, readonly object[], string]>([
  ["no category", [type("AWS::SQS::Queue")], "FieldSelectors has no field eventCategory: add "],
  [
    "an unknown category",
    [category("Insight")],
    "FieldSelectors[0].Equals[0] Insight is not a value of eventCategory",
  ],
  [
    "a category not by Equals",
    [{ Field: "eventCategory", StartsWith: ["Data"] }],
    "FieldSelectors[0].StartsWith StartsWith cannot be used with eventCategory here: use Equals",
  ],
  [
    "no resource type",
    [category("Data")],
    "FieldSelectors has no field resources.type, which a selector of Data events needs",
  ],
  [
    "two resource types",
    [category("Data"), { Field: "resources.type", Equals: ["AWS::SQS::Queue", "AWS::SNS::Topic"] }],
    "FieldSelectors[1] has 2 values for resources.type, which takes exactly one: use one selector for each",
  ],
  [
    "a field of another category",
    [category("Management"), { Field: "eventName", Equals: ["x"] }],
    "FieldSelectors[1].Field eventName is not a field of a trail's Management selectors, which can have eventCategory, eventSource, readOnly",
  ],
  [
    "no source of network events",
    [category("NetworkActivity")],
    "FieldSelectors has no field eventSource, which",
  ],
  [
    "another error",
    [
      category("NetworkActivity"),
      { Field: "eventSource", Equals: ["kms.amazonaws.com"] },
      { Field: "errorCode", Equals: ["AccessDenied"] },
    ],
    "FieldSelectors[2].Equals[0] AccessDenied is not a value of errorCode here: use VpceAccessDenied",
  ],
  [
    "a source that cannot be left out",
    [category("Management"), { Field: "eventSource", NotEquals: ["s3.amazonaws.com"] }],
    "FieldSelectors[1].NotEquals[0] s3.amazonaws.com is not a value of eventSource here: use kms.amazonaws.com or rdsdata.amazonaws.com",
  ],
  [
    "a repeated field",
    [
      category("Data"),
      type("AWS::SQS::Queue"),
      { Field: "eventName", Equals: ["a"] },
      { Field: "eventName", Equals: ["b"] },
    ],
    "FieldSelectors[3].Field eventName is there twice",
  ],
  [
    "a field without values",
    [category("Data"), type("AWS::SQS::Queue"), { Field: "eventName" }],
    "FieldSelectors[2] says nothing of eventName: add Equals",
  ],
  [
    "a wildcard",
    [category("Data"), type("AWS::SQS::Queue"), { Field: "eventName", StartsWith: ["Send*"] }],
    "FieldSelectors[2].StartsWith[0] Send* is not a value of a selector: it must not contain a *",
  ],
])("an advanced selector with %s is refused", (_, fields, sentence) => {
  const said = sentenceFor({ management: "none", advanced: [selector(...fields)] });
  expect(said.split("\n")).toHaveLength(1);
  expect(said).toContain(`events.advanced[0].${sentence}`);
});

test("management events are selected in one place", () => {
  const advanced = [selector(category("Management"))];
  expect(sentenceFor({ advanced })).toBe(
    "events.advanced[0] selects management events, and so does management: all: remove this selector, or set management: none to let the selectors in advanced decide alone",
  );
  expect(found({ advanced, management: "none" })).toEqual([]);
  expect(found({ advanced, management: "some" })).toEqual(["error at events.management"]);
});

test("all selectors together have at most 500 values", () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `bucket-${index}`);
  // Management; Data, resources.type and the log bucket.
  expect(found({ data: [{ s3: names(496) }] })).toEqual([]);
  expect(sentenceFor({ data: [{ s3: names(497) }] })).toBe(
    "events needs selectors with 501 values in total, but a trail can have at most 500: log whole services with all, or ARNs with a common start by one StartsWith in advanced",
  );
});

test("a trail of one Region is not asked for what is done elsewhere", () => {
  const data = [{ lambda: ["arn:aws:lambda:eu-west-1:111111111111:function:pay", "pay"] }];
  expect(found({ data })).toEqual([]);
  expect(sentenceFor({ data }, { trail: { multiRegion: false } })).toBe(
    "events.data[0].lambda[0] arn:aws:lambda:eu-west-1:111111111111:function:pay is not in us-east-1, and with trail.multiRegion: false the trail logs only events there: set trail.multiRegion: true, or remove it",
  );
});

test("an ARN of another partition would match nothing", () => {
  expect(found({ data: [{ s3: ["arn:aws-cn:s3:::payments"] }] })).toEqual(["error at events.data[0].s3[0]"]);
  expect(found(ofObjects(arnField({ StartsWith: ["arn:aws-cn:s3:::payments/"] })))).toEqual([
    "error at events.advanced[0].FieldSelectors[2].StartsWith[0]",
  ]);
});

test.each<[object, string]>([
  [
    { data: [{ s3: "al" }] },
    "events.data[0].s3 al is neither all nor a list: write all, or a list such as [payment-records]",
  ],
  [{ data: [{ s3: [] }] }, "events.data[0].s3 is an empty list, it needs at least one entry"],
  [
    { data: [{ s3: ["arn:aws:s3:::payments/*"] }] },
    "events.data[0].s3[0] arn:aws:s3:::payments/* is not the ARN of a bucket or of objects in it: it must not contain a *",
  ],
  [
    { data: [{ sqs: "all" }] },
    "events.data[0] sqs is not an option here: set exactly one of s3, lambda, dynamodb",
  ],
  [
    { data: [{ s3: "all", lambda: "all", access: "read" }] },
    "events.data[0] has s3 and lambda together: set exactly one of s3, lambda, dynamodb",
  ],
  [
    { data: [{ s3: "all", acess: "read" }] },
    "events.data[0].acess is not an option of trailkey, did you mean access?",
  ],
  [{ data: [{ access: "read" }] }, "events.data[0] access is not an option here: set exactly one of"],
  [
    { data: [{ s3: "all", access: "reed" }] },
    "events.data[0].access reed is not one of all, read, write (did you mean read?)",
  ],
  [
    { excludeManagementSources: ["kms"] },
    "events.excludeManagementSources[0] kms is not one of kms.amazonaws.com, rdsdata.amazonaws.com",
  ],
  [
    { advanced: [selector(category("Data"), { Field: "resources.arn", Equals: ["x"] })] },
    "events.advanced[0].FieldSelectors[1].Field resources.arn is not one of",
  ],
])("%j gets a sentence of its own", (events, sentence) => {
  const said = sentenceFor(events);
  expect(said.split("\n")).toHaveLength(1);
  expect(said).toContain(sentence);
});

test.each<[object, readonly string[]]>([
  [{ s3: [token] }, []],
  [{ s3: [`arn:aws:s3:::${token}`, `arn:aws:s3:::${token}/2026/`] }, []],
  [{ s3: [`${token}/2026/`] }, ["error at events.data[0].s3[0]"]],
  [{ lambda: [`${token}:1`] }, ["error at events.data[0].lambda[0]"]],
])("what only Terraform knows is a name, unless it is in an ARN: %j", (data, mistakes) => {
  expect(foundIn({ events: { data: [data] } }, holdsToken)).toEqual(mistakes);
});

test("the log bucket is known by the token that names it", () => {
  expect(foundIn({ bucket: { name: token }, events: { data: [{ s3: [token] }] } }, holdsToken)).toEqual([
    "error at events.data[0].s3[0]",
  ]);
});
