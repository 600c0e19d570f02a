import type { BucketConfig } from "../config/config";
import type { Local } from "../terraform/blueprint";
import { literal, operator } from "../terraform/expression";
import { isKeyBeside } from "./beside-bucket-owner";
import type { MembersRead } from "./organization-readers";
import { organizationsThatRead } from "./organization-readers";
import { permissionSetNames, rootOfKeyAccount } from "./permission-set-readers";
import { readersBesideBucketOwner } from "./reader-principals";
import type { Scope } from "./scope";
import { mayHaveReaders } from "./scope";
import type { StatementExpression } from "./statement";
import { awsPrincipal, whereAny } from "./statement";
import { byPermissionSet } from "./statements/permission-sets-read-logs";
import { membersBeside } from "./statements/read-condition";
import { readersGetLogs } from "./statements/readers-get-logs";

/** The bucket's half of reading, for readers of other accounts than the bucket's: IAM decides for those of its own. */
export function bucketReaders(
  scope: Scope,
  bucket: BucketConfig,
): { readonly statements: readonly StatementExpression[]; readonly locals: readonly Local[] } {
  const named = readersBesideBucketOwner(scope, bucket);
  return {
    statements: [
      ...(named
        ? readersGetLogs(scope, bucket, {
            who: "Readers",
            comment:
              "Readers in other accounts can get log files: they need permission from the bucket policy as well as from their own IAM policies.",
            principal: awsPrincipal(named.arns),
          }).map((statement) => whereAny(scope.open, named.arns, statement))
        : []),
      ...permissionSets(scope, bucket),
      ...members(scope, bucket, "all"),
      ...members(scope, bucket, "own"),
    ],
    locals: named?.locals ?? [],
  };
}

function permissionSets(scope: Scope, bucket: BucketConfig): readonly StatementExpression[] {
  if (!mayHaveReaders(scope, "permissionSet")) return [];
  const isBeside = isKeyBeside(scope, bucket);
  if (isBeside === false) return [];
  const unlessOwner =
    isBeside === "by value" ? operator(scope.keyAccount, "==", scope.bucketAccount) : undefined;
  return readersGetLogs(scope, bucket, {
    who: "PermissionSets",
    comment:
      "Roles of IAM Identity Center permission sets in the key's account can get log files: they need permission from the bucket policy too.",
    principal: awsPrincipal(rootOfKeyAccount(scope)),
    condition: byPermissionSet(scope),
  }).map((statement) => whereAny(scope.open, permissionSetNames, statement, unlessOwner));
}

const memberWording = {
  all: {
    who: "Organization",
    comment:
      "Identities of the organization's other accounts can get the logs of its trail, if their own IAM policies allow it. " +
      "The bucket's account is excluded: its identities would need no IAM policy.",
  },
  own: {
    who: "Members",
    comment:
      "Identities of the organization's other accounts can get their own account's logs, if their own IAM policies allow " +
      "it. AWS replaces ${aws:PrincipalAccount} with the caller's account ID.",
  },
} as const;

function members(scope: Scope, bucket: BucketConfig, read: MembersRead): readonly StatementExpression[] {
  const ids = organizationsThatRead(scope, read);
  if (ids === undefined) return [];
  return readersGetLogs(scope, bucket, {
    ...memberWording[read],
    principal: literal("*"),
    condition: membersBeside(scope.bucketAccount, ids),
    members: { read, ids },
  }).map((statement) => whereAny(scope.open, ids, statement));
}
