import { arnText, parseArn } from "../config/arn";
import type { Config, Reader } from "../config/config";
import type { DeploymentWithKey } from "./deployment";
import { besideLogs, logBucketOf, logFile } from "./log-bucket";
import type { PolicyExpectation, PolicyRequest } from "./policy-expectation";
import { hasDigests, readsDigests } from "../config/reads-digests";
import { byS3, logPath } from "./s3-requests";
import { readerPolicyName } from "../config/reader-policy-name";
import type { Trail } from "./requests";
import { elsewhere, logOf, nobodyIn } from "./requests";
import { fullControl } from "./to-bucket";
import type { TrailsToTry } from "./trails-to-try";
import { trailsToTry } from "./trails-to-try";
import { whoReads } from "./who-reads";

/**
 * What the IAM policy of each reader allows by itself: the keys and buckets that are asked for leave everything to the
 * IAM of the caller's account.
 */
export function identityExpectations(
  config: Config,
  deployment: DeploymentWithKey,
): readonly PolicyExpectation[] {
  // A module for others has the policy of readers whom its callers name.
  if (config.readers.length === 0 && config.module.variables === "config") return [];
  const somebody = nobodyIn(deployment, deployment.account);
  return [
    ...policyAllows(config, deployment, "reader", somebody),
    ...config.readers.flatMap((reader) => readerIsAllowed(config, deployment, reader, somebody)),
  ];
}

function readerIsAllowed(
  config: Config,
  deployment: DeploymentWithKey,
  reader: Reader,
  somebody: string,
): readonly PolicyExpectation[] {
  // The policy of an organization's accounts is tried as anybody's: only the other policies ask for the organization.
  const [principal = somebody] = whoReads(config, deployment, reader).principals;
  return policyAllows(config, deployment, readerPolicyName(reader), principal);
}

function policyAllows(
  config: Config,
  deployment: DeploymentWithKey,
  policy: string,
  principal: string,
): readonly PolicyExpectation[] {
  const owner = parseArn(principal)?.account ?? "";
  const expected =
    (kind: "key" | "bucket", expect: "Allowed" | "ImplicitlyDenied") =>
    (name: string, request: Omit<PolicyRequest, "principal" | "on" | "iam">): PolicyExpectation => ({
      name: `${policy} ${name}`,
      steps: [{ principal, ...request, on: { kind, owner, policy: null }, iam: [policy] }],
      expect,
    });
  const trails = trailsToTry(config, deployment);
  return [
    ...decrypts(deployment, trails, expected("key", "Allowed"), expected("key", "ImplicitlyDenied")),
    ...decryptsDigests(
      config,
      deployment,
      trails,
      expected("key", "Allowed"),
      expected("key", "ImplicitlyDenied"),
    ),
    ...validates(config, expected("bucket", "Allowed"), expected("bucket", "ImplicitlyDenied")),
    ...gets(
      config,
      deployment,
      trails.own,
      expected("bucket", "Allowed"),
      expected("bucket", "ImplicitlyDenied"),
    ),
  ];
}

type Expected = (name: string, request: Omit<PolicyRequest, "principal" | "on" | "iam">) => PolicyExpectation;

function decrypts(
  { keyArn }: DeploymentWithKey,
  { own, allowed: trails }: TrailsToTry,
  may: Expected,
  mayNot: Expected,
): readonly PolicyExpectation[] {
  const decrypt = { action: "kms:Decrypt", resource: keyArn };
  return [
    ...trails.flatMap((trail) => [
      may(`allows decrypting logs of ${trail.arn}`, { ...decrypt, context: logOf(trail) }),
      may(`allows decrypting logs of ${trail.arn} from another Region`, {
        ...decrypt,
        context: logOf(elsewhere(trail)),
      }),
    ]),
    mayNot("allows decrypting nothing but logs", decrypt),
    mayNot("does not allow decrypting what another service encrypted", {
      ...decrypt,
      context: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::somebody-elses/report.csv" },
    }),
    ...otherKeys(keyArn).map((resource) =>
      mayNot(`does not allow decrypting logs with ${resource}`, {
        ...decrypt,
        resource,
        context: logOf(own),
      }),
    ),
    ...["Encrypt", "GenerateDataKey", "ReEncryptFrom", "CreateGrant", "DescribeKey", "PutKeyPolicy"].map(
      (action) =>
        mayNot(`allows no kms:${action}`, { action: `kms:${action}`, resource: keyArn, context: logOf(own) }),
    ),
  ];
}

/** By the context of S3 alone, for `aws cloudtrail validate-logs`. */
function decryptsDigests(
  config: Config,
  deployment: DeploymentWithKey,
  { own }: TrailsToTry,
  may: Expected,
  mayNot: Expected,
): readonly PolicyExpectation[] {
  const { bucket } = config;
  if (bucket === null) return [];
  const decrypt = (of: typeof bucket, kind: "CloudTrail" | "CloudTrail-Digest", account = own.account) => ({
    action: "kms:Decrypt",
    resource: deployment.keyArn,
    context: byS3(deployment, of, logPath(config, deployment, account, kind)),
  });
  const another = { ...bucket, name: `${bucket.name}-2` };
  const digest = decrypt(bucket, "CloudTrail-Digest");
  return [
    readsDigests(config)
      ? may("allows decrypting digests by the context of S3 alone", digest)
      : mayNot("does not allow decrypting digests by the context of S3 alone", digest),
    mayNot("does not allow decrypting digests of another bucket", decrypt(another, "CloudTrail-Digest")),
    ...otherKeys(deployment.keyArn).map((resource) =>
      mayNot(`does not allow decrypting digests with ${resource}`, { ...digest, resource }),
    ),
    mayNot("allows no kms:GenerateDataKey with the context of digests", {
      ...digest,
      action: "kms:GenerateDataKey",
    }),
    ...(bucket.bucketKey
      ? []
      : [
          mayNot(
            "does not allow decrypting log files by the context of S3 alone",
            decrypt(bucket, "CloudTrail"),
          ),
        ]),
  ];
}

