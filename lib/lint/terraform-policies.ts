import { parseArn } from "../config/arn";
import { partitionOf } from "../config/partition";
import type { JsonPath } from "../policy/policy";
import { cloudTrail } from "../policy/cloudtrail";
import { policyRivals } from "./policy-rivals";
import type { TerraformDocument, TerraformResource } from "./terraform-document";
import { isText, keyTypes } from "./terraform-document";
import type { TrailPattern } from "./trails";
import { trailPattern } from "./trails";

/** The policy of a key that CloudTrail uses, as a Terraform plan or state has it. */
export interface PlannedPolicy {
  /** The resource whose argument the policy is, such as `module.trail.aws_kms_key_policy.this`. */
  readonly address: string;
  /** Where it stands in the file. */
  readonly path: JsonPath;
  /** Null where it is known only once Terraform applies. */
  readonly text: string | null;
  /** The account that owns the key; null where the file does not say. */
  readonly owner: string | null;
  /** Whether a trail of the file uses the key. */
  readonly used: boolean;
  /** The addresses of the trails that use the key. */
  readonly usedBy: readonly string[];
  /** Those of the trails whose ARN can be told. */
  readonly trails: readonly TrailPattern[];
  /** Whether the trails' bucket has an S3 Bucket Key; null where the file does not say. */
  readonly bucketKey: boolean | null;
  /** Other resources that set the same key's policy. */
  readonly rivals: readonly string[];
}

/** A key or a trail of a plan or state that is not judged. */
export type LeftOut =
  | { readonly address: string; readonly why: "key-unused" | "policy-unknown" | "trail-without-key" }
  /** `key`: what the trail names; null where that is known only once Terraform applies. */
  | { readonly address: string; readonly why: "key-elsewhere"; readonly key: string | null };

export interface TerraformPolicies {
  readonly policies: readonly PlannedPolicy[];
  readonly leftOut: readonly LeftOut[];
}

/** The policies of the keys that CloudTrail uses, and what else there is of keys and trails. */
export function terraformPolicies(document: TerraformDocument): TerraformPolicies {
  const found = policiesOf(document);
  const usedBy = new Set(found.flatMap(({ policy }) => policy?.usedBy ?? []));
  return {
    policies: found.flatMap(({ policy }) => policy ?? []),
    leftOut: [
      ...found.flatMap(({ resource, policy }): readonly LeftOut[] =>
        policy === null
          ? [
              {
                address: resource.address,
                why: isText(resource.values.get("policy")) ? "key-unused" : "policy-unknown",
              },
            ]
          : [],
      ),
      ...trailsOf(document)
        .filter(({ address }) => !usedBy.has(address))
        .map((trail) => trailLeftOut(trail, document)),
    ],
  };
}

function trailLeftOut({ address, values }: TerraformResource, { keys }: TerraformDocument): LeftOut {
  const key = values.get("kms_key_id");
  if (isText(key)) return { address, why: "key-elsewhere", key };
  // A plan leaves out what it does not know.
  return keys.has(address, "kms_key_id") && !values.has("kms_key_id")
    ? { address, why: "key-elsewhere", key: null }
    : { address, why: "trail-without-key" };
}

interface FoundPolicy {
  readonly resource: TerraformResource;
  /** Null where CloudTrail does not use the key. */
  readonly policy: PlannedPolicy | null;
}

const trailsOf = ({ resources }: TerraformDocument): readonly TerraformResource[] =>
  resources.filter(({ type }) => type === "aws_cloudtrail");

function policiesOf(document: TerraformDocument): readonly FoundPolicy[] {
  const { resources, keys } = document;
  const keyOf = remembered(document);
  const rivalsOf = policyRivals(document);
  const usersOf = usersByKey(trailsOf(document), keyOf, "kms_key_id");
  const topics = resources.filter(({ type }) => type === "aws_sns_topic");
  const topicsOf = usersByKey(topics, keyOf, "kms_master_key_id");
  // A replica decrypts, and may encrypt, what its primary does: its policy is for the same trails.
  const usersOfPrimary = ({ type, address, values }: TerraformResource): readonly TerraformResource[] => {
    if (type !== "aws_kms_replica_key") return [];
    const primary = keyOf(address, "primary_key_arn");
    const arn = values.get("primary_key_arn");
    const known = primary === null ? undefined : keyResources.get(primary);
    return usersOf(primary, known ?? { address, values: new Map([["arn", arn]]) });
  };
  const keyResources = new Map(
    resources
      .filter(({ type }) => keyTypes.has(type))
      .map((resource) => [keys.nameOf(resource.address), resource]),
  );
  // What a key itself says of its policy no longer counts where the policy is a resource of its own.
  const owned = new Set(
    resources
      .filter(({ type }) => type === "aws_kms_key_policy")
      .map(({ address }) => keyOf(address, "key_id")),
  );
  return resources
    .filter(
      ({ type, address }) =>
        type === "aws_kms_key_policy" || (keyTypes.has(type) && !owned.has(keys.nameOf(address))),
    )
    .map((resource): FoundPolicy => {
      const name = keyTypes.has(resource.type)
        ? keys.nameOf(resource.address)
        : keyOf(resource.address, "key_id");
      const key = name === null ? undefined : keyResources.get(name);
      const usedBy = [...usersOf(name, key ?? resource), ...usersOfPrimary(key ?? resource)];
      const text = resource.values.get("policy");
      const policy = typeof text === "string" ? text : null;
      // CloudTrail uses the key of a topic for its notifications alone, and needs it without a condition.
      const isOfTrail = policy?.includes(cloudTrail) && topicsOf(name, key ?? resource).length === 0;
      if (usedBy.length === 0 && !isOfTrail) return { resource, policy: null };
      const isDefault = policy === null && !keys.has(resource.address, "policy");
      return {
        resource,
        policy: {
          address: resource.address,
          path: isDefault ? resource.path : [...resource.valuesPath, "policy"],
          text: isDefault ? JSON.stringify(defaultPolicy) : policy,
          owner: ownerOf(key ?? resource) ?? document.account,
          used: usedBy.length > 0,
          usedBy: usedBy.map(({ address }) => address),
          trails: usedBy.flatMap((user) => trailOf(user, document) ?? []),
          bucketKey: bucketKeyOf(usedBy, resources),
          rivals: rivalsOf(resource),
        },
      };
    });
}

