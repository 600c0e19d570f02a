import { statement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import type { Scope } from "../scope";
import { encryptedByCloudTrail } from "./log-readers-decrypt";

/** The IAM half of reading: whoever has this policy decrypts logs with this one key. */
export const readerDecryptsLogs = (scope: Scope): ObjectExpression =>
  statement({
    sid: "DecryptLogs",
    comment: "Logs, and nothing else that this key may have encrypted: only logs have this context.",
    actions: ["kms:Decrypt"],
    resource: scope.keyArn,
    condition: encryptedByCloudTrail,
  });
