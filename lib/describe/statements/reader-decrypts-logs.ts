import { statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import type { Scope } from "../scope";
import { encryptedByCloudTrail } from "./read-condition";

/** The IAM half of reading: whoever has this policy decrypts logs with this one key. */
export const readerDecryptsLogs = (scope: Scope): ObjectExpression =>
  statement({
    sid: "DecryptLogs",
    comment: "Only logs, and nothing else that this key encrypts: only logs have this encryption context.",
    actions: ["kms:Decrypt"],
    resource: scope.keyArn,
    condition: encryptedByCloudTrail,
  });
