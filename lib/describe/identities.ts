import type { Block, Blueprint } from "../terraform/blueprint";
import { blockAddress } from "../terraform/blueprint";
import type { JsonValue } from "../terraform/canonical-json";
import type { Instance } from "../terraform/config-bindings";
import { configBindings, instancesOf } from "../terraform/config-bindings";
import { quote } from "../terraform/quoted-string";
import { plainValue } from "../terraform/value-expression";

/** The resources that hold data or identity, each with the arguments whose change replaces it, and their defaults. */
const identityArguments = {
  aws_kms_key: { multi_region: false },
  aws_s3_bucket: { bucket: null },
  aws_cloudtrail: { name: null },
  aws_iam_role: { name: null },
} as const satisfies Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;

export type IdentityType = keyof typeof identityArguments;

/** What identifies a resource, by argument. An argument whose value is not known is not there. */
export type Identity = Readonly<Record<string, JsonValue>>;

/** By address: `aws_kms_key.this`, `aws_iam_role.reader["Auditor"]`. */
export type Identities = Readonly<Record<string, Identity>>;

export const isIdentityType = (type: string): type is IdentityType => Object.hasOwn(identityArguments, type);

/** The arguments that identify a resource of a type, with the values that they have where they are not given. */
export const identityDefaults = (type: IdentityType): Identity => identityArguments[type];

/** The resources of a blueprint that hold data or identity, with the config's values. */
export function identitiesOf(blueprint: Blueprint): Identities {
  const bindings = configBindings(blueprint);
  return Object.fromEntries(
    blueprint.blocks.flatMap((block) => {
      const { mode, type } = block;
      if (mode === "data" || !isIdentityType(type)) return [];
      const identityArguments = Object.entries(identityDefaults(type));
      return (instancesOf(block, bindings) ?? []).map((instance): [string, Identity] => [
        addressOfInstance(block, instance),
        Object.fromEntries(
          identityArguments.map(([name, otherwise]) => [name, valueOf(instance, name) ?? otherwise]),
        ),
      ]);
    }),
  );
}

const addressOfInstance = (block: Block, { key }: Instance): string =>
  key === null ? blockAddress(block) : `${blockAddress(block)}[${quote(key)}]`;

const valueOf = (instance: Instance, name: string): JsonValue | undefined => {
  const found = instance.arguments[name];
  return found && plainValue(found);
};
