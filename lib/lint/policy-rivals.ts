import type { TerraformDocument, TerraformResource } from "./terraform-document";
import { isText, keyTypes } from "./terraform-document";

/** Who else sets the policy that a resource sets. The instances of one resource are no rivals of each other. */
export function policyRivals({
  kind,
  resources,
  keys,
}: TerraformDocument): (policyResource: TerraformResource) => readonly string[] {
  const keysMade = resources.filter(({ type }) => keyTypes.has(type));
  const single = new Set(
    [...countsOf(keysMade.map(({ address }) => keys.nameOf(address)))].flatMap(([key, count]) =>
      count === 1 ? [key] : [],
    ),
  );
  const setting = new Map<string, Set<string>>();
  for (const { address, values } of resources.filter(({ type }) => type === "aws_kms_key_policy")) {
    const key = keys.keyOf(address, "key_id");
    const id = values.get("key_id");
    // Of several keys that one resource makes, each may have a policy of its own.
    const names = [...(key !== null && single.has(key) ? [key] : []), ...(isText(id) ? [id] : [])];
    for (const name of names) setting.set(name, (setting.get(name) ?? new Set()).add(unkeyed(address)));
  }
  return ({ type, address, values }) => {
    if (type !== "aws_kms_key_policy") return [];
    const key = keys.keyOf(address, "key_id");
    const others = [key, values.get("key_id")].flatMap((name) =>
      isText(name) ? [...(setting.get(name) ?? [])] : [],
    );
    // In a state every key has the policy that it really has, whoever set it.
    const inline = kind === "plan" && key !== null && keys.has(key, "policy") ? [key] : [];
    return [...new Set([...inline, ...others])].filter((other) => other !== unkeyed(address)).sort();
  };
}

/** The address without `count` and `for_each`, as the configuration has it. */
const unkeyed = (address: string): string => address.replace(/\[[^\]]*\]/g, "");

function countsOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
