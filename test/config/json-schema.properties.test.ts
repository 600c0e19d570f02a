import Ajv from "ajv";
import * as fc from "fast-check";
import { configJsonSchema } from "../../lib/config/json-schema";
import { parseConfig } from "../../lib/config/parse";
import type { ContradictionCodes, RuleCodes } from "../../lib/config/problem-codes";
import { mutatedConfigs } from "../support/mutated-config";

/** What JSON Schema cannot say: it compares no two options, and sees neither half characters nor normal forms. */
const beyondSchema: ReadonlySet<string> = new Set<keyof (ContradictionCodes & RuleCodes)>([
  "half-character",
  "listed-twice",
  "own-trail",
  "account-listed",
  "foreign-principal",
  "administrator-reads",
  "owner-reads",
  "owner-trusted",
  "other-partition",
  "partition-of-region",
  "new-bucket-elsewhere",
  "new-bucket-by-id",
  "account-unknown",
  "account-named-twice",
  "account-of-deployment",
  "delegated-elsewhere",
  "delegated-management",
  "foreign-boundary",
  "existing-key-elsewhere",
  "preset-elsewhere",
  "new-key-elsewhere",
  "tag-key-twice",
  "not-where-trail-is",
  "log-group-key-elsewhere",
  "key-of-logs-by-arn",
  "topic-key-of-logs",
  "topics-alike",
  "organization-missing",
  "other-organization",
  "own-logs-among-all",
  "replica-at-home",
  "replica-named-as-account",
  "provider-excluded",
  "insight-without-events",
  "data-of-log-bucket",
  "data-name-or-arn",
  "data-elsewhere",
  "event-values",
  "management-selector",
  "selector-of-log-bucket",
  "selector-field-missing",
  "selector-field-of-other",
  "selector-field-twice",
  "selector-field-empty",
  "selector-operator",
  "selector-value",
  "selector-value-count",
]);

const validate = new Ajv().compile(configJsonSchema());

test("the schema refuses what the parser refuses, but for what it cannot say, and nothing else", () => {
  fc.assert(
    fc.property(mutatedConfigs(), (input) => {
      const parsed = parseConfig(structuredClone(input));
      const errors = parsed.ok ? [] : parsed.problems.filter(({ severity }) => severity === "error");
      const expressible = errors.filter(({ code }) => !beyondSchema.has(code));
      expect(validate(input)).toBe(expressible.length === 0);
    }),
    { numRuns: 400 },
  );
});
