import type { Config } from "../config/config";
import { isControlTower } from "../config/control-tower";
import { isRolesAlone } from "../config/roles-alone";
import { literal } from "../terraform/expression";
import { sizeLimits } from "../policy/policy-size";
import type { Blueprint, NamedPolicy } from "../terraform/blueprint";
import { blockAddress } from "../terraform/blueprint";
import type { TestFile } from "../terraform/module-test";
import { withoutUnused } from "../terraform/without-unused";
import { alarmsPart } from "./alarms";
import { backendOf } from "./backend";
import { bucketPart } from "./bucket";
import { contextPart, placeChecks } from "./context";
import { examplesOf } from "./examples";
import { guarded } from "./guarded";
import { guideOf } from "./guide/guide";
import { keyPart } from "./key";
import { logGroupPart } from "./log-group";
import { notificationsPart } from "./notifications";
import { organizationPart } from "./organization";
import type { Part } from "./part";
import { readersPart } from "./readers";
import { replicaProviders } from "./replica-providers";
import { replicasPart } from "./replicas";
import { configuredSize } from "./policy-sizes";
import type { Scope } from "./scope";
import { isOpen, scopeOf } from "./scope";
import { withSizeChecks } from "./size-checks";
import { tagsPart } from "./tags";
import { moduleTests } from "./tests/module-tests";
import { trailPart } from "./trail";
import { awsProviderVersionFor, terraformVersionFor } from "./versions";

/**
 * What the config asks to be built, as a resource graph, with what a module has beside it: its README, examples and
 * tests.
 */
export function describe(config: Config): Blueprint {
  const { blueprint, scope } = fitting(config, false);
  return withTests(config, {
    ...blueprint,
    examples: examplesOf(config, blueprint),
    guide: guideOf(blueprint, scope),
  });
}

/**
 * The resource graph alone, for who builds it without a module, or only reads its policies.
 *
 * @param isFinal Whether the config's values are final: no variable of a module and no token of CDKTF comes in their
 *   place. A policy that fits is then sure to fit, and nothing checks its size.
 */
export const describeResources = (config: Config, { isFinal = false } = {}): Blueprint =>
  fitting(config, isFinal).blueprint;

/** The key policy is written as AWS's pages have it; only where it might not fit that way, in fewer statements. */
function fitting(config: Config, isFinal: boolean): Described {
  const plain = describeWith(config, false, isFinal);
  return isOpen(config) || keyPolicyFits(plain.blueprint) ? plain : describeWith(config, true, isFinal);
}

interface Described {
  readonly blueprint: Blueprint;
  readonly scope: Scope;
}

/** The tests are made when somebody reads them: most who describe a config never do. */
function withTests(config: Config, blueprint: Blueprint): Blueprint {
  let made: readonly TestFile[] | undefined;
  return {
    ...blueprint,
    get tests() {
      return (made ??= moduleTests(config, blueprint, (granted) => describeWith(granted, false).blueprint));
    },
  };
}

const keyPolicyFits = (blueprint: Blueprint): boolean =>
  blueprint.policies.filter(({ rules }) => rules === "key").every((policy) => fits(blueprint, policy));

/** With the config's values, wherever it is applied. */
const fits = (blueprint: Blueprint, policy: NamedPolicy): boolean =>
  configuredSize(blueprint, policy).most <= sizeLimits[policy.rules].maximum;

function describeWith(config: Config, compact: boolean, isFinal = false): Described {
  const scope = scopeOf(config, compact);
  const parts: readonly Part[] = [
    contextPart(config),
    trailPart(scope),
    organizationPart(scope),
    keyPart(scope),
    replicasPart(scope),
    bucketPart(scope),
    logGroupPart(scope),
    notificationsPart(scope),
    alarmsPart(scope),
    readersPart(scope),
    tagsPart(config),
  ];
  const all = <Name extends keyof Part>(name: Name): readonly Item<Name>[] =>
    parts.flatMap((part) => (part[name] ?? []) as readonly Item<Name>[]);
  const removals = all("handedOver").map(blockAddress);
  const blocks = all("blocks");
  const blueprint: Blueprint = {
    name: config.name,
    summary: summaryOf(config),
    requires: { terraform: terraformVersionFor({ removals }), aws: awsProviderVersionFor(config) },
    providers: [
      ...[[null, config.account] as const, ...Object.entries(config.accounts)].map(([alias, account]) => ({
        alias,
        account: orNull(account),
        region: orNull(config.region),
      })),
      ...replicaProviders(config).map(({ alias, region }) => ({
        alias,
        account: orNull(accountOfKey(config)),
        region: literal(region),
      })),
    ],
    inputs: all("inputs"),
    locals: all("locals"),
    blocks,
    outputs: all("outputs"),
    policies: all("policies"),
    moves: all("moves"),
    removals,
    examples: [],
  };
  const checked = blueprint.providers.reduce(
    (one, { alias }) => guarded(one, placeChecks(scope, alias), alias),
    isFinal ? blueprint : withSizeChecks(blueprint),
  );
  const backend = backendOf(config);
  const needed = withoutUnused(backend === undefined ? checked : { ...checked, backend });
  // Asked last, of what stays: the size is then computed once for all who ask.
  const isSure = !isFinal || needed.policies.every((policy) => fits(needed, policy));
  return isSure ? { blueprint: needed, scope } : describeWith(config, compact);
}

/** The account that the key is created in. */
const accountOfKey = ({ account, accounts, key }: Config): string | null =>
  key.provider === null ? account : (accounts[key.provider] ?? null);

type Item<Name extends keyof Part> = NonNullable<Part[Name]>[number];

const orNull = (value: string | null) => (value === null ? null : literal(value));

/** Where what is created stands, where that is another account than the trail's. */
function placesOf({ key, bucket }: Config): readonly string[] {
  const inAccount = (what: string, provider: string | null | undefined): readonly string[] =>
    typeof provider === "string" ? [`${what} created in the account of the provider aws.${provider}.`] : [];
  return key.provider === bucket?.provider
    ? inAccount("Key and bucket are", key.provider)
    : [...inAccount("The key is", key.provider), ...inAccount("The bucket is", bucket?.provider)];
}

const replicasOf = ({ key }: Config): readonly string[] =>
  key.existing === null && key.replicas.length > 0
    ? [`The key has replicas, with the same policy, in ${key.replicas.join(", ")}.`]
    : [];

function summaryOf(config: Config): string {
  const key = config.key.existing === null ? "a KMS key of its own" : "a KMS key that exists";
  if (isRolesAlone(config)) {
    return "IAM roles in an account that reads the CloudTrail logs of another account. The owner of the key and the bucket must also let this account read them.";
  }
  if (isControlTower(config)) {
    return "A KMS key for the landing zone of AWS Control Tower, with its policy: for its trail and for AWS Config.";
  }
  if (config.trail === null)
    return [
      "A KMS key for the logs of CloudTrail trails, with its policy.",
      ...replicasOf(config),
      ...placesOf(config),
    ].join(" ");
  const bucket = config.bucket?.existing ? "a bucket that exists" : "a bucket of its own";
  const trail = config.organization === null ? "A CloudTrail trail" : "A CloudTrail trail of an organization";
  return [
    `${trail} that delivers to ${bucket}, its logs encrypted with ${key}.`,
    ...(config.organization === null ? [] : ["CloudTrail must have trusted access in the organization."]),
    ...replicasOf(config),
    ...placesOf(config),
  ].join(" ");
}
