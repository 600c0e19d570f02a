import type { ConfigInput } from "../../lib/config/config-input";
import { homeOf } from "../../lib/describe/home-of";
import { parseLoggedEvents, unloggedBetween } from "../../lib/describe/logged-events";
import { manifestText, emptyManifest, parseManifest } from "../../lib/cli/output/manifest";
import { configOf } from "../support/place";

type Events = NonNullable<ConfigInput["events"]>;

const homeWith = (events: Events) =>
  homeOf(configOf({ name: "audit", bucket: { name: "audit-logs" }, events }));
const loggedBy = (events: Events) => homeWith(events).events;
const kms = "kms.amazonaws.com";

test("what a trail logs unasked is not noted", () => {
  expect(homeWith({ management: "all" })).toEqual({ account: null, region: null });
  const category = { Field: "eventCategory", Equals: ["Management"] } as const;
  expect(loggedBy({ management: "none", advanced: [{ FieldSelectors: [category] }] })).toBeUndefined();
});

test.each<[Events, Events, readonly string[]]>([
  [{}, { management: "read" }, ["write management events"]],
  [{ management: "write" }, { management: "read" }, ["write management events"]],
  [
    {},
    { excludeManagementSources: [kms] },
    [`read management events of ${kms}`, `write management events of ${kms}`],
  ],
  [{ excludeManagementSources: [kms] }, {}, []],
  [{}, { data: [{ s3: "all" }] }, []],
  [{ data: [{ s3: "all" }] }, {}, ["S3 data events"]],
  [{ data: [{ s3: ["one", "two"] }] }, { data: [{ s3: ["two"] }] }, ["S3 data events of one"]],
  [{ data: [{ s3: ["one"] }] }, { data: [{ s3: "all" }] }, []],
  [{ data: [{ s3: "all" }] }, { data: [{ s3: ["one"] }] }, ["S3 data events"]],
  [{ data: [{ lambda: "all" }] }, { data: [{ lambda: "all", access: "write" }] }, ["Lambda data events"]],
  [
    { data: [{ dynamodb: ["t-1"] }] },
    {
      data: [
        { dynamodb: ["t-1"], access: "write" },
        { dynamodb: "all", access: "read" },
      ],
    },
    [],
  ],
])("from %j to %j", (before, after, events) => {
  expect(unloggedBetween(loggedBy(before), loggedBy(after))).toEqual(events);
});

test("a manifest gives back what the trail logs, and takes anything else for what is logged unasked", () => {
  const home = homeWith({ management: "read", data: [{ s3: ["one"], access: "write" }] });
  const text = manifestText({ ...emptyManifest, home }, "0.0.0");
  expect(parseManifest(text, "m").home).toEqual(home);
  for (const wrong of [
    null,
    [],
    { management: {}, data: [] },
    { management: { read: [], write: [] }, data: [{}] },
  ]) {
    expect(parseLoggedEvents(wrong)).toBeUndefined();
  }
});
