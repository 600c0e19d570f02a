import type { Expression } from "../../terraform/expression";
import { call } from "../../terraform/expression";
import type { Type } from "../../terraform/type";

/**
 * The value of an input as its type has it. A set comes as a list that holds nothing twice, and where only Terraform
 * knows that list, Terraform must see to it: the provider would wait for KMS to store a repetition.
 */
export function withSets(type: Type, value: Expression): Expression {
  if (type.kind === "set") return value.kind === "opaque" ? call("setunion", value) : value;
  if (value.kind !== "object") return value;
  const entries = value.entries.map(({ key, value: inner }) => {
    const innerType = memberType(type, key);
    return { key, value: innerType ? withSets(innerType, inner) : inner };
  });
  return { ...value, entries };
}

function memberType(type: Type, key: string): Type | undefined {
  if (type.kind === "object") return type.members[key];
  return type.kind === "map" ? type.of : undefined;
}
