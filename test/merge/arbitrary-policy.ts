import * as fc from "fast-check";
import type { JsonValue } from "../../lib/terraform/canonical-json";

/** Statements as they stand in real key policies, right and wrong, and odd but legal forms of them. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

const accounts = ["111111111111", "222222222222", "333333333333", "777777777777"] as const;
const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";

const scalarOrList = (values: fc.Arbitrary<string>): fc.Arbitrary<JsonValue> =>
  fc.oneof(values, fc.array(values, { minLength: 0, maxLength: 3 }));

const awsPrincipals = fc
  .tuple(fc.constantFrom("aws", "aws", "aws", "aws-cn"), fc.constantFrom(...accounts))
  .chain(([partition, account]) =>
    fc.constantFrom(
      account,
      `arn:${partition}:iam::${account}:root`,
      `arn:${partition}:iam::${account}:user/Bob`,
      `arn:${partition}:iam::${account}:role/Auditor`,
      `arn:${partition}:iam::${account}:role/team/KeyAdmin`,
    ),
  );

const services = fc.constantFrom(
  "cloudtrail.amazonaws.com",
  "cloudtrail.amazonaws.com",
  "sns.amazonaws.com",
  "delivery.logs.amazonaws.com",
);

const principals: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 4, arbitrary: scalarOrList(awsPrincipals).map((AWS) => ({ Principal: { AWS } })) },
  { weight: 4, arbitrary: scalarOrList(services).map((Service) => ({ Principal: { Service } })) },
  { weight: 1, arbitrary: fc.constant({ Principal: "*" }) },
  { weight: 1, arbitrary: fc.constant({ Principal: { AWS: "*" } }) },
  { weight: 1, arbitrary: awsPrincipals.map((AWS) => ({ NotPrincipal: { AWS: [AWS] } })) },
  {
    weight: 1,
    arbitrary: fc.tuple(scalarOrList(awsPrincipals), services).map(([AWS, Service]) => ({
      Principal: { AWS, Service },
    })),
  },
);

const actions: fc.Arbitrary<JsonObject> = fc.oneof(
  {
    weight: 8,
    arbitrary: scalarOrList(
      fc.constantFrom(
        "kms:*",
        "kms:Decrypt",
        "kms:GenerateDataKey*",
        "kms:GenerateDataKey",
        "kms:DescribeKey",
        "KMS:describekey",
        "kms:PutKeyPolicy",
        "kms:Describe*",
        "kms:ScheduleKeyDeletion",
      ),
    ).map((Action) => ({ Action })),
  },
  { weight: 1, arbitrary: fc.constant({ NotAction: "kms:ScheduleKeyDeletion" }) },
  { weight: 1, arbitrary: fc.constant({}) },
);

const trailArns = fc
  .tuple(fc.constantFrom(...accounts), fc.constantFrom("*", "us-east-1"), fc.constantFrom("*", "org-audit"))
  .map(([account, region, name]) => `arn:aws:cloudtrail:${region}:${account}:trail/${name}`);

const conditions: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 4,
    arbitrary: fc
      .record(
        {
          StringLike: scalarOrList(trailArns).map((arns) => ({ [contextKey]: arns })),
          ArnLike: scalarOrList(trailArns).map((arns) => ({ "aws:SourceArn": arns })),
          StringEquals: scalarOrList(fc.constantFrom(...accounts)).map((ids) => ({
            "kms:CallerAccount": ids,
          })),
          Null: fc.constantFrom("true", false).map((value) => ({ [contextKey]: value })),
          StringNotEqualsIfExists: fc.constant({ "aws:PrincipalOrgID": ["o-abcdefghij"] }),
          Bool: fc.constant({ "aws:SecureTransport": "true" }),
        },
        { requiredKeys: [] },
      )
      .map((operators) => ({ Condition: operators })),
  },
);

/** Text of a Sid, with what JSON must escape or an editor may garble. */
const sids = fc.oneof(
  fc.constantFrom(
    "AllowLogReaders",
    "AllowCloudTrailEncryptLogs",
    "EnableIamPolicies",
    "Allow CloudTrail to encrypt logs",
  ),
  fc.string({ maxLength: 12 }),
  fc.constantFrom('"quoted" // no comment', "{[,]}", "Statement", "\\", "é\t\u00ff/*"),
);

