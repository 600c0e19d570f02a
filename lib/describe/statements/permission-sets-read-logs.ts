import type { BucketConfig } from "../../config/config";
import { awsPrincipal, statement } from "../statement";
import type { ConditionElement } from "../statement";
import type { ObjectExpression } from "../../terraform/expression";
import { permissionSetRoles, rootOfKeyAccount } from "../permission-set-readers";
import type { Scope } from "../scope";
import { allOf, digestFiles, encryptedByCloudTrail } from "./read-condition";
import { digestComment } from "./readers-decrypt-digests";
import { awsPages } from "../aws-pages";

/** The roles of the permission sets, whatever suffix IAM Identity Center gave them. */
export const byPermissionSet = (scope: Scope): ConditionElement => ({
  ArnLike: { "aws:PrincipalArn": permissionSetRoles(scope) },
});

/**
 * Permission sets read logs, where they allow it themselves. Their roles have suffixes that change when a set is
 * assigned anew, so that a policy cannot name them as principals.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export const permissionSetsReadLogs = (scope: Scope): ObjectExpression =>
  statement({
    sid: "AllowPermissionSetReaders",
    comment:
      "Roles of IAM Identity Center permission sets can decrypt logs, if the permission set allows it. Each ? stands for " +
      "one character of the suffix that IAM Identity Center adds to the role's name.",
    page: awsPages.permissionSets,
    principal: awsPrincipal(rootOfKeyAccount(scope)),
    actions: ["kms:Decrypt"],
    condition: allOf(byPermissionSet(scope), encryptedByCloudTrail),
  });

export const permissionSetsReadDigests = (scope: Scope, bucket: BucketConfig): ObjectExpression =>
  statement({
    sid: "AllowPermissionSetDigestReaders",
    comment: digestComment(bucket, "permission sets"),
    page: awsPages.logValidation,
    principal: awsPrincipal(rootOfKeyAccount(scope)),
    actions: ["kms:Decrypt"],
    condition: allOf(byPermissionSet(scope), digestFiles(scope, bucket)),
  });
