import { parseArn } from "../config/arn";
import { hasDigests } from "../config/reads-digests";
import type { Config, Reader } from "../config/config";
import type { Deployment } from "./deployment";
import type { LogBucket } from "./log-bucket";
import { besideLogs, logFile, memberFile } from "./log-bucket";
import type { PolicyExpectation } from "./policy-expectation";
import { readerPolicyName } from "../config/reader-policy-name";
import type { BucketRequest } from "./to-bucket";
import { fullControl, toBucket } from "./to-bucket";
import type { TrailsToTry } from "./trails-to-try";
import { membersToTry } from "./trails-to-try";
import { contextOf, whoReads } from "./who-reads";

/** What a reader gets from the bucket, with the IAM policy that trailkey writes for it, and without. */
export function readerGetsLogs(
  config: Config,
  deployment: Deployment,
  bucket: LogBucket,
  reader: Reader,
  trails: TrailsToTry,
): readonly PolicyExpectation[] {
  const who = whoReads(config, deployment, reader);
  return who.principals.flatMap((principal) =>
    asReader(config, bucket, reader, trails, { principal, context: contextOf(who, principal) }),
  );
}

interface Who {
  readonly principal: string;
  readonly context: Readonly<Record<string, string>>;
}

function asReader(
  config: Config,
  bucket: LogBucket,
  reader: Reader,
  trails: TrailsToTry,
  { principal, context }: Who,
): readonly PolicyExpectation[] {
  const { own, allowed } = trails;
  const iam = [readerPolicyName(reader)] as const;
  const isOutside = parseArn(principal)?.account !== bucket.on.owner;
  const asks = (action: string, resource: string, more: Partial<BucketRequest> = {}): BucketRequest => ({
    principal,
    action,
    resource,
    iam,
    ...more,
    context: { ...context, ...more.context },
  });
  const may = (what: string, request: BucketRequest): PolicyExpectation =>
    toBucket(bucket, `${principal} ${what}`, "Allowed", request);
  const mayNot = (what: string, request: BucketRequest): PolicyExpectation =>
    toBucket(bucket, `${principal} ${what}`, "ImplicitlyDenied", request);
  const list = (prefix: string): Partial<BucketRequest> => ({ context: { "s3:prefix": prefix } });
  // What the owner's own IAM allows there, the bucket policy does not keep back.
  const whoseIamCounts = isOutside ? (["everything", iam] as const) : ([iam] as const);
  return [
    ...allowed.map((trail) => may(`gets logs of ${trail.arn}`, asks("s3:GetObject", logFile(bucket, trail)))),
    ...(bucket.organization === null
      ? []
      : membersToTry(config, trails).map((account) =>
          may(
            `gets the logs of the organization's account ${account}`,
            asks("s3:GetObject", memberFile(bucket, bucket.organization ?? "", own, account)),
          ),
        )),
    hasDigests(config)
      ? may("locates the bucket", asks("s3:GetBucketLocation", bucket.arn))
      : mayNot("does not locate the bucket: there are no digests", asks("s3:GetBucketLocation", bucket.arn)),
    ...(reader.kind === "permissionSet" && isOutside
      ? othersThan(principal, reader.name).flatMap((other) =>
          [
            asks("s3:GetObject", logFile(bucket, own)),
            asks("s3:ListBucket", bucket.arn, list(`${bucket.folder}/`)),
            asks("s3:GetBucketLocation", bucket.arn),
          ].map((request) =>
            toBucket(
              bucket,
              `${other} has no ${request.action}, whatever its IAM allows`,
              "ImplicitlyDenied",
              { ...request, principal: other, iam: "everything" },
            ),
          ),
        )
      : []),
    may("gets digests", asks("s3:GetObject", logFile(bucket, own, "CloudTrail-Digest"))),
    may("lists the logs", asks("s3:ListBucket", bucket.arn, list(`${bucket.folder}/`))),
    may(
      "lists a folder of logs",
      asks("s3:ListBucket", bucket.arn, list(`${bucket.folder}/${own.account}/`)),
    ),
    ...whoseIamCounts.flatMap((allows) => {
      const all = allows === "everything" ? ", whatever its IAM allows" : "";
      return [
        ...besideLogs(bucket).map((resource) =>
          mayNot(`does not get ${resource}${all}`, asks("s3:GetObject", resource, { iam: allows })),
        ),
        mayNot(`does not list the whole bucket${all}`, asks("s3:ListBucket", bucket.arn, { iam: allows })),
        ...["", "report", `elsewhere/${bucket.folder}/`, `${bucket.folder}-of-others/`].map((prefix) =>
          mayNot(
            `does not list what begins with "${prefix}"${all}`,
            asks("s3:ListBucket", bucket.arn, { ...list(prefix), iam: allows }),
          ),
        ),
        ...["s3:PutObject", "s3:DeleteObject", "s3:GetObjectAcl", "s3:PutObjectAcl"].map((action) =>
          mayNot(
            `has no ${action} on logs${all}`,
            asks(action, logFile(bucket, own), { context: fullControl, iam: allows }),
          ),
        ),
        ...["s3:GetBucketAcl", "s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:ListBucketVersions"].map(
          (action) =>
            mayNot(
              `has no ${action}${all}`,
              asks(action, bucket.arn, { ...list(`${bucket.folder}/`), iam: allows }),
            ),
        ),
      ];
    }),
    // Where the config does not say whose the trail is, its policy may name a role of the bucket's own account.
    ...(isOutside || config.account !== null
      ? [
          mayNot(
            "gets no logs unless its own IAM allows it",
            asks("s3:GetObject", logFile(bucket, own), { iam: "nothing" }),
          ),
          mayNot(
            "lists no logs unless its own IAM allows it",
            asks("s3:ListBucket", bucket.arn, { ...list(`${bucket.folder}/`), iam: "nothing" }),
          ),
        ]
      : []),
  ];
}

/** Roles whose names begin or end like that of a permission set: other sets, and roles that are none of Identity Center. */
const othersThan = (role: string, set: string): readonly string[] =>
  role.includes(":assumed-role/")
    ? []
    : [
        role.replace(`_${set}_`, () => `_${set}_Admins_`),
        role.replace(`_${set}_`, () => `_Not${set}_`),
        role.replace(/_[^_]{16}$/, "_0123456789abcde"),
        role.replace(/_[^_]{16}$/, "_0123456789abcdef0"),
        role.replace("aws-reserved/sso.amazonaws.com/", "somebodys/"),
      ];
