import type { JsonValue } from "../terraform/canonical-json";

/** The statements that rules' examples are made of. The key is 111111111111's, and its trail is org-audit. */

export const policyWith = (...statements: readonly JsonValue[]): JsonValue => ({
  Version: "2012-10-17",
  Statement: statements,
});

export const exampleTrail = "arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit";

const service = { Service: "cloudtrail.amazonaws.com" };
const context = {
  "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:111111111111:trail/*",
};
const source = { "aws:SourceArn": exampleTrail };

export const exampleStatements = {
  root: {
    Sid: "EnableIamPolicies",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111111111111:root" },
    Action: "kms:*",
    Resource: "*",
  },
  encrypt: {
    Sid: "Encrypt",
    Effect: "Allow",
    Principal: service,
    Action: "kms:GenerateDataKey*",
    Resource: "*",
    Condition: { StringEquals: source, StringLike: context },
  },
  describe: {
    Sid: "Describe",
    Effect: "Allow",
    Principal: service,
    Action: "kms:DescribeKey",
    Resource: "*",
    Condition: { StringEquals: source },
  },
  decrypt: {
    Sid: "Decrypt",
    Effect: "Allow",
    Principal: service,
    Action: "kms:Decrypt",
    Resource: "*",
    Condition: { StringEquals: source, StringLike: context },
  },
  read: {
    Sid: "Read",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111111111111:role/Auditor" },
    Action: "kms:Decrypt",
    Resource: "*",
    Condition: { Null: { "kms:EncryptionContext:aws:cloudtrail:arn": "false" } },
  },
} as const;

const { root, encrypt, describe, decrypt } = exampleStatements;

/** All that CloudTrail needs, and some more statements. */
export const forCloudTrail = (...more: readonly JsonValue[]): JsonValue =>
  policyWith(root, encrypt, describe, decrypt, ...more);

/** A config that the policies above are right for. */
export const exampleConfig: JsonValue = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};

/** A statement that lacks one of its elements. */
export const without = (
  statement: Readonly<Record<string, JsonValue>>,
  element: string,
): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(Object.entries(statement).filter(([name]) => name !== element));
