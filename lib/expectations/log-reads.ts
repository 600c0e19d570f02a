import type { Config, Reader } from "../config/config";
import { cloudTrail } from "../policy/cloudtrail";
import { s3ContextKey } from "../policy/s3";
import type { Deployment, DeploymentWithKey } from "./deployment";
import { accountInPlay, inEachAccount } from "./in-each-account";
import type { LogBucket } from "./log-bucket";
import { logBucketOf, logFile, memberFile } from "./log-bucket";
import type { LogReads } from "./log-read";
import { memberLogReads } from "./member-log-reads";
import type { PolicyExpectation } from "./policy-expectation";
import { readerPolicyName } from "../config/reader-policy-name";
import type { Trail } from "./requests";
import { logOf, onBehalfOf } from "./requests";
import { via } from "./s3-requests";
import { membersToTry, trailsToTry } from "./trails-to-try";
import { accountOfRole, contextOf, whoReads } from "./who-reads";

/**
 * Who can really read a log file: get it from the bucket, and decrypt it as S3 asks for. Key policy, bucket policy and
 * the caller's IAM decide together.
 */
export function logReads(config: Config, deployment: DeploymentWithKey): readonly PolicyExpectation[] {
  const bucket = logBucketOf(config, deployment);
  if (bucket === undefined) return [];
  const trails = trailsToTry(config, deployment);
  const delivering = trailsToTry(config, deployment, config.bucket?.deliverFrom ?? []).allowed;
  const both = trails.allowed.filter(({ arn }) => delivering.some((trail) => trail.arn === arn));
  const files = both.flatMap((trail): readonly Log[] =>
    trail === trails.own && bucket.organization !== null
      ? membersToTry(config, trails).map((account) => ({
          trail,
          account,
          file: memberFile(bucket, bucket.organization ?? "", trail, account),
        }))
      : [{ trail, account: trail.account, file: logFile(bucket, trail) }],
  );
  const unnamed = config.readers.flatMap((reader) =>
    reader.kind === "organization"
      ? memberLogReads(config, bucket, reader, trails, (log) => readsOf(config, deployment, bucket, log))
      : [],
  );
  const [member] = membersToTry(config, trails);
  const accounts = inEachAccount(config, deployment, bucket);
  const members = [...accounts, accountInPlay(config, deployment, member)];
  const others = files.flatMap(({ trail, account, file }) => {
    const log = { trail, account, file };
    const reads = readsOf(config, deployment, bucket, log);
    return [
      ...config.readers.flatMap((reader) => readerReads(config, deployment, bucket, reader, reads)),
      ...(trail === trails.own && bucket.organization !== null
        ? members.flatMap((one) => memberReads(config, deployment, bucket, log, one, reads))
        : []),
      ...accounts.flatMap((one) => [
        reads(
          one.somebody,
          mayGet(bucket, one) && mayDecrypt(config, deployment, one) ? "Allowed" : "ImplicitlyDenied",
          "everything",
        ),
        reads(one.somebody, "ImplicitlyDenied", "nothing"),
      ]),
      ...["root", "role/Admin"].map((rest) =>
        reads(
          `arn:${deployment.partition}:iam::${trails.stranger.account}:${rest}`,
          "ImplicitlyDenied",
          "everything",
        ),
      ),
      ...config.key.administrators.map((arn) => reads(arn, "ImplicitlyDenied", "nothing")),
      reads(cloudTrail, "ImplicitlyDenied", "nothing", onBehalfOf(trail)),
      reads("*", "ImplicitlyDenied", "nothing"),
    ];
  });
  return [...unnamed, ...others];
}

interface Log {
  readonly trail: Trail;
  /** Whose events it holds. */
  readonly account: string;
  readonly file: string;
}

/** What KMS is told when S3 decrypts a log: with an S3 Bucket Key the bucket, else the file. */
function readsOf(
  config: Config,
  deployment: DeploymentWithKey,
  bucket: LogBucket,
  { trail, file }: Pick<Log, "trail" | "file">,
): LogReads {
  const { owner, keyArn } = deployment;
  const ofS3 = { [s3ContextKey]: config.bucket?.bucketKey ? bucket.arn : file, ...via(deployment, "s3") };
  return (principal, expect, iam, context = {}) => ({
    name: `${principal}, ${typeof iam === "string" ? `whose IAM allows ${iam}` : `with the policy ${iam.join()}`}, ${
      expect === "Allowed" ? "reads" : "does not read"
    } ${file}`,
    steps: [
      { principal, action: "s3:GetObject", resource: file, context, on: bucket.on, iam },
      {
        principal,
        action: "kms:Decrypt",
        resource: keyArn,
        context: { ...context, ...logOf(trail), ...ofS3 },
        on: { kind: "key", owner, policy: "key" },
        iam,
      },
    ],
    expect,
  });
}

function readerReads(
  config: Config,
  deployment: Deployment,
  bucket: LogBucket,
  reader: Reader,
  reads: LogReads,
): readonly PolicyExpectation[] {
  const who = whoReads(config, deployment, reader);
  return who.principals.flatMap((principal) => {
    const context = contextOf(who, principal);
    return [
      reads(principal, "Allowed", [readerPolicyName(reader)], context),
      // Where the config does not say whose the trail is, its policy may name a role of the bucket's own account.
      ...(config.account === null && principal.includes(`:${bucket.on.owner}:`)
        ? []
        : [reads(principal, "ImplicitlyDenied", "nothing", context)]),
    ];
  });
}

/** The same account as a member of the organization. */
function memberReads(
  config: Config,
  deployment: Deployment,
  bucket: LogBucket,
  { account }: Log,
  one: InPlay,
  reads: LogReads,
): readonly PolicyExpectation[] {
  const id = bucket.organization ?? "";
  const organizations = config.readers.filter((reader) => reader.kind === "organization");
  const all = organizations.some(({ only }) => only === null);
  const own = organizations.length > 0;
  const isOwn = own && account === one.account;
  const gets = mayGet(bucket, one) || all || isOwn;
  // With an S3 Bucket Key the key does not tell the logs of one account from those of another.
  const decrypts =
    mayDecrypt(config, deployment, one) || all || isOwn || (own && config.bucket?.bucketKey === true);
  const inOrganization = { "aws:PrincipalOrgID": id };
  const of = (expectation: PolicyExpectation): PolicyExpectation => ({
    ...expectation,
    name: `As a member of ${id}, ${expectation.name}`,
  });
  return [
    of(reads(one.somebody, gets && decrypts ? "Allowed" : "ImplicitlyDenied", "everything", inOrganization)),
    of(reads(one.somebody, "ImplicitlyDenied", "nothing", inOrganization)),
  ];
}

type InPlay = ReturnType<typeof inEachAccount>[number];

const mayGet = (bucket: LogBucket, { account, readsByIam }: InPlay): boolean =>
  account === bucket.on.owner || readsByIam;

/** The console's style lets in whole accounts: also those in which we create roles. */
function mayDecrypt(config: Config, deployment: Deployment, { account, readsByIam }: InPlay): boolean {
  const hasRoles = config.readers.some(
    (reader) => reader.kind === "assumableRole" && accountOfRole(config, deployment, reader) === account,
  );
  return account === deployment.owner || readsByIam || (config.key.style === "console" && hasRoles);
}
