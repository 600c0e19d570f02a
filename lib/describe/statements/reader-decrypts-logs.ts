import type { BucketConfig } from "../../config/config";
import { statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import type { Scope } from "../scope";
import { digestFiles, encryptedByCloudTrail } from "./read-condition";
import { digestComment } from "./readers-decrypt-digests";

/** The IAM half of reading: whoever has this policy decrypts logs with this one key. */
export const readerDecryptsLogs = (scope: Scope): ObjectExpression =>
  statement({
    sid: "DecryptLogs",
    comment: "Only logs, and nothing else that this key encrypts: only logs have this encryption context.",
    actions: ["kms:Decrypt"],
    resource: scope.keyArn,
    condition: encryptedByCloudTrail,
  });

export const readerDecryptsDigests = (scope: Scope, bucket: BucketConfig): ObjectExpression =>
  statement({
    sid: "DecryptDigests",
    comment: digestComment(bucket, "readers"),
    actions: ["kms:Decrypt"],
    resource: scope.keyArn,
    condition: digestFiles(scope, bucket),
  });
