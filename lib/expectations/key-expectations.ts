import type { Config, PolicyStyle, Reader, TrailSource } from "../config/config";
import type { Expectation, Place } from "./expectation";
import type { Trail } from "./requests";
import {
  cloudTrail,
  cloudTrailFor,
  elsewhere,
  logOf,
  onBehalfOf,
  strangerAccount,
  trailIn,
} from "./requests";

/**
 * Every request that the config settles, with the verdict that its key policy must give. Made from the config
 * and never from the policy, so that one can prove the other.
 *
 * The styles `aws-docs` and `console` are known to grant more than `strict`; where they do, the expectation is
 * the verdict of that style.
 */
export function keyExpectations(config: Config, place: Place): readonly Expectation[] {
  const cast = castOf(config, place);
  return [
    ...cast.trails.flatMap((trail) => trailUsesKey(config, cast, trail)),
    ...strangersAreRefused(config, cast),
    ...config.readers.flatMap((reader) => readerReadsLogs(config, cast, reader)),
    ...config.key.administrators.flatMap((arn) => administratorManagesKey(config, cast, arn)),
    ...ownerKeepsControl(config, cast),
  ];
}

/** Who plays a part in the matrix. */
interface Cast {
  readonly place: Place;
  /** Trails that may use the key, our own first. */
  readonly trails: readonly Trail[];
  /** A trail that may not, in an account that the config does not name. */
  readonly stranger: Trail;
  /** Trails of known accounts that may not. */
  readonly neighbours: readonly Trail[];
}

function castOf(config: Config, place: Place): Cast {
  const stranger = trailIn(place, strangerAccount(accountsOf(config, place)), "stranger");
  const own = trailIn(place, place.account, config.trail?.name ?? "any-trail");
  const trails = [own, ...config.encryptFor.map((source) => trailOf(place, source))];
  const whole = new Set([
    ...(config.trail === null ? [place.account] : []),
    ...config.encryptFor.flatMap((source) => (source.kind === "account" ? [source.id] : [])),
  ]);
  const neighbours = trails
    .filter((trail) => !whole.has(trail.account))
    .map((trail) => ({ ...trail, arn: `${trail.arn}-2` }))
    .filter((neighbour) => trails.every((trail) => trail.arn !== neighbour.arn));
  return { place, trails, stranger, neighbours };
}

const trailOf = (place: Place, source: TrailSource): Trail =>
  source.kind === "account"
    ? trailIn(place, source.id, "any-trail")
    : { arn: source.arn, account: source.arn.split(":")[4] ?? "" };

function accountsOf(config: Config, place: Place): ReadonlySet<string> {
  return new Set([
    place.account,
    place.owner,
    ...config.encryptFor.map((source) => trailOf(place, source).account),
    ...config.readers.flatMap((reader) => {
      if (reader.kind === "account") return [reader.id];
      return reader.kind === "assumableRole" ? reader.trustedAccounts : [];
    }),
    ...config.key.administrators.map((arn) => arn.split(":")[4] ?? ""),
    ...(config.bucket?.account ? [config.bucket.account] : []),
  ]);
}

type Request = Omit<Expectation, "expect">;

const allowed = (request: Request): Expectation => ({ ...request, expect: "Allowed" });

/** Refused, but for the styles that are known to let it pass. */
const refused = (config: Config, request: Request, passesIn: readonly PolicyStyle[] = []): Expectation => ({
  ...request,
  expect: passesIn.includes(config.key.style) ? "Allowed" : "ImplicitlyDenied",
});

const needsBucketKey = (config: Config): boolean => config.bucket?.bucketKey ?? true;

function trailUsesKey(config: Config, { place }: Cast, trail: Trail): readonly Expectation[] {
  const who = { principal: cloudTrail };
  const context = cloudTrailFor(trail);
  const otherRegion = place.region === "us-west-2" ? "eu-west-1" : "us-west-2";
  const decrypt = { ...who, action: "kms:Decrypt", context };
  return [
    allowed({
      ...who,
      name: `CloudTrail encrypts logs of ${trail.arn}`,
      action: "kms:GenerateDataKey",
      context,
    }),
    allowed({
      ...who,
      name: `CloudTrail encrypts logs of ${trail.arn} from another Region`,
      action: "kms:GenerateDataKey",
      context: { ...logOf(elsewhere(trail, otherRegion)), ...onBehalfOf(trail) },
    }),
    allowed({
      ...who,
      name: `CloudTrail describes the key for ${trail.arn}`,
      action: "kms:DescribeKey",
      context: onBehalfOf(trail),
    }),
    needsBucketKey(config)
      ? allowed({ ...decrypt, name: `CloudTrail decrypts logs of ${trail.arn}, for the S3 Bucket Key` })
      : refused(config, {
          ...decrypt,
          name: `CloudTrail does not decrypt logs of ${trail.arn}: there is no S3 Bucket Key`,
        }),
    ...[
      "kms:Encrypt",
      "kms:ReEncryptFrom",
      "kms:CreateGrant",
      "kms:PutKeyPolicy",
      "kms:ScheduleKeyDeletion",
    ].map((action) =>
      refused(config, { ...who, name: `CloudTrail has no ${action} for ${trail.arn}`, action, context }),
    ),
    refused(config, {
      ...who,
      name: `CloudTrail encrypts nothing for ${trail.arn} without an encryption context`,
      action: "kms:GenerateDataKey",
      context: onBehalfOf(trail),
    }),
    refused(config, {
      ...who,
      name: `CloudTrail encrypts nothing under the context of ${trail.arn} when no trail is named`,
      action: "kms:GenerateDataKey",
      context: logOf(trail),
    }),
  ];
}

