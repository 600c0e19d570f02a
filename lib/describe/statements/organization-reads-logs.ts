import type { BucketConfig } from "../../config/config";
import { statement } from "../statement";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { literal } from "../../terraform/expression";
import type { Scope } from "../scope";
import {
  allOf,
  digestFiles,
  membersBeside,
  organizationLogs,
  ownDigestFiles,
  ownFolder,
  throughS3,
  withoutTrail,
} from "./read-condition";
import { digestComment } from "./readers-decrypt-digests";
import { awsPages } from "../aws-pages";

/** Who may do so is in the conditions. */
const everybody = literal("*");

/**
 * The other accounts of the organization read the logs of its trail.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-policy-generation.html
 */
export const organizationReadsLogs = (scope: Scope, ids: Expression): ObjectExpression =>
  statement({
    sid: "AllowOrganizationReaders",
    comment:
      "Identities of the organization's other accounts can decrypt the logs of its trail through S3, if their own IAM " +
      "policies allow it. The key's account is excluded: its identities would need no IAM policy.",
    page: awsPages.organizationLogs,
    principal: everybody,
    actions: ["kms:Decrypt"],
    condition: allOf(membersBeside(scope.keyAccount, ids), organizationLogs(scope), throughS3),
  });

/** The digests of these logs, for `aws cloudtrail validate-logs`. */
export const organizationReadsDigests = (
  scope: Scope,
  bucket: BucketConfig,
  ids: Expression,
): ObjectExpression =>
  statement({
    sid: "AllowOrganizationDigestReaders",
    comment: digestComment(bucket, "the organization's other accounts"),
    page: awsPages.logValidation,
    principal: everybody,
    actions: ["kms:Decrypt"],
    condition: allOf(
      membersBeside(scope.keyAccount, ids),
      withoutTrail,
      digestFiles(scope, bucket),
      throughS3,
    ),
  });

/**
 * The accounts of the organization read their own logs. Only the bucket policy tells them apart where the bucket has an
 * S3 Bucket Key: every object then has the same encryption context.
 */
export const membersReadOwnLogs = (scope: Scope, bucket: BucketConfig, ids: Expression): ObjectExpression =>
  statement({
    sid: "AllowReadersOfOwnLogs",
    comment: bucket.bucketKey
      ? "Identities of the organization's other accounts can decrypt the logs of its trail in the bucket, if their own IAM " +
        "policies allow it. With an S3 Bucket Key, all objects have the same encryption context: only the bucket policy " +
        "limits each account to its own logs."
      : "Identities of the organization's other accounts can decrypt the logs in their account's folder, if their own IAM " +
        "policies allow it.",
    page: awsPages.organizationLogs,
    principal: everybody,
    actions: ["kms:Decrypt"],
    condition: allOf(
      membersBeside(scope.keyAccount, ids),
      organizationLogs(scope),
      ownFolder(scope, bucket, ids),
      throughS3,
    ),
  });

export const membersReadOwnDigests = (
  scope: Scope,
  bucket: BucketConfig,
  ids: Expression,
): ObjectExpression =>
  statement({
    sid: "AllowReadersOfOwnDigests",
    comment: bucket.bucketKey
      ? "To validate logs, they can also decrypt the digest files in the bucket. Here too, only the bucket policy limits " +
        "each account to its own."
      : "To validate logs, they can also decrypt their account's digest files.",
    page: awsPages.logValidation,
    principal: everybody,
    actions: ["kms:Decrypt"],
    condition: allOf(
      membersBeside(scope.keyAccount, ids),
      withoutTrail,
      ownDigestFiles(scope, bucket, ids),
      throughS3,
    ),
  });