export const statements = (effects: readonly ("Allow" | "Deny")[]): fc.Arbitrary<JsonObject> =>
  fc
    .tuple(
      fc.option(sids, { nil: undefined }),
      fc.constantFrom(...effects),
      principals,
      actions,
      fc.constantFrom<JsonObject>(
        { Resource: "*" },
        { Resource: ["*"] },
        {},
        { Resource: "arn:aws:kms:us-east-1:111111111111:key/*" },
      ),
      conditions,
      fc.array(fc.nat({ max: 100 }), { minLength: 7, maxLength: 7 }),
    )
    .map(([Sid, Effect, principal, action, resource, condition, order]) =>
      shuffled(
        {
          ...(Sid === undefined ? {} : { Sid }),
          Effect,
          ...principal,
          ...action,
          ...resource,
          ...condition,
        },
        order,
      ),
    );

function shuffled(object: JsonObject, order: readonly number[]): JsonObject {
  const entries = Object.entries(object).map((entry, index) => ({ entry, rank: order[index] ?? 0 }));
  return Object.fromEntries(entries.sort((left, right) => left.rank - right.rank).map(({ entry }) => entry));
}

/** A legal key policy: `Statement` a list, a single one, or left out. */
export const policies = (
  effects: readonly ("Allow" | "Deny")[] = ["Allow", "Allow", "Allow", "Deny"],
): fc.Arbitrary<JsonObject> =>
  fc
    .tuple(
      fc.constantFrom<JsonObject>({ Version: "2012-10-17" }, { Version: "2008-10-17" }, {}),
      fc.constantFrom<JsonObject>({}, { Id: "key-policy-1" }),
      fc.oneof(
        {
          weight: 6,
          arbitrary: fc.array(statements(effects), { maxLength: 6 }).map((Statement) => ({ Statement })),
        },
        { weight: 2, arbitrary: statements(effects).map((Statement) => ({ Statement })) },
        { weight: 1, arbitrary: fc.constant({}) },
      ),
      fc.boolean(),
    )
    .map(([version, id, statement, statementFirst]): JsonObject =>
      statementFirst ? { ...statement, ...version, ...id } : { ...version, ...id, ...statement },
    );

/** How a text may be laid out: each choice is taken from the list in turn, again and again. */
const layouts = fc.record({
  lineBreak: fc.constantFrom("\n", "\r\n"),
  unit: fc.constantFrom("  ", "    ", "\t", ""),
  colon: fc.constantFrom(": ", ":", " : "),
  /** From which depth on a value stands on one line. */
  inlineFrom: fc.constantFrom(0, 1, 2, 3, 4, 9),
  comments: fc.constantFrom("none", "none", "lines", "blocks"),
  head: fc.constantFrom("", "", "\uFEFF", "\n"),
  tail: fc.constantFrom("", "\n", "\r\n", " \n\n"),
});

type Layout = typeof layouts extends fc.Arbitrary<infer Value> ? Value : never;

/** A policy with a text of it, in any formatting. */
export const policyTexts = (
  policy: fc.Arbitrary<JsonObject> = policies(),
): fc.Arbitrary<{ readonly json: JsonObject; readonly text: string }> =>
  fc.tuple(policy, layouts).map(([json, layout]) => ({ json, text: textIn(layout, json) }));

function textIn(layout: Layout, json: JsonObject): string {
  const body = print(layout, json, 0);
  return `${layout.head}${body}${layout.tail}`;
}

function print(layout: Layout, value: JsonValue, depth: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const parts = isList
    ? (value as readonly JsonValue[]).map((inner) => print(layout, inner, depth + 1))
    : Object.entries(value).map(
        ([key, inner]) => `${JSON.stringify(key)}${layout.colon}${print(layout, inner, depth + 1)}`,
      );
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const inline = depth >= layout.inlineFrom;
  const comment =
    layout.comments === "blocks" ? " /* }, { */" : layout.comments === "lines" && !inline ? " // ]" : "";
  if (parts.length === 0) return `${open}${comment === " // ]" ? "" : comment}${close}`;
  if (inline) return `${open} ${parts.join(`${comment}, `)}${comment}${close}`;
  const indent = (level: number): string => layout.lineBreak + layout.unit.repeat(level);
  const lines = parts.map((part, index) =>
    index < parts.length - 1 ? `${part},${comment}` : `${part}${comment}`,
  );
  return `${open}${comment}${lines.map((line) => indent(depth + 1) + line).join("")}${indent(depth)}${close}`;
}
