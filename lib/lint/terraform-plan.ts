import { membersOf } from "./linted-policy";
import { plannedKeys } from "./planned-keys";
import type { TerraformDocument, TerraformResource } from "./terraform-document";
import { isText } from "./terraform-document";
import type { PlannedPolicy } from "./terraform-policies";
import { terraformPolicies } from "./terraform-policies";

export type { PlannedPolicy } from "./terraform-policies";

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
export const policiesInPlan = (plan: unknown): readonly PlannedPolicy[] =>
  terraformPolicies(planDocument(plan)).policies;

/** What a plan says of resources as they will be. */
export const planDocument = (plan: unknown): TerraformDocument => ({
  kind: "plan",
  resources: resourcesIn(plan),
  keys: plannedKeys(plan),
  ...placeOf(plan),
});

function resourcesIn(plan: unknown): readonly TerraformResource[] {
  const changes = membersOf(plan).get("resource_changes");
  return (Array.isArray(changes) ? (changes as readonly unknown[]) : []).flatMap((change, index) => {
    const members = membersOf(change);
    const [address, type] = [members.get("address"), members.get("type")];
    const after = membersOf(members.get("change")).get("after");
    const isManaged = members.get("mode") !== "data" && typeof after === "object" && after !== null;
    if (!isManaged || typeof address !== "string" || typeof type !== "string") return [];
    const path = ["resource_changes", index];
    return [{ address, type, path, valuesPath: [...path, "change", "after"], values: membersOf(after) }];
  });
}

/** Where Terraform is signed in: what the plan's data sources found out, or the provider's configuration says. */
function placeOf(plan: unknown): Pick<TerraformDocument, "account" | "region"> {
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
