import type { Config } from "../config/config";
import { hasDigests } from "../config/reads-digests";
import type { Deployment } from "./deployment";
import { inEachAccount } from "./in-each-account";
import type { LogBucket } from "./log-bucket";
import { besideLogs, logBucketOf, logFile, memberFile } from "./log-bucket";
import { memberGetsLogs } from "./member-gets-logs";
import { organizationDelivers } from "./organization-delivers";
import type { PolicyExpectation } from "./policy-expectation";
import { readerGetsLogs } from "./reader-gets-logs";
import type { Trail } from "./requests";
import { nobodyInParticular, onBehalfOf } from "./requests";
import type { TrailsToTry } from "./trails-to-try";
import type { BucketRequest } from "./to-bucket";
import { aclKey, fullControl, getAcl, put, sourceless, toBucket } from "./to-bucket";
import { trailsToTry } from "./trails-to-try";

/**
 * Every request to the bucket that the config settles, with the verdict that its policy must give, together with the
 * caller's IAM. None where the config has no bucket policy.
 */
export function bucketExpectations(config: Config, deployment: Deployment): readonly PolicyExpectation[] {
  const bucket = logBucketOf(config, deployment);
  if (bucket === undefined || config.bucket === null) return [];
  const trails = trailsToTry(config, deployment, config.bucket.deliverFrom);
  return [
    ...[...trails.allowed, ...trails.abroad].flatMap((trail) => trailDelivers(bucket, trails, trail)),
    ...[trails.stranger, ...trails.neighbours].flatMap((trail) => trailIsKeptOut(bucket, trails.own, trail)),
    ...organizationDelivers(config, bucket, trails),
    ...servicesAreKeptOut(bucket, trails.own),
    ...config.readers.flatMap((reader) =>
      reader.kind === "organization"
        ? memberGetsLogs(config, deployment, bucket, reader, trails)
        : readerGetsLogs(config, deployment, bucket, reader, trails),
    ),
    ...accountsGetLogs(config, deployment, bucket, trails),
    ...strangersAreKeptOut(bucket, trails),
    ...(bucket.isOwn ? nobodyComesWithoutTls(bucket, trails) : []),
  ];
}

function trailDelivers(
  bucket: LogBucket,
  { stranger }: TrailsToTry,
  trail: Trail,
): readonly PolicyExpectation[] {
  const source = onBehalfOf(trail);
  const log = logFile(bucket, trail);
  const may = (name: string, request: BucketRequest): PolicyExpectation =>
    toBucket(bucket, name, "Allowed", request);
  const mayNot = (name: string, request: BucketRequest): PolicyExpectation =>
    toBucket(bucket, name, "ImplicitlyDenied", request);
  const { arn } = trail;
  return [
    may(`CloudTrail reads the bucket's ACL for ${arn}`, getAcl(bucket, source)),
    may(`CloudTrail delivers logs of ${arn}`, put(log, { ...source, ...fullControl })),
    may(
      `CloudTrail delivers digests of ${arn}`,
      put(logFile(bucket, trail, "CloudTrail-Digest"), { ...source, ...fullControl }),
    ),
    mayNot(`CloudTrail delivers no logs of ${arn} without the ACL`, put(log, source)),
    mayNot(
      `CloudTrail delivers no logs of ${arn} with another ACL`,
      put(log, { ...source, [aclKey]: "public-read" }),
    ),
    mayNot(
      `CloudTrail delivers no logs of ${arn} into a stranger's folder`,
      put(logFile(bucket, trail, "CloudTrail", stranger.account), { ...source, ...fullControl }),
    ),
    mayNot(
      `CloudTrail delivers no logs of ${arn} into a folder that begins like the account's`,
      put(logFile(bucket, trail, "CloudTrail", `${trail.account}0`), { ...source, ...fullControl }),
    ),
    ...besideLogs(bucket).map((resource) =>
      mayNot(
        `CloudTrail writes nothing for ${arn} to ${resource}`,
        put(resource, { ...source, ...fullControl }),
      ),
    ),
    ...sourceless(trail).flatMap(({ when, context }) => [
      mayNot(`CloudTrail does not read the bucket's ACL for ${arn} ${when}`, getAcl(bucket, context)),
      mayNot(`CloudTrail delivers no logs of ${arn} ${when}`, put(log, { ...context, ...fullControl })),
    ]),
    ...["s3:GetObject", "s3:DeleteObject", "s3:PutObjectAcl"].map((action) =>
      mayNot(`CloudTrail has no ${action} for ${arn}`, {
        ...put(log, { ...source, ...fullControl }),
        action,
      }),
    ),
    ...["s3:ListBucket", "s3:PutBucketAcl", "s3:PutBucketPolicy"].map((action) =>
      mayNot(`CloudTrail has no ${action} for ${arn}`, { ...getAcl(bucket, source), action }),
    ),
  ];
}

