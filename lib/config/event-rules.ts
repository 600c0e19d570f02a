import { partitionPattern, regionPattern } from "./partition";
import { bucketNameRule } from "./rules";
import type { Pattern, TextRule } from "./value-rule";

/** Services whose management events a trail can leave out. */
export const excludableSources = ["kms.amazonaws.com", "rdsdata.amazonaws.com"] as const;

/**
 * How many values all selectors of a trail can have together.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 */
export const maximumEventValues = 500;

/** CloudTrail compares values as they are. */
const wildcard: Pattern = {
  pattern: "[*]",
  says: "contain a *, because CloudTrail takes it for an ordinary character and the selector would match nothing",
};

export const dataBucketRule: TextRule = { ...bucketNameRule, example: "payment-records" };

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
export const dataObjectsArnRule: TextRule = {
  kind: "text",
  what: "the ARN of a bucket or of objects in it",
  expected: "arn:PARTITION:s3:::BUCKET or arn:PARTITION:s3:::BUCKET/PREFIX",
  maxLength: 2048,
  patterns: [
    {
      pattern: `^arn:${partitionPattern}:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?$`,
      says: "be arn:PARTITION:s3:::BUCKET or arn:PARTITION:s3:::BUCKET/PREFIX",
    },
  ],
  forbidden: [wildcard],
  example: "arn:aws:s3:::payment-records/2026/",
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const functionNameRule: TextRule = {
  kind: "text",
  what: "the name of a Lambda function",
  expected: "1 to 64 letters, digits, - and _",
  minLength: 1,
  maxLength: 64,
  patterns: [{ pattern: "^[A-Za-z0-9_-]*$", says: "contain only letters, digits, - and _" }],
  example: "payments",
};

export const functionArnRule: TextRule = {
  kind: "text",
  what: "the ARN of a Lambda function",
  expected: "arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME",
  patterns: [
    {
      pattern: `^arn:${partitionPattern}:lambda:${regionPattern}:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}$`,
      says: "be arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME, without a version or an alias",
    },
  ],
  example: "arn:aws:lambda:us-east-1:111111111111:function:payments",
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const tableNameRule: TextRule = {
  kind: "text",
  what: "the name of a DynamoDB table",
  expected: "3 to 255 letters, digits and _ - .",
  minLength: 3,
  maxLength: 255,
  patterns: [{ pattern: "^[A-Za-z0-9_.-]*$", says: "contain only letters, digits and _ - ." }],
  example: "payments",
};

export const tableArnRule: TextRule = {
  kind: "text",
  what: "the ARN of a DynamoDB table",
  expected: "arn:PARTITION:dynamodb:REGION:ACCOUNT:table/NAME",
  patterns: [
    {
      pattern: `^arn:${partitionPattern}:dynamodb:${regionPattern}:[0-9]{12}:table/[A-Za-z0-9_.-]{3,255}$`,
      says: "be arn:PARTITION:dynamodb:REGION:ACCOUNT:table/NAME",
    },
  ],
  example: "arn:aws:dynamodb:us-east-1:111111111111:table/payments",
};

export const selectorNameRule: TextRule = {
  kind: "text",
  what: "the name of a selector",
  expected: "at most 1000 characters",
  maxLength: 1000,
  example: "SQS messages",
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
export const selectorValueRule: TextRule = {
  kind: "text",
  what: "a value of a selector",
  expected: "1 to 2048 characters",
  minLength: 1,
  maxLength: 2048,
  forbidden: [wildcard, { pattern: "\n", says: "contain a line break" }],
  example: "AWS::SQS::Queue",
};
