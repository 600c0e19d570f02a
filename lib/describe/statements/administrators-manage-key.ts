import { awsPrincipal, statement } from "../statement";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { awsPages } from "../aws-pages";

/**
 * Every action that manages a key, and none that uses it. Grants are left out: who may create one may hand out,
 * or take, the use of the key.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators
 */
export const keyAdministrationActions: readonly string[] = [
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:EnableKey",
  "kms:DisableKey",
  "kms:EnableKeyRotation",
  "kms:DisableKeyRotation",
  "kms:RotateKeyOnDemand",
  "kms:UpdateKeyDescription",
  "kms:CreateAlias",
  "kms:UpdateAlias",
  "kms:DeleteAlias",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:ScheduleKeyDeletion",
  "kms:CancelKeyDeletion",
];

/**
 * What manages the replicas of a key. Who replicates it also needs `kms:CreateKey` by its own IAM, in the Region of the replica.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-auth.html
 */
const replicationActions: readonly string[] = ["kms:ReplicateKey", "kms:UpdatePrimaryRegion"];

export const administratorsManageKey = (administrators: Expression, hasReplicas: boolean): ObjectExpression =>
  statement({
    sid: "AllowKeyAdministration",
    comment:
      "Administrators manage the key. None of these actions encrypts or decrypts, but an administrator can use " +
      "kms:PutKeyPolicy to allow itself to.",
    page: `${awsPages.defaultKeyPolicy}#key-policy-default-allow-administrators`,
    principal: awsPrincipal(administrators),
    actions: [...keyAdministrationActions, ...(hasReplicas ? replicationActions : [])],
  });
