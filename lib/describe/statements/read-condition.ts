import type { BucketConfig } from "../../config/config";
import { ownTrailName } from "../../config/control-tower";
import { contextKey } from "../../policy/cloudtrail";
import { anyS3, s3ContextKey, viaServiceKey } from "../../policy/s3";
import type { Expression } from "../../terraform/expression";
import { input, literal, text } from "../../terraform/expression";
import type { Scope } from "../scope";
import { organizationFolders, ownDigests } from "../organization-readers";
import { logObjects } from "../scope";
import type { ConditionElement } from "../statement";

/** Only what CloudTrail encrypted has its encryption context. */
export const encryptedByCloudTrail = { Null: { [contextKey]: literal("false") } } as const;

/** Nothing that CloudTrail gave its own encryption context. */
export const withoutTrail = { Null: { [contextKey]: literal("true") } } as const;

/** What S3 encrypted with its own context alone and readers need all the same: the digest files. */
export const digestFiles = (scope: Scope, bucket: BucketConfig): ConditionElement =>
  ofObjects(scope, bucket, logObjects(scope, bucket, literal("*/CloudTrail-Digest/*")));

/** Through S3 in any Region and no other way, as AWS has it for those who read an organization's logs. */
export const throughS3: ConditionElement = { StringLike: { [viaServiceKey]: literal(anyS3) } };

/** The logs of the organization's trail, from any Region. */
export const organizationLogs = (scope: Scope): ConditionElement => {
  const name = scope.config.trail === null ? literal(ownTrailName(scope.config) ?? "*") : input("trail_name");
  return {
    StringLike: {
      [contextKey]: text`arn:${scope.partition}:cloudtrail:*:${scope.trailAccount}:trail/${name}`,
    },
  };
};

/** What lies in the folder of the caller's account. With an S3 Bucket Key the key cannot tell members apart. */
export const ownFolder = (scope: Scope, bucket: BucketConfig, ids: Expression): ConditionElement =>
  ofObjects(
    scope,
    bucket,
    organizationFolders("own", ids, (folder) => logObjects(scope, bucket, folder)),
  );

export const ownDigestFiles = (scope: Scope, bucket: BucketConfig, ids: Expression): ConditionElement =>
  ofObjects(scope, bucket, ownDigests(scope, bucket, ids));

/** By the context of S3: with an S3 Bucket Key every object of the bucket has the same. */
const ofObjects = (scope: Scope, bucket: BucketConfig, objects: Expression): ConditionElement => ({
  StringLike: { [s3ContextKey]: bucket.bucketKey ? scope.bucketArn : objects },
});

/**
 * The accounts of organizations but for one, the owner of the resource. Who is named by `*` in a policy needs no IAM in
 * the account that owns the resource.
 */
export const membersBeside = (owner: Expression, ids: Expression): ConditionElement => ({
  StringEquals: { "aws:PrincipalOrgID": ids },
  StringNotEquals: { "aws:PrincipalAccount": owner },
});

/** All of these conditions. */
export const allOf = (...conditions: readonly ConditionElement[]): ConditionElement =>
  conditions.reduce<ConditionElement>(
    (all, condition) => ({
      ...all,
      ...Object.fromEntries(
        Object.entries(condition).map(([operator, keys]) => [operator, { ...all[operator], ...keys }]),
      ),
    }),
    {},
  );
