import { bucketNameRule, bucketPrefixRule } from "./rules";
import type { NumberRule, TextRule } from "./value-rule";

/**
 * The most days that Object Lock takes, a hundred years. S3 lets a lifecycle rule have more, which no archive needs.
 * https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
const maximumDays = 36_500;

const days = (what: string, example: number): NumberRule => ({
  kind: "number",
  what,
  expected: `a whole number of days from 1 to ${maximumDays}`,
  minimum: 1,
  maximum: maximumDays,
  example,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html */
export const glacierRule = days("the age at which a log moves to Glacier", 90);
export const expiryRule = days("the age at which a log is deleted", 2555);
export const noncurrentExpiryRule = days("the time after which a noncurrent version is deleted", 90);
export const abortUploadsRule = days("the time after which an incomplete upload is removed", 7);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html */
export const objectLockRule = days("the time for which a log is locked", 365);

/** What the caller of a module must say where logs are locked in compliance mode. */
export const confirmRule: TextRule = {
  kind: "text",
  what: "the confirmation of compliance mode",
  expected: "compliance",
  patterns: [{ pattern: "^compliance$", says: "be compliance, which confirms what cannot be undone" }],
  example: "compliance",
};

export const accessLogBucketRule: TextRule = { ...bucketNameRule, example: "central-access-logs" };

/**
 * The keys of access logs begin with it as it is, so a slash at its end makes a folder. The characters are those of a
 * key prefix for the logs.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
 */
export const accessLogPrefixRule: TextRule = {
  kind: "text",
  what: "a key prefix for access logs",
  expected: "at most 200 characters that do not start with a slash",
  maxLength: 200,
  patterns: bucketPrefixRule.patterns ?? [],
  forbidden: [{ pattern: "^/", says: "start with a slash" }],
  example: "trail/",
};

/**
 * The days that Glacier Flexible Retrieval bills for at least.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/glacier-storage-classes.html
 */
export const minimumGlacierDays = 90;