/** Following references takes a look at the whole configuration, so it is done once for each argument. */
function remembered({ keys }: TerraformDocument): (address: string, argument: string) => string | null {
  const known = new Map<string, string | null>();
  return (address, argument) => {
    const asked = `${address}\0${argument}`;
    const before = known.get(asked);
    if (before !== undefined) return before;
    const key = keys.keyOf(address, argument);
    known.set(asked, key);
    return key;
  };
}

type UsersOf = (
  key: string | null,
  resource: Pick<TerraformResource, "address" | "values">,
) => readonly TerraformResource[];

/** Finds the trails, or topics, that use a key: by the reference, else by the ARN or ID that is written out or known. */
function usersByKey(
  users: readonly TerraformResource[],
  keyOf: (address: string, argument: string) => string | null,
  argument: "kms_key_id" | "kms_master_key_id",
): UsersOf {
  const byReference = grouped(users, (user) => keyOf(user.address, argument));
  // Written out, or through a local, of which a plan does not tell what it is made of.
  const withoutReference = users.filter(({ address }) => keyOf(address, argument) === null);
  const byTexts = (
    among: readonly TerraformResource[],
  ): readonly ReadonlyMap<unknown, TerraformResource[]>[] => [
    grouped(among, ({ values }) => values.get(argument)),
    grouped(among, ({ values }) => afterSlash(values.get(argument))),
  ];
  const [ofAll, ofOthers] = [byTexts(users), byTexts(withoutReference)];
  return (key, { values }) => {
    const byText = key === null ? ofAll : ofOthers;
    const names = ["arn", "key_id", "id"].map((name) => values.get(name)).filter(isText);
    const found = new Set([
      ...(key === null ? [] : (byReference.get(key) ?? [])),
      ...names.flatMap((name) => byText.flatMap((usersOfText) => usersOfText.get(name) ?? [])),
    ]);
    return [...found];
  };
}

const afterSlash = (arn: unknown): string | null =>
  isText(arn) && arn.includes("/") ? arn.slice(arn.lastIndexOf("/") + 1) : null;

function grouped<Key>(
  resources: readonly TerraformResource[],
  keyOf: (resource: TerraformResource) => Key,
): ReadonlyMap<Key, TerraformResource[]> {
  const groups = new Map<Key, TerraformResource[]>();
  for (const resource of resources) {
    const group = groups.get(keyOf(resource));
    if (group) group.push(resource);
    else groups.set(keyOf(resource), [resource]);
  }
  return groups;
}

/** The account in the ARN of a key, or in what a policy's resource says of its key. */
function ownerOf({ values }: TerraformResource): string | null {
  const arn = ["arn", "key_id"].map((name) => values.get(name)).find(isText);
  const account = arn === undefined ? undefined : parseArn(arn)?.account;
  return account !== undefined && /^\d{12}$/.test(account) ? account : null;
}

/**
 * What AWS puts on a key that is created without a policy.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const defaultPolicy = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Enable IAM User Permissions",
      Effect: "Allow",
      Principal: { AWS: "arn:${partition}:iam::${account}:root" },
      Action: "kms:*",
      Resource: "*",
    },
  ],
};

/** The trail's ARN: the file's, or put together where the file says account and Region. */
function trailOf({ values }: TerraformResource, { region, account }: TerraformDocument): TrailPattern | null {
  const [arn, name] = [values.get("arn"), values.get("name")];
  if (isText(arn)) return trailPattern(arn);
  if (!isText(name) || region === null || account === null) return null;
  return trailPattern(`arn:${partitionOf(region) ?? "aws"}:cloudtrail:${region}:${account}:trail/${name}`);
}

/** Whether a bucket of the trails is told to have an S3 Bucket Key. */
function bucketKeyOf(
  trails: readonly TerraformResource[],
  resources: readonly TerraformResource[],
): boolean | null {
  const buckets = trails.map(({ values }) => values.get("s3_bucket_name")).filter(isText);
  if (buckets.length === 0) return null;
  const rules = resources
    .filter(
      ({ type, values }) => type === encryption && buckets.some((bucket) => bucket === values.get("bucket")),
    )
    .map(({ values }) => JSON.stringify(values.get("rule") ?? null));
  if (rules.length === 0) return null;
  return rules.some((rule) => rule.includes('"bucket_key_enabled":true'));
}

const encryption = "aws_s3_bucket_server_side_encryption_configuration";
