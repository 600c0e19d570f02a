import type { BucketConfig } from "../../config/config";
import { hasDigests } from "../../config/reads-digests";
import type { ConditionElement } from "../statement";
import { statement } from "../statement";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { literal, text } from "../../terraform/expression";
import type { MembersRead } from "../organization-readers";
import { organizationFolders } from "../organization-readers";
import type { Scope } from "../scope";
import { logObjects, logsFolder } from "../scope";
import { allOf } from "./read-condition";
import { awsPages } from "../aws-pages";

interface Wording {
  /** Starts the Sid of each statement. */
  readonly who: string;
  readonly comment: string;
  /** Absent in an IAM policy. */
  readonly principal?: Expression;
  /** What else must hold of who asks. @default nothing */
  readonly condition?: ConditionElement;
  /** The folders below `AWSLogs/` that they see. @default all */
  readonly members?: { readonly read: MembersRead; readonly ids: Expression };
}

/**
 * Getting log files and listing them, and nothing else that the bucket may hold. To validate logs, readers also ask
 * where the bucket is.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-sharing-logs.html
 */
export function readersGetLogs(
  scope: Scope,
  bucket: BucketConfig,
  { who, comment, principal, condition = {}, members }: Wording,
): readonly ObjectExpression[] {
  const inFolders = (pathOf: (folder: Expression) => Expression): Expression =>
    members ? organizationFolders(members.read, members.ids, pathOf) : pathOf(literal("*"));
  const by = {
    ...(principal && { principal }),
    ...(Object.keys(condition).length > 0 && { condition }),
  };
  return [
    statement({
      ...by,
      sid: `${who}GetLogs`,
      comment,
      page: awsPages.sharedLogs,
      actions: ["s3:GetObject"],
      resource: inFolders((folder) => logObjects(scope, bucket, folder)),
    }),
    statement({
      ...by,
      sid: `${who}ListLogs`,
      comment: listComment[members?.read ?? "any"],
      page: awsPages.sharedLogs,
      actions: ["s3:ListBucket"],
      resource: scope.bucketArn,
      condition: allOf(condition, {
        StringLike: { "s3:prefix": inFolders((folder) => logPrefix(scope, bucket, folder)) },
      }),
    }),
    ...(hasDigests(scope.config)
      ? [
          statement({
            ...by,
            sid: `${who}LocateBucket`,
            comment: "aws cloudtrail validate-logs looks up the bucket's Region.",
            page: awsPages.validateLogs,
            actions: ["s3:GetBucketLocation"],
            resource: scope.bucketArn,
          }),
        ]
      : []),
  ];
}

const listComment = {
  any: "Readers can list only the logs' folder and the folders in it.",
  all: "They can list only the organization's folder and the folders in it.",
  own: "They can list only their own account's folder and the folders in it.",
} as const;

const logPrefix = (scope: Scope, bucket: BucketConfig, folder: Expression): Expression =>
  text`${logsFolder(scope, bucket)}/${folder}`;