function strangersAreRefused(config: Config, cast: Cast): readonly Expectation[] {
  const [own] = cast.trails;
  if (!own) return [];
  const { stranger } = cast;
  return [
    ...[stranger, ...cast.neighbours].flatMap((trail) => trailIsRefused(config, trail)),
    ...confusedDeputy(config, "our logs on behalf of a stranger", { ...logOf(own), ...onBehalfOf(stranger) }),
    ...confusedDeputy(config, "a stranger's logs on behalf of our trail", {
      ...logOf(stranger),
      ...onBehalfOf(own),
    }),
    ...[
      "s3.amazonaws.com",
      "delivery.logs.amazonaws.com",
      "config.amazonaws.com",
      "sns.amazonaws.com",
    ].flatMap((service) =>
      ["kms:GenerateDataKey", "kms:Decrypt", "kms:DescribeKey"].map((action) =>
        refused(config, {
          name: `${service} has no ${action}, even with our trail's context`,
          principal: service,
          action,
          context: cloudTrailFor(own),
        }),
      ),
    ),
    ...foreignersAreRefused(config, cast, own),
  ];
}

const trailIsRefused = (config: Config, trail: Trail): readonly Expectation[] => [
  refused(config, {
    name: `CloudTrail encrypts nothing for ${trail.arn}`,
    principal: cloudTrail,
    action: "kms:GenerateDataKey",
    context: cloudTrailFor(trail),
  }),
  refused(
    config,
    {
      name: `CloudTrail decrypts nothing for ${trail.arn}`,
      principal: cloudTrail,
      action: "kms:Decrypt",
      context: cloudTrailFor(trail),
    },
    anyTrailDecryptsIn(config),
  ),
  refused(
    config,
    {
      name: `CloudTrail does not describe the key for ${trail.arn}`,
      principal: cloudTrail,
      action: "kms:DescribeKey",
      context: onBehalfOf(trail),
    },
    ["console"],
  ),
];

const confusedDeputy = (
  config: Config,
  what: string,
  context: Readonly<Record<string, string>>,
): readonly Expectation[] => [
  refused(config, {
    name: `CloudTrail does not encrypt ${what}`,
    principal: cloudTrail,
    action: "kms:GenerateDataKey",
    context,
  }),
  refused(
    config,
    { name: `CloudTrail does not decrypt ${what}`, principal: cloudTrail, action: "kms:Decrypt", context },
    anyTrailDecryptsIn(config),
  ),
];

/** AWS's page grants CloudTrail the decrypt without a condition. */
const anyTrailDecryptsIn = (config: Config): readonly PolicyStyle[] =>
  needsBucketKey(config) ? ["aws-docs"] : [];

function foreignersAreRefused(config: Config, { place, stranger }: Cast, own: Trail): readonly Expectation[] {
  const actions = [
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "kms:DescribeKey",
    "kms:PutKeyPolicy",
    "kms:CreateGrant",
  ];
  const foreigners = [
    `arn:${place.partition}:iam::${stranger.account}:root`,
    `arn:${place.partition}:iam::${stranger.account}:role/Admin`,
  ];
  return actions.flatMap((action) => [
    ...foreigners.map((principal) =>
      refused(config, {
        name: `${principal} has no ${action}, whatever its own IAM allows`,
        principal,
        action,
        context: logOf(own),
        iamAllows: true,
      }),
    ),
    refused(config, { name: `Nobody unknown has ${action}`, principal: "*", action, context: logOf(own) }),
  ]);
}

const useAndManage = [
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncryptTo",
  "kms:CreateGrant",
  "kms:PutKeyPolicy",
  "kms:DisableKey",
  "kms:ScheduleKeyDeletion",
] as const;

