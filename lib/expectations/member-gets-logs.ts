import type { Config, OrganizationReader } from "../config/config";
import { hasDigests } from "../config/reads-digests";
import type { Deployment } from "./deployment";
import type { LogBucket } from "./log-bucket";
import { besideLogs, logFile, memberFile } from "./log-bucket";
import type { PolicyExpectation } from "./policy-expectation";
import { readerPolicyName } from "../config/reader-policy-name";
import { nobodyIn } from "./requests";
import type { BucketRequest, Context } from "./to-bucket";
import { fullControl, toBucket } from "./to-bucket";
import type { TrailsToTry } from "./trails-to-try";
import { membersToTry } from "./trails-to-try";

/** What other accounts of the organization get from the bucket: the logs of its trail, or their own among them. */
export function memberGetsLogs(
  config: Config,
  deployment: Deployment,
  bucket: LogBucket,
  reader: OrganizationReader,
  trails: TrailsToTry,
): readonly PolicyExpectation[] {
  const { own, stranger } = trails;
  const [member] = membersToTry(config, trails);
  // An account of the organization too, as far as its logs go.
  const neighbour = stranger.account;
  const principal = roleIn(deployment, member);
  const inOrganization = { "aws:PrincipalOrgID": reader.id };
  const folder = `${bucket.folder}/${reader.id}`;
  const fileOf = (account: string): string => memberFile(bucket, reader.id, own, account);
  const asks = (
    action: string,
    resource: string,
    { context = {}, ...more }: Partial<BucketRequest> = {},
  ): BucketRequest => ({
    principal,
    action,
    resource,
    iam: "everything",
    ...more,
    context: { ...inOrganization, ...context },
  });
  const validates = hasDigests(config);
  const list = (prefix: string, more: Partial<BucketRequest> = {}): BucketRequest =>
    asks("s3:ListBucket", bucket.arn, { ...more, context: { "s3:prefix": prefix, ...more.context } });
  const says = (what: string, request: BucketRequest, isAllowed: boolean): PolicyExpectation =>
    toBucket(
      bucket,
      `${request.principal}, an account of the organization, ${isAllowed ? "can" : "cannot"} ${what}`,
      isAllowed ? "Allowed" : "ImplicitlyDenied",
      request,
    );
  const may = (what: string, request: BucketRequest): PolicyExpectation => says(what, request, true);
  const mayNot = (what: string, request: BucketRequest): PolicyExpectation => says(what, request, false);
  const readsAll = config.readers.some((other) => other.kind === "organization" && other.only === null);
  const iam = [readerPolicyName(reader)] as const;
  return [
    may("get its own logs", asks("s3:GetObject", fileOf(member))),
    may("get its own logs with the readers' policy", asks("s3:GetObject", fileOf(member), { iam })),
    may(
      "get its own digests",
      asks("s3:GetObject", memberFile(bucket, reader.id, own, member, "CloudTrail-Digest")),
    ),
    may("list its own logs", list(`${folder}/${member}/`)),
    may("list its own logs with the readers' policy", list(`${folder}/${member}/`, { iam })),
    says("get the logs of another account", asks("s3:GetObject", fileOf(neighbour)), readsAll),
    says("list the logs of another account", list(`${folder}/${neighbour}/`), readsAll),
    says("list the accounts of the organization", list(`${folder}/`), readsAll),
    says("locate the bucket to validate logs", asks("s3:GetBucketLocation", bucket.arn), validates),
    says(
      "locate the bucket to validate logs with the readers' policy",
      asks("s3:GetBucketLocation", bucket.arn, { iam }),
      validates,
    ),
    says(
      "get what lies in a folder that begins like its own",
      asks("s3:GetObject", fileOf(`${member}0`)),
      readsAll,
    ),
    ...["", "report", `${bucket.folder}/o-zzzzzzzzzz/${member}/`, `${folder}0/${member}/`].map((prefix) =>
      mayNot(`list what begins with "${prefix}"`, list(prefix)),
    ),
    mayNot("list the whole bucket", asks("s3:ListBucket", bucket.arn)),
    ...[
      ...besideLogs(bucket),
      logFile(bucket, own, "CloudTrail", member),
      logFile(bucket, stranger),
      memberFile(bucket, "o-zzzzzzzzzz", own, member),
      memberFile(bucket, `${reader.id}0`, own, member),
    ].map((resource) => mayNot(`get ${resource}`, asks("s3:GetObject", resource))),
    ...["s3:PutObject", "s3:DeleteObject", "s3:GetObjectAcl", "s3:PutObjectAcl"].map((action) =>
      mayNot(`use ${action} on its own logs`, asks(action, fileOf(member), { context: fullControl })),
    ),
    ...["s3:GetBucketAcl", "s3:PutBucketAcl", "s3:GetBucketPolicy", "s3:PutBucketPolicy"].map((action) =>
      mayNot(`use ${action}`, asks(action, bucket.arn, { context: { "s3:prefix": `${folder}/${member}/` } })),
    ),
    mayNot("use s3:ListBucketVersions", { ...list(`${folder}/${member}/`), action: "s3:ListBucketVersions" }),
    ...[
      asks("s3:GetObject", fileOf(member)),
      list(`${folder}/${member}/`),
      asks("s3:GetBucketLocation", bucket.arn),
    ].map((request) =>
      toBucket(
        bucket,
        `${principal} has no ${request.action} outside of an organization`,
        "ImplicitlyDenied",
        withoutOrganization(request),
      ),
    ),
    ...limits(deployment, bucket, member).flatMap(({ who, account = member, ...more }) => {
      const nothing = (what: string, request: BucketRequest): PolicyExpectation =>
        toBucket(bucket, `${who} ${what}`, "ImplicitlyDenied", {
          ...request,
          ...more,
          context: { ...request.context, ...inOrganization, ...more.context },
        });
      return [
        nothing("gets no logs of the organization", asks("s3:GetObject", fileOf(account))),
        nothing("lists no logs of the organization", list(`${folder}/${account}/`)),
        nothing("does not locate the bucket", asks("s3:GetBucketLocation", bucket.arn)),
      ];
    }),
  ];
}

const roleIn = ({ partition }: Deployment, account: string): string =>
  `arn:${partition}:iam::${account}:role/Audit`;

const withoutOrganization = ({ context = {}, ...request }: BucketRequest): BucketRequest => ({
  ...request,
  context: Object.fromEntries(Object.entries(context).filter(([key]) => key !== "aws:PrincipalOrgID")),
});

/** Who gets nothing: without IAM, from elsewhere, and from the bucket's account, which would need no IAM. */
function limits(
  deployment: Deployment,
  { on }: LogBucket,
  member: string,
): readonly (Partial<BucketRequest> & { readonly who: string; readonly account?: string })[] {
  const organization = (id: string): Context => ({ "aws:PrincipalOrgID": id });
  const arn = (account: string, rest: string): string =>
    `arn:${deployment.partition}:iam::${account}:${rest}`;
  return [
    { who: "A member whose IAM allows nothing", iam: "nothing" },
    { who: "A member of another organization", context: organization("o-zzzzzzzzzz") },
    {
      who: "The root user of another organization's account",
      principal: arn(member, "root"),
      context: organization("o-zzzzzzzzzz"),
    },
    {
      who: "Somebody of the bucket's account whose IAM allows nothing",
      principal: nobodyIn(deployment, on.owner),
      account: on.owner,
      iam: "nothing",
    },
  ];
}
