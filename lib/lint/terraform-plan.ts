import { partitionOf } from "../config/partition";
import type { JsonPath } from "../policy/policy";
import { cloudTrail } from "../policy/cloudtrail";
import { membersOf } from "./linted-policy";
import type { PlannedKeys } from "./planned-keys";
import { plannedKeys } from "./planned-keys";
import type { TrailPattern } from "./trails";
import { trailPattern } from "./trails";

/** The policy of a key that CloudTrail uses, as a Terraform plan has it. */
export interface PlannedPolicy {
  /** The resource whose argument the policy is, such as `module.trail.aws_kms_key_policy.this`. */
  readonly address: string;
  /** Where it stands in the plan. */
  readonly path: JsonPath;
  /** Null where it is known only once Terraform applies. */
  readonly text: string | null;
  /** Whether a trail of the plan uses the key. */
  readonly used: boolean;
  /** Those of the trails whose ARN can be told. */
  readonly trails: readonly TrailPattern[];
  /** Whether the trails' bucket has an S3 Bucket Key; null where the plan does not say. */
  readonly bucketKey: boolean | null;
  /** Other resources that set the same key's policy. */
  readonly rivals: readonly string[];
}

/**
 * Whether a JSON document is what `terraform show -json` prints of a plan.
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export const isTerraformPlan = (json: unknown): boolean => {
  const members = membersOf(json);
  return (
    typeof members.get("format_version") === "string" &&
    (members.has("resource_changes") || members.has("planned_values"))
  );
};

/** The policies of the keys in a plan that CloudTrail uses. */
export function policiesInPlan(plan: unknown): readonly PlannedPolicy[] {
  const resources = resourcesIn(plan);
  const keys = plannedKeys(plan);
  const users = resources.filter(({ type }) => type === "aws_cloudtrail");
  const policyResources = resources.filter(
    ({ type, address }) =>
      type === "aws_kms_key_policy" ||
      (type === "aws_kms_key" && !hasPolicyOfItsOwn(address, resources, keys)),
  );
  const rivalsOf = policyRivals(resources, keys);
  return policyResources.flatMap((policyResource): readonly PlannedPolicy[] => {
    const of = users.filter((user) => uses(user, policyResource, resources, keys));
    const text = policyResource.after.get("policy");
    const policy = typeof text === "string" ? text : null;
    if (of.length === 0 && !policy?.includes(cloudTrail)) return [];
    const isDefault = policy === null && !keys.has(policyResource.address, "policy");
    return [
      {
        address: policyResource.address,
        path: isDefault ? policyResource.path : [...policyResource.path, "change", "after", "policy"],
        text: isDefault ? JSON.stringify(defaultPolicy) : policy,
        used: of.length > 0,
        trails: of.flatMap((user) => trailOf(user, plan) ?? []),
        bucketKey: bucketKeyOf(of, resources),
        rivals: rivalsOf(policyResource),
      },
    ];
  });
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

interface Resource {
  readonly address: string;
  readonly type: string;
  readonly path: JsonPath;
  readonly after: ReadonlyMap<string, unknown>;
  readonly unknown: ReadonlyMap<string, unknown>;
}

function resourcesIn(plan: unknown): readonly Resource[] {
  const changes = membersOf(plan).get("resource_changes");
  return (Array.isArray(changes) ? (changes as readonly unknown[]) : []).flatMap((change, index) => {
    const members = membersOf(change);
    const [address, type] = [members.get("address"), members.get("type")];
    const { after, after_unknown: unknown } = Object.fromEntries(membersOf(members.get("change")));
    const isManaged = members.get("mode") !== "data" && typeof after === "object" && after !== null;
    if (!isManaged || typeof address !== "string" || typeof type !== "string") return [];
    return [
      {
        address,
        type,
        path: ["resource_changes", index],
        after: membersOf(after),
        unknown: membersOf(unknown),
      },
    ];
  });
}

/** Whether the policy of a key is a resource of its own: what the key itself has is then no longer its say. */
const hasPolicyOfItsOwn = (address: string, resources: readonly Resource[], keys: PlannedKeys): boolean =>
  resources.some(
    (other) =>
      other.type === "aws_kms_key_policy" && keys.keyOf(other.address, "key_id") === unkeyed(address),
  );

/** Who else sets the policy that a resource sets. The instances of one resource are no rivals of each other. */
function policyRivals(
  resources: readonly Resource[],
  keys: PlannedKeys,
): (policyResource: Resource) => readonly string[] {
  const keysMade = resources.filter(({ type }) => type === "aws_kms_key");
  const single = new Set(
    [...countsOf(keysMade.map(({ address }) => unkeyed(address)))].flatMap(([key, count]) =>
      count === 1 ? [key] : [],
    ),
  );
  const setting = new Map<string, Set<string>>();
  for (const { address, after } of resources.filter(({ type }) => type === "aws_kms_key_policy")) {
    const key = keys.keyOf(address, "key_id");
    const id = after.get("key_id");
    // Of several keys that one resource makes, each may have a policy of its own.
    const names = [...(key !== null && single.has(key) ? [key] : []), ...(isText(id) ? [id] : [])];
    for (const name of names) setting.set(name, (setting.get(name) ?? new Set()).add(unkeyed(address)));
  }
  return ({ type, address, after }) => {
    if (type !== "aws_kms_key_policy") return [];
    const key = keys.keyOf(address, "key_id");
    const others = [key, after.get("key_id")].flatMap((name) =>
      isText(name) ? [...(setting.get(name) ?? [])] : [],
    );
    const inline = key !== null && keys.has(key, "policy") ? [key] : [];
    return [...new Set([...inline, ...others])].filter((other) => other !== unkeyed(address)).sort();
  };
}

function countsOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function uses(
  user: Resource,
  policyResource: Resource,
  resources: readonly Resource[],
  keys: PlannedKeys,
): boolean {
  const named = keys.keyOf(user.address, "kms_key_id");
  const key =
    policyResource.type === "aws_kms_key"
      ? unkeyed(policyResource.address)
      : keys.keyOf(policyResource.address, "key_id");
  if (named !== null && key !== null) return named === key;
  // Written out, or through a local, of which a plan does not tell what it is made of.
  const arn = user.after.get("kms_key_id");
  const resource = resources.find(({ address }) => unkeyed(address) === key) ?? policyResource;
  const names = ["arn", "key_id", "id"].map((name) => resource.after.get(name)).filter(isText);
  return isText(arn) && names.some((name) => arn === name || arn.endsWith(`/${name}`));
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** The address without `count` and `for_each`, as the configuration has it. */
const unkeyed = (address: string): string => address.replace(/\[[^\]]*\]/g, "");

/** The trail's ARN: the plan's, or put together where the plan knows account and Region. */
function trailOf({ after }: Resource, plan: unknown): TrailPattern | null {
  const [arn, name] = [after.get("arn"), after.get("name")];
  if (isText(arn)) return trailPattern(arn);
  const { region, account } = placeOf(plan);
  if (!isText(name) || region === null || account === null) return null;
  return trailPattern(`arn:${partitionOf(region) ?? "aws"}:cloudtrail:${region}:${account}:trail/${name}`);
}

/** Where Terraform is signed in: what the plan's data sources found out, or the provider's configuration says. */
export function placeOf(plan: unknown): { readonly region: string | null; readonly account: string | null } {
  const state = at(plan, "prior_state", "values", "root_module");
  const values = (type: string): ReadonlyMap<string, unknown> =>
    membersOf(
      resourcesBelow(state)
        .find((resource) => resource.get("type") === type)
        ?.get("values"),
    );
  const text = (...candidates: readonly unknown[]): string | null => candidates.find(isText) ?? null;
  const region = at(
    plan,
    "configuration",
    "provider_config",
    "aws",
    "expressions",
    "region",
    "constant_value",
  );
  return {
    region: text(region, values("aws_region").get("id")),
    account: text(values("aws_caller_identity").get("account_id")),
  };
}

const at = (json: unknown, ...path: readonly string[]): unknown =>
  path.reduce((value, name) => membersOf(value).get(name), json);

function resourcesBelow(module: unknown): readonly ReadonlyMap<string, unknown>[] {
  const list = (name: string): readonly unknown[] => {
    const value = at(module, name);
    return Array.isArray(value) ? (value as readonly unknown[]) : [];
  };
  return [...list("resources").map(membersOf), ...list("child_modules").flatMap(resourcesBelow)];
}

/** Whether a bucket of the trails is told to have an S3 Bucket Key. */
function bucketKeyOf(trails: readonly Resource[], resources: readonly Resource[]): boolean | null {
  const buckets = trails.map(({ after }) => after.get("s3_bucket_name")).filter(isText);
  const rules = resources
    .filter(
      ({ type, after }) => type === encryption && buckets.some((bucket) => bucket === after.get("bucket")),
    )
    .map(({ after }) => JSON.stringify(after.get("rule") ?? null));
  if (rules.length === 0) return null;
  return rules.some((rule) => rule.includes('"bucket_key_enabled":true'));
}

const encryption = "aws_s3_bucket_server_side_encryption_configuration";
