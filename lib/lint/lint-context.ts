import { parseArn } from "../config/arn";
import type { Config } from "../config/config";
import { ownTrailName } from "../config/control-tower";
import { existingKeyArn, keyOwner } from "../config/key-owner";
import { policyOwner } from "../evaluate/policy-owner";
import type { Expectation } from "../expectations/expectation";
import { keyExpectations } from "../expectations/key-expectations";
import { trailNamed } from "../expectations/requests";
import { landingZoneTrails, needsOfConfigRecorders } from "./control-tower";
import type { LintedPolicy } from "./linted-policy";
import { lintedPolicy } from "./linted-policy";
import type { Need } from "./needs";
import { meansToDecrypt, needsOfConfig, needsOfReaders, needsOfTrails } from "./needs";
import type { Refusal } from "./refusals";
import { refusals } from "./refusals";
import type { Deployment } from "../expectations/deployment";
import type { Owner, TrailPattern } from "./trails";
import type { KnownKey } from "./known-key";
import { knownKey } from "./known-key";
import type { Trust } from "./trust";
import { trustIn } from "./trust";
import { someRegion, trailsNamedIn, unknownAccount } from "./trails";

/** What is known of the key beside its policy. */
export interface LintOptions {
  /** The account, 12 digits, that owns the key. @default what the config or the policy implies */
  readonly owner?: string;
  /** What the policy must do. @default to let CloudTrail use the key for the trails that the policy names */
  readonly config?: Config;
  /** Whether CloudTrail uses the key. @default whether there is a config, or the policy lets CloudTrail in */
  readonly used?: boolean;
  /** Accounts, 12 digits each, that the policy may let in beside the owner and those that the config names or trusts. @default none */
  readonly trustedAccounts?: readonly string[];
  /** Trails that are known to use the key. @default those of the config, else those that the policy names */
  readonly trails?: readonly TrailPattern[];
  /** Whether the trails' bucket has an S3 Bucket Key. @default what the config or the policy implies */
  readonly bucketKey?: boolean;
  /** Whether the policy is known only later, and an empty one stands for it. @default false */
  readonly unknown?: boolean;
  /** Resources of a Terraform plan that set the key's policy too. @default none */
  readonly rivals?: readonly string[];
  /** The landing zone that the key is for; beside a config, what that says counts. @default none */
  readonly preset?: "control-tower";
  /** Home Region of the landing zone's trail. @default what the policy names, else any */
  readonly region?: string;
  /** Whether Terraform has already put values for `${…}`, as in a plan. @default false */
  readonly interpolated?: boolean;
}

/** All that a rule may look at. */
export interface LintContext {
  readonly policy: LintedPolicy;
  /** The account that owns the key; null where nothing tells. */
  readonly owner: string | null;
  /** The partition that the key is in; null where nothing tells. */
  readonly partition: string | null;
  /** What is known of the key itself. */
  readonly key: KnownKey;
  readonly trust: Trust;
  /** The trails that CloudTrail uses the key for; none where it does not use the key. */
  readonly trails: readonly TrailPattern[];
  /** Whether the key is that of a Control Tower landing zone. */
  readonly isLandingZone: boolean;
  /** ID of the organization; null where nothing tells. */
  readonly organization: string | null;
  readonly interpolated: boolean;
  /** Resources of a Terraform plan that set the key's policy too. */
  readonly rivals: readonly string[];
  /** Whether the policy is known only later. */
  readonly unknown: boolean;
  /** What the config expects of the policy; nothing where there is none. */
  readonly expectations: readonly Expectation[];
  /** What must be allowed. */
  readonly needs: readonly Need[];
  /** What must be allowed and is not. */
  readonly refusals: readonly Refusal[];
}

export const lintContextOf = (json: unknown, options: LintOptions): LintContext =>
  contextOfPolicy(lintedPolicy(json), options, true);