/** What else `aws cloudtrail validate-logs` asks. */
function validates(config: Config, may: Expected, mayNot: Expected): readonly PolicyExpectation[] {
  const says = (action: string, isNeeded: boolean): PolicyExpectation =>
    isNeeded
      ? may(`allows ${action}, to validate logs`, { action })
      : mayNot(`allows no ${action}: nobody needs it to validate logs`, { action });
  const isValidated = hasDigests(config);
  return [
    says("cloudtrail:DescribeTrails", isValidated),
    says("cloudtrail:ListPublicKeys", isValidated),
    says("organizations:DescribeOrganization", isValidated && config.organization !== null),
    ...[
      ...["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:LookupEvents"],
      ...["organizations:LeaveOrganization", "iam:PassRole", "sts:AssumeRole"],
    ].map((action) => mayNot(`allows no ${action}`, { action })),
  ];
}

/** Keys that differ from the given one in their ID, their account or their Region alone. */
function otherKeys(keyArn: string): readonly string[] {
  const key = parseArn(keyArn);
  if (key === undefined) return [];
  return [
    { ...key, resource: "key/00000000-0000-4000-8000-000000000000" },
    { ...key, account: key.account === "999999999999" ? "888888888888" : "999999999999" },
    { ...key, region: key.region === "us-west-2" ? "eu-west-1" : "us-west-2" },
  ].map(arnText);
}

function gets(
  config: Config,
  deployment: DeploymentWithKey,
  own: Trail,
  may: Expected,
  mayNot: Expected,
): readonly PolicyExpectation[] {
  const bucket = bucketNamed(config, deployment);
  const get = { action: "s3:GetObject" };
  const list = { action: "s3:ListBucket" };
  if (bucket === undefined) {
    const unnamed = { arn: `arn:${deployment.partition}:s3:::any-bucket`, folder: "AWSLogs" };
    return [
      mayNot("allows getting nothing from a bucket: the config names none", {
        ...get,
        resource: logFile(unnamed, own),
      }),
      mayNot("allows listing no bucket: the config names none", {
        ...list,
        resource: unnamed.arn,
        context: { "s3:prefix": "AWSLogs/" },
      }),
    ];
  }
  const { arn, folder } = bucket;
  const another = { arn: `${arn}-2`, folder };
  const locate = { action: "s3:GetBucketLocation", resource: arn };
  return [
    may("allows getting log files", { ...get, resource: logFile(bucket, own) }),
    may("allows getting digests", { ...get, resource: logFile(bucket, own, "CloudTrail-Digest") }),
    ...[`${folder}/`, `${folder}/${own.account}/`].map((prefix) =>
      may(`allows listing ${prefix}`, { ...list, resource: arn, context: { "s3:prefix": prefix } }),
    ),
    ...[...besideLogs(bucket), logFile(another, own)].map((resource) =>
      mayNot(`does not allow getting ${resource}`, { ...get, resource }),
    ),
    mayNot("does not allow listing the whole bucket", { ...list, resource: arn }),
    ...["", "report", `elsewhere/${folder}/`, `${folder}-of-others/`].map((prefix) =>
      mayNot(`does not allow listing what begins with "${prefix}"`, {
        ...list,
        resource: arn,
        context: { "s3:prefix": prefix },
      }),
    ),
    hasDigests(config)
      ? may("allows locating the bucket, to validate logs", locate)
      : mayNot("does not allow locating the bucket: there are no digests", locate),
    mayNot("does not allow locating another bucket", { ...locate, resource: another.arn }),
    mayNot("does not allow listing another bucket", {
      ...list,
      resource: another.arn,
      context: { "s3:prefix": `${folder}/` },
    }),
    ...["s3:PutObject", "s3:DeleteObject", "s3:GetObjectAcl"].map((action) =>
      mayNot(`allows no ${action}`, { action, resource: logFile(bucket, own), context: fullControl }),
    ),
    ...["s3:GetBucketAcl", "s3:PutBucketPolicy", "s3:ListBucketVersions"].map((action) =>
      mayNot(`allows no ${action}`, { action, resource: arn, context: { "s3:prefix": `${folder}/` } }),
    ),
  ];
}

/** The bucket, also where the key is made alone and the config names the bucket all the same. */
function bucketNamed(
  config: Config,
  deployment: DeploymentWithKey,
): { readonly arn: string; readonly folder: string } | undefined {
  const { bucket } = config;
  if (bucket === null) return undefined;
  return (
    logBucketOf(config, deployment) ?? {
      arn: `arn:${deployment.partition}:s3:::${bucket.name}`,
      folder: bucket.prefix === null ? "AWSLogs" : `${bucket.prefix}/AWSLogs`,
    }
  );
}
