import type { JsonSchema } from "./json-schema-type";
import { keywordsOf } from "./keywords";
import { aliasRule } from "./rules";

/** A section with these options; with a type, since strict validators ask for one beside such keywords. */
const section = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: "object",
  properties,
});
const holds = (option: string, value: JsonSchema): JsonSchema => ({
  ...section({ [option]: value }),
  required: [option],
});

const withoutTrail = holds("trail", { const: false });
const ofControlTower = holds("preset", { const: "control-tower" });
/** Whether a trail is created elsewhere, if at all. */
const creates: JsonSchema = { not: { anyOf: [withoutTrail, ofControlTower] } };
const ofExistingKey = holds("existing", { type: "string" });
const ofExistingBucket = holds("existing", { const: true });
const isHandedOver = holds("handedOver", { const: true });
const has = (option: string): JsonSchema => ({ type: "object", required: [option] });
const hasAlias = has("alias");
const hasExisting = has("existing");
const noEntries: JsonSchema = { type: "array", maxItems: 0 };
const absent: JsonSchema = { type: "null" };

/** What excludes each other of how long logs are kept and locked. */
function retentionConditions(): readonly JsonSchema[] {
  const days = { type: "number" };
  const ofOthers = section({
    lifecycle: absent,
    objectLock: absent,
    accessLog: absent,
    forceDestroy: { const: false },
  });
  const lifecycle: JsonSchema = {
    anyOf: ["glacierAfterDays", "expireAfterDays", "noncurrentExpireAfterDays", "abortUploadsAfterDays"].map(
      (option) => holds(option, days),
    ),
  };
  const ofCompliance = holds("mode", { const: "compliance" });
  const confirmed: JsonSchema = { type: "object", required: ["confirm"] };
  const forced = holds("forceDestroy", { const: true });
  return [
    // option-of-new-bucket
    section({ bucket: { if: ofExistingBucket, then: ofOthers } }),
    { if: ofControlTower, then: section({ bucket: ofOthers }) },
    // lifecycle-empty, compliance-unconfirmed, confirm-of-governance, force-destroy-locked
    section({
      bucket: {
        ...section({
          lifecycle,
          objectLock: { if: ofCompliance, then: confirmed, else: { not: confirmed } },
        }),
        if: forced,
        then: { not: { type: "object", required: ["objectLock"] } },
      },
    }),
    // force-destroy-protected
    { if: holds("bucket", forced), then: holds("protect", { const: false }) },
  ];
}

/**
 * What `contradictions/` refuses, as far as JSON Schema can say it. It cannot compare two options, such as accounts and
 * Regions, nor see half characters or entries that name one thing in two ways.
 */
export const jsonSchemaConditions: readonly JsonSchema[] = [
  // bucket-missing, tag-empty
  {
    if: creates,
    then: {
      ...section({ tags: { type: "object", additionalProperties: { type: "string", minLength: 1 } } }),
      required: ["bucket"],
    },
  },
  // bucket-without-trail
  { if: { allOf: [withoutTrail, { not: ofControlTower }] }, then: section({ bucket: ofExistingBucket }) },
  // bucket-name-unknown
  {
    if: { not: ofControlTower },
    then: section({ bucket: { type: "object", required: ["name"] } }),
  },
  {
    if: ofControlTower,
    then: {
      anyOf: [
        section({ bucket: { type: "object", required: ["name"] } }),
        {
          allOf: [
            holds("region", { type: "string" }),
            section({ bucket: holds("account", { type: "string" }) }),
          ],
        },
      ],
    },
  },
  // preset-without-organization, preset-creates, preset-key-elsewhere, preset-multi-region
  {
    if: ofControlTower,
    then: {
      ...section({
        trail: { const: false },
        bucket: section({ existing: { const: true }, handedOver: { const: false } }),
        key: section({
          account: absent,
          multiRegion: { const: false },
          replicas: noEntries,
          existing: { not: { type: "string", pattern: ":key/mrk-" } },
        }),
      }),
      required: ["organization"],
    },
  },
  // bucket-handed-over, key-handed-over
  section({
    bucket: { if: isHandedOver, then: ofExistingBucket },
    key: { if: isHandedOver, then: ofExistingKey },
  }),
  ...retentionConditions(),
  // option-of-new-key
  section({
    key: {
      if: ofExistingKey,
      then: section({
        account: absent,
        alias: absent,
        description: absent,
        rotationDays: absent,
        deletionWindowDays: absent,
        multiRegion: absent,
      }),
    },
  }),
  // replicas-single-region, and option-of-new-key for replicas, which a key that is handed over has
  section({
    key: {
      if: holds("replicas", { type: "array", minItems: 1 }),
      then: { anyOf: [holds("multiRegion", { const: true }), { allOf: [ofExistingKey, isHandedOver] }] },
    },
  }),
  // name-as-alias
  {
    if: section({ key: { not: { anyOf: [hasAlias, ofExistingKey] } } }),
    then: section({ name: { type: "string", ...keywordsOf(aliasRule) } }),
  },
  // management-account-missing
  {
    if: holds("organization", { type: "object" }),
    then: {
      anyOf: [
        holds("account", { type: "string" }),
        section({ organization: holds("managementAccount", { type: "string" }) }),
      ],
    },
  },
  // delegated-without-trail
  {
    if: { not: creates },
    then: section({ organization: section({ delegatedAdministrators: { type: "array", maxItems: 0 } }) }),
  },
  // monitoring-without-trail
  {
    if: { not: creates },
    then: section({
      logGroup: { const: false },
      notifications: { const: false },
      alarms: { const: false },
      profile: { const: "none" },
    }),
  },
  // cis-without-log-group, cis-without-alarms
  {
    if: holds("profile", { const: "cis" }),
    then: {
      type: "object",
      required: ["logGroup", "alarms"],
      properties: { logGroup: { not: { const: false } }, alarms: { not: { const: false } } },
    },
  },
  // option-of-new-log-group, log-group-role-missing, option-of-new-topic, topic-key-without-topic
  section({
    logGroup: {
      if: hasExisting,
      then: {
        type: "object",
        required: ["role"],
        not: { anyOf: ["name", "retentionDays", "key"].map(has) },
      },
    },
    notifications: { if: hasExisting, then: { not: has("name") }, else: { not: has("key") } },
  }),
  // topic-key-of-aws
  section({
    notifications: { not: holds("key", { type: "string", pattern: "(^|:)alias/aws/" }) },
  }),
  // events-without-trail
  { if: { not: creates }, then: { type: "object", not: { type: "object", required: ["events"] } } },
  // events-none, excluded-of-none
  section({
    events: {
      if: holds("management", { const: "none" }),
      then: {
        ...section({ excludeManagementSources: { type: "array", maxItems: 0 } }),
        anyOf: ["data", "advanced"].map((option) => holds(option, { type: "array", minItems: 1 })),
      },
    },
  }),
  // tag-key-impossible
  section({ tags: { type: "object", propertyNames: { not: { const: "__proto__" } } } }),
];
