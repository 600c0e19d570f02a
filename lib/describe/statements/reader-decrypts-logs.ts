import type { BucketConfig } from "../../config/config";
import { statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import type { Scope } from "../scope";
import { digestFiles, encryptedByCloudTrail } from "./read-condition";
import { digestComment } from "./readers-decrypt-digests";
import { awsPages } from "../aws-pages";

/** The IAM half of reading: whoever has this policy decrypts logs with this one key. */
export const readerDecryptsLogs = (scope: Scope): ObjectExpression =>
  statement({
    sid: "DecryptLogs",
    comment:
      "Readers can decrypt logs, and nothing else that this key encrypts: only logs have this encryption context.",
    page: awsPages.keyPolicyForCloudTrail,
    actions: ["kms:Decrypt"],
    resource: scope.keyArn,
    condition: encryptedByCloudTrail,
  });

export const readerDecryptsDigests = (scope: Scope, bucket: BucketConfig): ObjectExpression =>
  statement({
    sid: "DecryptDigests",
    comment: digestComment(bucket, "readers"),
    page: awsPages.logValidation,
    actions: ["kms:Decrypt"],
    resource: scope.keyArn,
    condition: digestFiles(scope, bucket),
  });
