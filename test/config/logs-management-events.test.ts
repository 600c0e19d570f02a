import { logsManagementEvents } from "../../lib/config/logs-management-events";
import type { ConfigInput } from "../../lib/config/config-input";
import { configOf } from "../support/place";

const kms = "kms.amazonaws.com";
const eventsOf = (events: ConfigInput["events"]) =>
  configOf({ name: "audit", bucket: { name: "audit-logs" }, events }).events;
const category = { Field: "eventCategory", Equals: ["Management"] } as const;

test.each<[ConfigInput["events"], Partial<Record<"read" | "write" | "kms" | "s3", boolean>>]>([
  [{}, { read: true, write: true, kms: true, s3: true }],
  [{ management: "write" }, { read: false, write: true, kms: true }],
  [{ management: "read" }, { read: true, write: false, kms: false, s3: false }],
  [{ excludeManagementSources: [kms] }, { write: true, kms: false, s3: true }],
  [
    { management: "none", data: [{ s3: "all" }] },
    { read: false, write: false, kms: false },
  ],
  [
    { management: "none", advanced: [{ FieldSelectors: [category] }] },
    { read: true, write: true, kms: true },
  ],
  [
    {
      management: "none",
      advanced: [{ FieldSelectors: [category, { Field: "readOnly", Equals: ["false"] }] }],
    },
    { read: false, write: true, kms: true },
  ],
  [
    {
      management: "none",
      advanced: [{ FieldSelectors: [category, { Field: "eventSource", NotEquals: [kms] }] }],
    },
    { read: true, write: true, kms: false, s3: true },
  ],
  [
    {
      management: "none",
      advanced: [
        {
          FieldSelectors: [
            { Field: "eventCategory", Equals: ["Data"] },
            { Field: "resources.type", Equals: ["AWS::SQS::Queue"] },
          ],
        },
      ],
    },
    { read: false, write: false },
  ],
])("whether the trail logs management events is told by %j", (written, expected) => {
  const events = eventsOf(written);
  const logged = {
    read: logsManagementEvents(events, { access: "read" }),
    write: logsManagementEvents(events, { access: "write" }),
    kms: logsManagementEvents(events, { access: "write", source: kms }),
    s3: logsManagementEvents(events, { access: "write", source: "s3.amazonaws.com" }),
  };
  expect(logged).toMatchObject(expected);
});
