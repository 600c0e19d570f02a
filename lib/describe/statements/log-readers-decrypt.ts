import { awsPrincipal, statement } from "../statement";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { encryptedByCloudTrail } from "./read-condition";
import { awsPages } from "../aws-pages";

/**
 * Users, roles and accounts read logs.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html#create-kms-key-policy-for-cloudtrail-decrypt
 */
export const logReadersDecrypt = (principals: Expression): ObjectExpression =>
  statement({
    sid: "AllowLogReaders",
    comment:
      "Readers can decrypt logs, and nothing else that this key encrypts: only logs have this encryption context.",
    page: awsPages.keyPolicyForCloudTrail,
    principal: awsPrincipal(principals),
    actions: ["kms:Decrypt"],
    condition: encryptedByCloudTrail,
  });