function trailIsKeptOut(bucket: LogBucket, own: Trail, trail: Trail): readonly PolicyExpectation[] {
  const source = { ...onBehalfOf(trail), ...fullControl };
  const mayNot = (name: string, request: BucketRequest): PolicyExpectation =>
    toBucket(bucket, name, "ImplicitlyDenied", request);
  return [
    mayNot(`CloudTrail does not read the bucket's ACL for ${trail.arn}`, getAcl(bucket, onBehalfOf(trail))),
    mayNot(`CloudTrail delivers no logs of ${trail.arn}`, put(logFile(bucket, trail), source)),
    mayNot(
      `CloudTrail delivers nothing on behalf of ${trail.arn} into our folder`,
      put(logFile(bucket, own), source),
    ),
  ];
}

function servicesAreKeptOut(bucket: LogBucket, own: Trail): readonly PolicyExpectation[] {
  const files = [
    logFile(bucket, own),
    ...(bucket.organization === null ? [] : [memberFile(bucket, bucket.organization, own, own.account)]),
  ];
  return [
    "s3.amazonaws.com",
    "delivery.logs.amazonaws.com",
    "config.amazonaws.com",
    "logging.s3.amazonaws.com",
  ].flatMap((principal) => [
    toBucket(bucket, `${principal} does not read the bucket's ACL, even for our trail`, "ImplicitlyDenied", {
      ...getAcl(bucket, onBehalfOf(own)),
      principal,
    }),
    ...files.map((file) =>
      toBucket(bucket, `${principal} does not write ${file}, even for our trail`, "ImplicitlyDenied", {
        ...put(file, { ...onBehalfOf(own), ...fullControl }),
        principal,
      }),
    ),
  ]);
}

/** What anybody may try with the bucket. */
const attempts = (bucket: LogBucket, own: Trail) => [
  { what: "get a log file", action: "s3:GetObject", resource: logFile(bucket, own) },
  {
    what: "list logs",
    action: "s3:ListBucket",
    resource: bucket.arn,
    context: { "s3:prefix": `${bucket.folder}/` },
  },
  { what: "locate the bucket", action: "s3:GetBucketLocation", resource: bucket.arn },
  { what: "write a log file", action: "s3:PutObject", resource: logFile(bucket, own), context: fullControl },
  { what: "delete a log file", action: "s3:DeleteObject", resource: logFile(bucket, own) },
];

/** A role that no policy names, in each account that the config names and in the bucket's. */
function accountsGetLogs(
  config: Config,
  deployment: Deployment,
  bucket: LogBucket,
  { own }: TrailsToTry,
): readonly PolicyExpectation[] {
  return inEachAccount(config, deployment, bucket).flatMap(({ account, somebody, readsByIam }) => {
    const owns = account === bucket.on.owner;
    return attempts(bucket, own).flatMap(({ what, ...request }) => {
      const reads =
        readsByIam &&
        (request.action === "s3:GetBucketLocation"
          ? hasDigests(config)
          : /^s3:(Get|List)/.test(request.action));
      return [
        toBucket(
          bucket,
          `${somebody}, whose IAM allows everything, ${owns || reads ? "can" : "cannot"} ${what}`,
          owns || reads ? "Allowed" : "ImplicitlyDenied",
          { ...request, principal: somebody, iam: "everything" },
        ),
        toBucket(bucket, `${somebody}, whose IAM allows nothing, cannot ${what}`, "ImplicitlyDenied", {
          ...request,
          principal: somebody,
        }),
      ];
    });
  });
}

function strangersAreKeptOut(
  bucket: LogBucket,
  { deployment, own, stranger }: TrailsToTry,
): readonly PolicyExpectation[] {
  const strangers = ["root", "user/Mallory", "role/Admin"].map(
    (rest) => `arn:${deployment.partition}:iam::${stranger.account}:${rest}`,
  );
  return attempts(bucket, own).flatMap(({ what, ...request }) => [
    ...strangers.map((principal) =>
      toBucket(
        bucket,
        `${principal}, a stranger whose IAM allows everything, cannot ${what}`,
        "ImplicitlyDenied",
        {
          ...request,
          principal,
          iam: "everything",
        },
      ),
    ),
    toBucket(bucket, `An anonymous caller cannot ${what}`, "ImplicitlyDenied", {
      ...request,
      principal: "*",
    }),
  ]);
}

/** The bucket's account could otherwise do all of this. */
function nobodyComesWithoutTls(
  bucket: LogBucket,
  { deployment, own }: TrailsToTry,
): readonly PolicyExpectation[] {
  const plain = { "aws:SecureTransport": "false" };
  const of = (rest: string): string => `arn:${deployment.partition}:iam::${bucket.on.owner}:${rest}`;
  const source = onBehalfOf(own);
  const denied = (who: string, request: BucketRequest): PolicyExpectation =>
    toBucket(bucket, `${who} has no ${request.action} without TLS`, "ExplicitlyDenied", {
      ...request,
      context: { ...request.context, ...plain },
    });
  return [
    denied("CloudTrail", getAcl(bucket, source)),
    denied("CloudTrail", put(logFile(bucket, own), { ...source, ...fullControl })),
    ...["root", `role/${nobodyInParticular}`].flatMap((rest) =>
      attempts(bucket, own).map(({ action, resource, context = {} }) =>
        denied(of(rest), { principal: of(rest), action, resource, context, iam: "everything" }),
      ),
    ),
  ];
}
