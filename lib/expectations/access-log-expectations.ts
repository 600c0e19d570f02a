import type { Config } from "../config/config";
import { cloudTrail, sourceArnKey } from "../policy/cloudtrail";
import type { Deployment } from "./deployment";
import { logBucketOf } from "./log-bucket";
import type { PolicyExpectation } from "./policy-expectation";
import { strangerAccount } from "./requests";
import type { BucketRequest, Context } from "./to-bucket";
import { toBucket } from "./to-bucket";

const logging = "logging.s3.amazonaws.com";

/**
 * Every request to the bucket that receives the access logs, with the verdict that the statement for its policy must
 * give. None where the config has no access log.
 */
export function accessLogExpectations(config: Config, deployment: Deployment): readonly PolicyExpectation[] {
  const logs = logBucketOf(config, deployment);
  const accessLog = config.bucket?.accessLog ?? null;
  if (logs === undefined || accessLog === null) return [];
  const { owner } = logs.on;
  const target = `arn:${deployment.partition}:s3:::${accessLog.bucket}`;
  const file = `${target}/${accessLog.prefix}2026-11-01-00-00-00-0123456789ABCDEF`;
  const source: Context = { [sourceArnKey]: logs.arn, "aws:SourceAccount": owner };
  const on = { on: { kind: "bucket", owner, policy: "access-log" } } as const;
  const write: BucketRequest = {
    principal: logging,
    action: "s3:PutObject",
    resource: file,
    context: source,
  };
  const mayNot = (name: string, request: Partial<BucketRequest>): PolicyExpectation =>
    toBucket(on, name, "ImplicitlyDenied", { ...write, ...request });
  const stranger = strangerAccount(new Set([owner, deployment.account]));
  return [
    toBucket(on, "S3 writes the access logs of the log bucket", "Allowed", write),
    mayNot("S3 writes no access logs of another bucket", {
      context: { ...source, [sourceArnKey]: `${logs.arn}-of-others` },
    }),
    mayNot("S3 writes no access logs of another account's bucket", {
      context: { ...source, "aws:SourceAccount": stranger },
    }),
    mayNot("S3 writes no access logs when no bucket is named", { context: { "aws:SourceAccount": owner } }),
    mayNot("S3 writes no access logs when no account is named", { context: { [sourceArnKey]: logs.arn } }),
    mayNot("S3 writes no access logs into another bucket", {
      resource: file.replace(target, `${target}-of-others`),
    }),
    ...besidePrefix(accessLog.prefix).map((key) =>
      mayNot(`S3 writes no access logs to ${key}`, { resource: `${target}/${key}` }),
    ),
    ...["s3:GetObject", "s3:DeleteObject", "s3:PutObjectAcl"].map((action) =>
      mayNot(`S3's log delivery has no ${action} where the access logs are`, { action }),
    ),
    ...["s3:ListBucket", "s3:PutBucketPolicy"].map((action) =>
      mayNot(`S3's log delivery has no ${action} where the access logs are`, { action, resource: target }),
    ),
    ...[cloudTrail, "delivery.logs.amazonaws.com", "s3.amazonaws.com"].map((principal) =>
      mayNot(`${principal} writes no access logs`, { principal }),
    ),
    mayNot("A stranger whose IAM allows everything writes no access logs", {
      principal: `arn:${deployment.partition}:iam::${stranger}:role/Admin`,
      iam: "everything",
    }),
    mayNot("An anonymous caller writes no access logs", { principal: "*" }),
  ];
}

/** Keys that do not begin with the prefix, be it that they begin almost alike. */
const besidePrefix = (prefix: string): readonly string[] => [
  ...(prefix === "" ? [] : [`beside-${prefix}file`]),
  ...(prefix.endsWith("/") ? [`${prefix.slice(0, -1)}-of-others/file`] : []),
];
