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
const ofExistingKey = holds("existing", { type: "string" });
const ofExistingBucket = holds("existing", { const: true });
const isHandedOver = holds("handedOver", { const: true });
const hasAlias: JsonSchema = { type: "object", required: ["alias"] };
const absent: JsonSchema = { type: "null" };

/**
 * What `contradictions/` refuses, as far as JSON Schema can say it. It cannot compare two options, such as accounts and
 * Regions, nor see half characters or entries that name one thing in two ways.
 */
export const jsonSchemaConditions: readonly JsonSchema[] = [
  // bucket-missing, tag-empty
  {
    if: { not: withoutTrail },
    then: {
      ...section({ tags: { type: "object", additionalProperties: { type: "string", minLength: 1 } } }),
      required: ["bucket"],
    },
  },
  // bucket-without-trail
  { if: withoutTrail, then: section({ bucket: ofExistingBucket }) },
  // bucket-handed-over, key-handed-over
  section({
    bucket: { if: isHandedOver, then: ofExistingBucket },
    key: { if: isHandedOver, then: ofExistingKey },
  }),
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
    if: withoutTrail,
    then: section({ organization: section({ delegatedAdministrators: { type: "array", maxItems: 0 } }) }),
  },
  // tag-key-impossible
  section({ tags: { type: "object", propertyNames: { not: { const: "__proto__" } } } }),
];