function readerReadsLogs(
  config: Config,
  { place, trails: [own] }: Cast,
  reader: Reader,
): readonly Expectation[] {
  if (!own) return [];
  const { principals, iamAllows } = whoReads(place, reader);
  const outsiders = reader.kind === "assumableRole" ? reader.trustedAccounts : [];
  return [
    ...principals.flatMap((principal) => [
      allowed({
        name: `${principal} reads logs`,
        principal,
        action: "kms:Decrypt",
        context: logOf(own),
        ...iamAllows,
      }),
      refused(config, {
        name: `${principal} decrypts nothing but logs`,
        principal,
        action: "kms:Decrypt",
        ...iamAllows,
      }),
      ...useAndManage.map((action) =>
        refused(config, {
          name: `${principal} has no ${action}`,
          principal,
          action,
          context: logOf(own),
          ...iamAllows,
        }),
      ),
    ]),
    ...(reader.kind === "account"
      ? principals.map((principal) =>
          refused(config, {
            name: `${principal} reads no logs unless its own IAM allows it`,
            principal,
            action: "kms:Decrypt",
            context: logOf(own),
          }),
        )
      : []),
    ...outsiders
      .filter((id) => !config.readers.some((other) => other.kind === "account" && other.id === id))
      .map((id) => `arn:${place.partition}:iam::${id}:user/Alice`)
      .map((principal) =>
        refused(config, {
          name: `${principal} reads no logs without assuming the role`,
          principal,
          action: "kms:Decrypt",
          context: logOf(own),
          iamAllows: true,
        }),
      ),
  ];
}

/** The identities that a reader stands for, and whether their own IAM must play along. */
function whoReads(
  place: Place,
  reader: Reader,
): { readonly principals: readonly string[]; readonly iamAllows: { readonly iamAllows?: true } } {
  const arn = (account: string, rest: string): string => `arn:${place.partition}:iam::${account}:${rest}`;
  const role = (account: string, path: string): readonly string[] => [
    arn(account, `role/${path}`),
    `arn:${place.partition}:sts::${account}:assumed-role/${path.slice(path.lastIndexOf("/") + 1)}/session`,
  ];
  switch (reader.kind) {
    case "user":
      return { principals: [arn(place.owner, `user/${reader.name}`)], iamAllows: {} };
    case "role":
      return { principals: role(place.owner, reader.name), iamAllows: {} };
    case "principal":
      return { principals: [reader.arn], iamAllows: {} };
    case "account":
      return {
        principals: [arn(reader.id, "user/Alice"), arn(reader.id, "role/Audit")],
        iamAllows: { iamAllows: true },
      };
    case "assumableRole":
      // Where the key is another account's, the role needs its own IAM too: it has it, we create the role.
      return {
        principals: role(place.account, reader.name),
        iamAllows: place.account === place.owner ? {} : { iamAllows: true },
      };
  }
}

function administratorManagesKey(
  config: Config,
  { trails: [own] }: Cast,
  principal: string,
): readonly Expectation[] {
  if (!own) return [];
  const manage = [
    "kms:DescribeKey",
    "kms:GetKeyPolicy",
    "kms:PutKeyPolicy",
    "kms:EnableKeyRotation",
    "kms:TagResource",
  ];
  const remove = ["kms:DisableKey", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"];
  return [
    ...[...manage, ...remove].map((action) =>
      allowed({ name: `${principal} manages the key: ${action}`, principal, action }),
    ),
    ...["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:CreateGrant"].map((action) =>
      refused(config, { name: `${principal} does not use the key: ${action}`, principal, action }),
    ),
    refused(
      config,
      { name: `${principal} reads no logs`, principal, action: "kms:Decrypt", context: logOf(own) },
      ["console"],
    ),
  ];
}

function ownerKeepsControl(config: Config, { place, trails: [own] }: Cast): readonly Expectation[] {
  if (!own) return [];
  const root = `arn:${place.partition}:iam::${place.owner}:root`;
  const somebody = `arn:${place.partition}:iam::${place.owner}:role/trailkey-nobody-in-particular`;
  return [
    allowed({
      name: "The owner's root can always repair the policy",
      principal: root,
      action: "kms:PutKeyPolicy",
    }),
    allowed({
      name: "Whoever the owner's IAM allows can repair the policy",
      principal: somebody,
      action: "kms:PutKeyPolicy",
      iamAllows: true,
    }),
    refused(config, {
      name: "Nobody of the owner's account manages the key unless IAM allows it",
      principal: somebody,
      action: "kms:PutKeyPolicy",
    }),
    refused(
      config,
      {
        name: "Nobody of the owner's account reads logs unless IAM allows it or the config names it",
        principal: somebody,
        action: "kms:Decrypt",
        context: logOf(own),
      },
      ["console"],
    ),
  ];
}
