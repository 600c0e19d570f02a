import type { BucketConfig, Config, OrganizationReader } from "../config/config";
import { readsDigests } from "../config/reads-digests";
import { s3ContextKey, viaServiceKey } from "../policy/s3";
import type { Expectation, ExpectedRequest } from "./expectation";
import { allowed, refused } from "./expectation";
import { readsDigestsOf } from "./digests-are-read";
import type { Trail } from "./requests";
import { elsewhere, logOf, nobodyIn } from "./requests";
import { byS3, logPath, via } from "./s3-requests";
import { unnamedMembers } from "./trails-to-try";
import type { TrailsToTry } from "./trails-to-try";
import { useAndManage } from "./use-and-manage";

type Context = Readonly<Record<string, string>>;

/** A file that members read, as S3 asks KMS to decrypt it. */
interface File {
  readonly what: string;
  /** The context of a file of an account. */
  readonly of: (account: string) => Context;
}

/** What another account of the organization reads: the logs of the organization's trail, or its own among them. */
export function memberReadsLogs(
  config: Config,
  trails: TrailsToTry,
  reader: OrganizationReader,
): readonly Expectation[] {
  const { deployment, own } = trails;
  const [member, neighbour] = unnamedMembers(config, trails);
  const principal = `arn:${deployment.partition}:iam::${member}:role/Audit`;
  const inOrganization = { "aws:PrincipalOrgID": reader.id };
  const asks = (what: string, context: Context, more: Partial<ExpectedRequest> = {}): ExpectedRequest => ({
    principal,
    action: "kms:Decrypt",
    iamAllows: true,
    ...more,
    name: `${more.principal ?? principal} ${what}`,
    context: { ...inOrganization, ...context },
  });
  const file = logOfTrail(config, trails);
  const log = file(own).of(member);
  return [
    allowed(asks("reads logs of its organization's trail", log)),
    allowed(
      asks("reads logs of its organization's trail from another Region", file(elsewhere(own)).of(member)),
    ),
    ...otherTrails(trails).map((trail) =>
      refused(config, asks(`reads no logs of ${trail.arn}`, file(trail).of(member))),
    ),
    ...useAndManage.map((action) => refused(config, asks(`has no ${action}`, log, { action }))),
    ...readsDigestsOf(config, trails, member, {
      principal,
      context: { ...inOrganization, ...via(deployment, "s3") },
      iamAllows: true,
    }),
    ...digest(config, trails).flatMap(({ of }) =>
      otherTrails(trails).map((trail) =>
        refused(
          config,
          asks(`reads nothing of ${trail.arn} among the digest files`, { ...of(member), ...logOf(trail) }),
        ),
      ),
    ),
    ...[file(own), ...digest(config, trails)].flatMap((one) => [
      ...limitsOf(one, member, config, trails, asks),
      ...(reader.only === "own" && config.bucket
        ? ownAlone(config.bucket, one, member, neighbour).map(([name, context]) =>
            refused(config, asks(name, context)),
          )
        : []),
    ]),
  ];
}

/** Trails that are not the organization's, some of which may use the key. */
const otherTrails = ({ own, stranger, allowed: trails, neighbours }: TrailsToTry): readonly Trail[] =>
  [stranger, ...trails.slice(1), ...neighbours].filter(({ arn }) => arn !== elsewhere(own).arn);

const logOfTrail =
  (config: Config, { deployment }: TrailsToTry) =>
  (trail: Trail): File => ({
    what: "logs",
    of: (account) => ({
      ...(config.bucket
        ? byS3(deployment, config.bucket, logPath(config, deployment, account, "CloudTrail"))
        : via(deployment, "s3")),
      ...logOf(trail),
    }),
  });

const digest = (config: Config, { deployment }: TrailsToTry): readonly File[] => {
  const { bucket } = config;
  if (bucket === null || !readsDigests(config)) return [];
  return [
    {
      what: "digest files",
      of: (account) => byS3(deployment, bucket, logPath(config, deployment, account, "CloudTrail-Digest")),
    },
  ];
};

type Asks = (what: string, context: Context, more?: Partial<ExpectedRequest>) => ExpectedRequest;

/** The same request by others, in other ways, and without IAM. */
function limitsOf(
  { what, of }: File,
  member: string,
  config: Config,
  { deployment }: TrailsToTry,
  asks: Asks,
): readonly Expectation[] {
  const file = of(member);
  const somebody = nobodyIn(deployment, deployment.owner);
  return [
    refused(config, asks(`reads no ${what} unless its own IAM allows it`, file, { iamAllows: false })),
    refused(
      config,
      asks(`reads no ${what} as one of the organization unless IAM allows it`, of(deployment.owner), {
        principal: somebody,
        iamAllows: false,
      }),
      what === "logs" ? ["console"] : [],
    ),
    refused(
      config,
      asks(`reads no ${what} as a member of another organization`, {
        ...file,
        "aws:PrincipalOrgID": "o-zzzzzzzzzz",
      }),
    ),
    refused(config, outsideOfOrganization(asks(`reads no ${what} outside of an organization`, file))),
    refused(config, asks(`reads no ${what} but through S3`, without(viaServiceKey, file))),
    refused(config, asks(`reads no ${what} through another service`, { ...file, ...via(deployment, "ec2") })),
  ];
}

const outsideOfOrganization = ({ context = {}, ...request }: ExpectedRequest): ExpectedRequest => ({
  ...request,
  context: without("aws:PrincipalOrgID", context),
});

const without = (key: string, context: Context): Context =>
  Object.fromEntries(Object.entries(context).filter(([name]) => name !== key));

/** With an S3 Bucket Key, every file of the bucket has the same context: the bucket policy tells members apart. */
function ownAlone(
  { bucketKey, name }: BucketConfig,
  { what, of }: File,
  member: string,
  neighbour: string,
): readonly (readonly [string, Context])[] {
  const own = of(member);
  const inS3 = (from: string, to: string): Context => ({
    ...own,
    [s3ContextKey]: (own[s3ContextKey] ?? "").replace(from, () => to),
  });
  return [
    [`reads no ${what} of another bucket`, inS3(`:::${name}`, `:::${name}-2`)],
    ...(bucketKey
      ? []
      : ([
          [`reads no ${what} of account ${neighbour}`, of(neighbour)],
          [`reads no ${what} of another organization`, inS3("/AWSLogs/o-", "/AWSLogs/o-zzzzzzzzzz-")],
        ] as const)),
  ];
}