/** The same for a policy that is read already; `explained` says whether findings must tell why something is refused. */
export function contextOfPolicy(policy: LintedPolicy, options: LintOptions, explained: boolean): LintContext {
  const { config, interpolated = false } = options;
  const root = policyOwner(policy.compiled);
  const owner = options.owner ?? (config && keyOwner(config)) ?? root.account ?? null;
  const partition =
    config?.partition ?? (config && existingKeyArn(config)?.partition) ?? root.partition ?? null;
  const somewhere = { partition: partition ?? "aws", id: owner ?? unknownAccount };
  const { trails: given = [], used = false, unknown = false } = options;
  const isLandingZone = (options.preset ?? config?.preset) === "control-tower" && !unknown;
  const written = given.length > 0 ? given : trailsNamedIn(policy, somewhere, used && !unknown);
  const named =
    isLandingZone && config === undefined
      ? landingZoneTrails(somewhere, options.region ?? null, written)
      : written;
  const deployment = config && !unknown ? deploymentOf(config, somewhere, named) : null;
  const expectations = config && deployment ? expectationsOf(config, deployment) : [];
  const needs =
    config && deployment
      ? needsOfConfig(expectations, config, deployment)
      : unknown
        ? []
        : [
            ...needsWithout(policy, named, isLandingZone || (options.bucketKey ?? meansToDecrypt(policy))),
            ...(isLandingZone ? needsOfConfigRecorders : []),
          ];
  const trails = config ? distinctTrails(needs) : named;
  return {
    policy,
    owner,
    partition,
    key: knownKey(config),
    trust: trustIn(owner, config, options.trustedAccounts ?? [], config ? trails : given),
    trails,
    isLandingZone,
    organization: config?.organization?.id ?? null,
    interpolated,
    rivals: options.rivals ?? [],
    unknown,
    expectations,
    needs,
    refusals: refusals(policy, needs, somewhere.id, explained),
  };
}

/** Each fix that is tried asks again for those of the same config. */
function expectationsOf(config: Config, deployment: Deployment): readonly Expectation[] {
  const place = JSON.stringify(deployment);
  const known = remembered.get(config);
  if (known?.place === place) return known.expectations;
  const expectations = keyExpectations(withKnownReaders(config), deployment);
  remembered.set(config, { place, expectations });
  return expectations;
}

const remembered = new WeakMap<
  Config,
  { readonly place: string; readonly expectations: readonly Expectation[] }
>();

const needsWithout = (
  policy: LintedPolicy,
  trails: readonly TrailPattern[],
  decrypts: boolean,
): readonly Need[] => [...needsOfTrails(trails, decrypts), ...needsOfReaders(policy, trails)];

const distinctTrails = (needs: readonly Need[]): readonly TrailPattern[] => [
  ...new Map(needs.flatMap(({ trail }) => (trail ? [[trail.arn, trail] as const] : []))).values(),
];

/**
 * Without the roles of an account that nothing tells: the trail of an organization carries the management account, and
 * a role may be a delegated administrator's.
 */
const withKnownReaders = (config: Config): Config =>
  config.account !== null || config.organization === null
    ? config
    : {
        ...config,
        readers: config.readers.filter(
          (reader) => reader.kind !== "assumableRole" || reader.provider !== null,
        ),
      };

/** Where the config leaves account or Region to the provider, what the policy says of the trail. */
function deploymentOf(config: Config, owner: Owner, named: readonly TrailPattern[]): Deployment {
  const own = ownTrail(config, named);
  const ownRegion = own && parseArn(own.arn)?.region;
  const region = config.region ?? existingKeyArn(config)?.region ?? ownRegion ?? someRegion;
  return {
    region,
    partition: config.partition ?? owner.partition,
    // An organization's trail carries the management account, whoever creates it.
    account: config.account ?? (config.organization === null ? own?.account : undefined) ?? owner.id,
    owner: owner.id,
  };
}

/** The trail of the config's name, else one that the config does not let in besides. */
function ownTrail(config: Config, named: readonly TrailPattern[]): TrailPattern | undefined {
  const others = config.encryptFor.map((source) =>
    source.kind === "account" ? source.id : trailNamed(source.arn).account,
  );
  const possible = named.filter(({ account }) => !others.includes(account));
  return (
    possible.find(({ pattern }) => pattern.endsWith(`:trail/${ownTrailName(config) ?? ""}`)) ?? possible[0]
  );
}
