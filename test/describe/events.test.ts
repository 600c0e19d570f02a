import type { ConfigInput } from "../../lib/config/config-input";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { configOf } from "../support/place";

type Events = NonNullable<ConfigInput["events"]>;

const filesOf = (events?: Events, more: Partial<ConfigInput> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(
    render(
      describeConfig(
        configOf({ name: "audit", bucket: { name: "audit-logs" }, ...(events && { events }), ...more }),
      ),
    ).map(({ path, content }) => [path, content]),
  );
const trailOf = (events?: Events, more?: Partial<ConfigInput>): string =>
  filesOf(events, more)["trail.tf"] ?? "";
const selector = (
  field: NonNullable<Events["advanced"]>[number]["FieldSelectors"][number]["Field"],
): Events => ({
  advanced: [
    {
      FieldSelectors: [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: ["AWS::SQS::Queue"] },
        ...(field === "resources.type" ? [] : [{ Field: field, Equals: ["true"] }]),
      ],
    },
  ],
});
const network = (field: "errorCode" | "vpcEndpointId", value: string): Events => ({
  advanced: [
    {
      FieldSelectors: [
        { Field: "eventCategory", Equals: ["NetworkActivity"] },
        { Field: "eventSource", Equals: ["kms.amazonaws.com"] },
        { Field: field, Equals: [value] },
      ],
    },
  ],
});

test("what CloudTrail logs unasked has no selector", () => {
  const files = filesOf();
  expect(filesOf({ management: "all", logBucket: "exclude" })).toEqual(files);
  expect(files["trail.tf"]).not.toContain("selector");
});

test.each<[Events]>([[{ management: "read" }], [{ data: [{ s3: "all" }] }], [{ insights: ["apiCallRate"] }]])(
  "no selector is a basic one, which cannot stand beside an advanced one: %j",
  (events) => {
    expect(trailOf(events)).not.toMatch(/^ *event_selector/m);
  },
);

test("management events are asked for beside data events, because selectors replace what is logged unasked", () => {
  expect(trailOf({ data: [{ lambda: "all" }] })).toContain('equals = ["Management"]');
  expect(trailOf({ management: "none", data: [{ lambda: "all" }] })).not.toContain("Management");
});

test("insights alone leave management events as they are logged unasked", () => {
  const trail = trailOf({ insights: ["apiErrorRate", "apiCallRate", "apiErrorRate"] });
  expect(trail).not.toContain("advanced_event_selector");
  expect(trail.match(/insight_type = .*/g)).toEqual([
    'insight_type = "ApiCallRateInsight"',
    'insight_type = "ApiErrorRateInsight"',
  ]);
});

test.each<[Events]>([[{ data: [{ s3: "all" }] }], [{ data: [{ s3: ["payments"], access: "write" }] }]])(
  "the log bucket is left out, also where the module gets another one: %j",
  (events) => {
    expect(trailOf(events)).toContain('not_starts_with = ["${local.bucket_arn}/"]');
    expect(trailOf(events, { bucket: { name: "audit-logs", existing: true } })).toContain(
      'not_starts_with = ["${local.bucket_arn}/"]',
    );
    expect(trailOf({ ...events, logBucket: "include" })).not.toContain("not_starts_with");
  },
);

test("the bucket of the access logs is left out too: an access log of a log file would be an event of the next", () => {
  const bucket = { name: "audit-logs", accessLog: { bucket: "central-access-logs" } };
  const trail = trailOf({ data: [{ s3: "all" }] }, { bucket });
  expect(trail).toMatch(
    /not_starts_with = \[\s*"\$\{local\.bucket_arn\}\/",\s*"arn:\$\{local\.partition\}:s3:::\$\{var\.access_log_bucket\}\/",?\s*\]/,
  );
  expect(trailOf({ data: [{ s3: "all" }], logBucket: "include" }, { bucket })).not.toContain(
    "not_starts_with",
  );
});

test("an advanced selector that leaves out the log bucket does so by its variable", () => {
  const trail = trailOf({
    advanced: [
      {
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Data"] },
          { Field: "resources.type", Equals: ["AWS::S3::Object"] },
          { Field: "resources.ARN", NotStartsWith: ["arn:aws:s3:::audit-logs/", "arn:aws:s3:::scratch/"] },
        ],
      },
    ],
  });
  expect(trail).toMatch(
    /not_starts_with = \[\s*"\$\{local.bucket_arn\}\/",\s*"arn:aws:s3:::scratch\/",?\s*\]/,
  );
});

test("a bucket stands for its objects and for no bucket whose name begins alike", () => {
  const trail = trailOf({
    data: [{ s3: ["payments", "arn:aws:s3:::invoices", "arn:aws:s3:::records/2026/"] }],
  });
  expect(trail).toContain('"arn:${local.partition}:s3:::payments/"');
  expect(trail).toContain('"arn:aws:s3:::invoices/"');
  expect(trail).toContain('"arn:aws:s3:::records/2026/"');
});

test("a function and a table are found by name wherever they are, and by ARN where that says", () => {
  const arn = "arn:aws:lambda:eu-west-1:111111111111:function:refund";
  const trail = trailOf({ data: [{ lambda: ["pay", arn] }, { dynamodb: ["ledger"] }] });
  expect(trail).toMatch(/ends_with += \[":function:pay"\]/);
  expect(trail).toMatch(new RegExp(`equals += \\["${arn}"\\]`));
  expect(trail).toMatch(/ends_with += \[":table\/ledger"\]/);
});

test("selectors of one kind have names of their own", () => {
  const trail = trailOf({ data: [{ s3: ["one"] }, { s3: ["two"] }, { s3: ["three"], access: "read" }] });
  expect(trail.match(/ name = .*/g)).toEqual([
    ' name = "Management events"',
    ' name = "S3 data events"',
    ' name = "S3 data events (2)"',
    ' name = "Read S3 data events"',
  ]);
});

test.each<[Events, string]>([
  [{ data: [{ s3: "all" }] }, ">= 5.60.0, < 7.0.0"],
  [selector("resources.type"), ">= 5.60.0, < 7.0.0"],
  [selector("userIdentity.arn"), ">= 5.100.0, < 7.0.0"],
  [selector("eventType"), ">= 6.2.0, < 7.0.0"],
  [selector("sessionCredentialFromConsole"), ">= 6.2.0, < 7.0.0"],
  [network("errorCode", "VpceAccessDenied"), ">= 6.2.0, < 7.0.0"],
  [network("vpcEndpointId", "vpce-1234"), ">= 6.2.0, < 7.0.0"],
])("a field that older providers refuse raises the module's bound: %j", (events, bound) => {
  expect(filesOf(events)["versions.tf"]).toContain(`"${bound}"`);
});

test("a module for others leaves out the log bucket of its caller", () => {
  const trail = trailOf({ data: [{ s3: "all" }] }, { module: { variables: "all" } });
  expect(trail).toContain('not_starts_with = ["${local.bucket_arn}/"]');
  expect(trail).not.toContain("audit-logs");
});
