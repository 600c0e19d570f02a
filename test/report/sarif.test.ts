import Ajv from "ajv";
import { allRules } from "../../lib/lint/all-rules";
import { lint } from "../../lib/lint/lint";
import { reportedRules } from "../../lib/lint/reported-rules";
import { upkeepRules } from "../../lib/lint/upkeep-rules";
import { lintSarif } from "../../lib/report/lint/sarif";
import { configOf } from "../support/place";

const text = { type: "object", required: ["text"], properties: { text: { type: "string", minLength: 1 } } };
const level = { enum: ["none", "note", "warning", "error"] };
const relative = { type: "string", pattern: "^(?!/|[A-Za-z][A-Za-z0-9+.-]*:)[^\\s#?]+$" };

/** What SARIF 2.1.0, and GitHub's code scanning beyond it, ask of the properties that are written. */
const schema = {
  type: "object",
  required: ["$schema", "version", "runs"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    version: { const: "2.1.0" },
    runs: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["tool", "results"],
        additionalProperties: false,
        properties: {
          invocations: {
            type: "array",
            items: {
              type: "object",
              required: ["executionSuccessful"],
              additionalProperties: false,
              properties: {
                executionSuccessful: { type: "boolean" },
                toolExecutionNotifications: {
                  type: "array",
                  items: {
                    type: "object",
                    required: ["message"],
                    additionalProperties: false,
                    properties: { level, message: text },
                  },
                },
              },
            },
          },
          columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
          tool: {
            type: "object",
            required: ["driver"],
            properties: {
              driver: {
                type: "object",
                required: ["name", "rules"],
                properties: {
                  rules: {
                    type: "array",
                    items: {
                      type: "object",
                      required: [
                        "id",
                        "shortDescription",
                        "fullDescription",
                        "help",
                        "helpUri",
                        "defaultConfiguration",
                      ],
                      additionalProperties: false,
                      properties: {
                        id: { type: "string" },
                        shortDescription: text,
                        fullDescription: text,
                        help: text,
                        helpUri: { type: "string", pattern: "^https://" },
                        defaultConfiguration: { type: "object", required: ["level"], properties: { level } },
                      },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: "array",
            items: {
              type: "object",
              required: ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
              additionalProperties: false,
              properties: {
                ruleId: { type: "string" },
                ruleIndex: { type: "integer", minimum: 0 },
                level,
                message: text,
                partialFingerprints: {
                  type: "object",
                  minProperties: 1,
                  additionalProperties: { type: "string" },
                },
                properties: { type: "object" },
                locations: {
                  type: "array",
                  minItems: 1,
                  items: {
                    type: "object",
                    required: ["physicalLocation"],
                    additionalProperties: false,
                    properties: {
                      logicalLocations: { type: "array" },
                      physicalLocation: {
                        type: "object",
                        required: ["artifactLocation", "region"],
                        properties: {
                          artifactLocation: {
                            type: "object",
                            required: ["uri"],
                            properties: { uri: relative },
                          },
                          region: {
                            type: "object",
                            required: ["startLine", "startColumn"],
                            properties: {
                              startLine: { type: "integer", minimum: 1 },
                              startColumn: { type: "integer", minimum: 1 },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[];
    },
  ];
}

const place = { file: "a b/c.json", line: 3, column: 1, address: null };

const args = { by: "config", rule: "lockout", sid: "A", file: null, until: "2026-01-01" } as const;
const upkeep = upkeepRules.map(
  ({ id, severity }) => ({ code: id, severity, path: [], part: "value", args, fix: null }) as const,
);

test("findings of every rule make a log that SARIF takes", () => {
  const findings = allRules.flatMap(({ bad: { policy, config, preset, unknown = false, rivals = [] } }) =>
    lint(policy, {
      unknown,
      rivals,
      ...(preset && { preset }),
      ...(config !== undefined && { config: configOf(config) }),
    }),
  );
  const log = JSON.parse(
    lintSarif({
      findings: [...findings, ...upkeep].map((finding) => ({ finding, ...place })),
      suppressed: [],
      judged: [],
      leftOut: [],
      problems: [{ file: "a b/d.json", code: "not-utf8", message: "is not UTF-8", severity: "error" }],
    }),
  ) as Log;
  const validate = new Ajv({ allErrors: true }).compile(schema);
  validate(log);
  expect(validate.errors).toBeNull();
  const [{ tool, results }] = log.runs;
  expect(new Set(results.map(({ ruleId }) => ruleId)).size).toBe(reportedRules.length);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
});
