import type { JsonPath } from "../policy/policy";
import { membersOf } from "./linted-policy";
import type { DocumentKeys, TerraformDocument, TerraformResource } from "./terraform-document";
import { isText, keyTypes } from "./terraform-document";

/**
 * Whether a JSON document is a Terraform state: a `terraform.tfstate` of version 4, or what `terraform show -json`
 * prints of one.
 * https://developer.hashicorp.com/terraform/internals/json-format#state-representation
 */
export const isTerraformState = (json: unknown): boolean => isStateFile(json) || isShownState(json);

function isShownState(json: unknown): boolean {
  const members = membersOf(json);
  if (typeof members.get("format_version") !== "string") return false;
  // Of an empty state Terraform prints its versions alone.
  return members.has("values") || [...members.keys()].every((name) => name.endsWith("_version"));
}

function isStateFile(json: unknown): boolean {
  const members = membersOf(json);
  return (
    members.get("version") === 4 &&
    Array.isArray(members.get("resources")) &&
    (members.has("lineage") || members.has("terraform_version"))
  );
}

/** What a state says of resources as they are. */
export function stateDocument(state: unknown): TerraformDocument {
  const resources = isStateFile(state)
    ? instancesIn(state)
    : shownBelow(membersOf(membersOf(state).get("values")).get("root_module"), ["values", "root_module"]);
  return { kind: "state", resources, keys: keysByValue(resources), account: null, region: null };
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];

function shownBelow(module: unknown, path: JsonPath): readonly TerraformResource[] {
  const members = membersOf(module);
  const here = listOf(members.get("resources")).flatMap((resource, index) => {
    const shown = membersOf(resource);
    const [address, type] = [shown.get("address"), shown.get("type")];
    if (shown.get("mode") === "data" || !isText(address) || !isText(type)) return [];
    const at = [...path, "resources", index];
    return [
      { address, type, path: at, valuesPath: [...at, "values"], values: membersOf(shown.get("values")) },
    ];
  });
  const below = listOf(members.get("child_modules")).flatMap((child, index) =>
    shownBelow(child, [...path, "child_modules", index]),
  );
  return [...here, ...below];
}

function instancesIn(state: unknown): readonly TerraformResource[] {
  return listOf(membersOf(state).get("resources")).flatMap((resource, index) => {
    const members = membersOf(resource);
    const [type, name, module] = [members.get("type"), members.get("name"), members.get("module")];
    if (members.get("mode") === "data" || !isText(type) || !isText(name)) return [];
    return listOf(members.get("instances")).map((instance, position): TerraformResource => {
      const { index_key: key, attributes } = Object.fromEntries(membersOf(instance));
      const suffix = key === undefined || key === null ? "" : `[${JSON.stringify(key)}]`;
      const path = ["resources", index, "instances", position];
      return {
        address: `${isText(module) ? `${module}.` : ""}${type}.${name}${suffix}`,
        type,
        path,
        valuesPath: [...path, "attributes"],
        values: membersOf(attributes),
      };
    });
  });
}

/** A state has no references, but every ARN and ID. */
function keysByValue(resources: readonly TerraformResource[]): DocumentKeys {
  const addresses = new Map<string, string>();
  for (const { address, type, values } of resources) {
    if (!keyTypes.has(type)) continue;
    for (const name of [values.get("arn"), values.get("key_id"), values.get("id")]) {
      if (isText(name)) addresses.set(name, address);
    }
  }
  for (const { type, values } of resources) {
    if (type !== "aws_kms_alias") continue;
    const target = [values.get("target_key_arn"), values.get("target_key_id")]
      .filter(isText)
      .map((name) => addresses.get(name))
      .find((address) => address !== undefined);
    for (const name of [values.get("arn"), values.get("name")]) {
      if (target !== undefined && isText(name)) addresses.set(name, target);
    }
  }
  const byAddress = new Map(resources.map(({ address, values }) => [address, values]));
  return {
    keyOf: (address, argument) => {
      const name = byAddress.get(address)?.get(argument);
      return isText(name) ? (addresses.get(name) ?? null) : null;
    },
    nameOf: (address) => address,
    has: (address, argument) => isText(byAddress.get(address)?.get(argument)),
  };
}
