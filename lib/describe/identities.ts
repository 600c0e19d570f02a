import type { Block, Blueprint } from "../terraform/blueprint";
import { blockAddress } from "../terraform/blueprint";
import type { JsonValue } from "../terraform/canonical-json";
import type { Instance } from "../terraform/config-bindings";
import { defaultBindings, instancesOf } from "../terraform/config-bindings";
import { quote } from "../terraform/quoted-string";
import type { Bindings } from "../terraform/reduce";
import { reduce } from "../terraform/reduce";
import { plainValue } from "../terraform/value-expression";

/** The resources that hold data or identity, each with the arguments whose change replaces it, and their defaults. */
const identityArguments = {
  aws_kms_key: { multi_region: false },
  aws_kms_replica_key: {},
  aws_s3_bucket: { bucket: null },
  aws_cloudtrail: { name: null },
  aws_iam_role: { name: null, path: "/" },
  aws_cloudwatch_log_group: { name: null },
  aws_sns_topic: { name: null },
} as const satisfies Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;

/**
 * Resources of these types with which nothing is lost: SNS keeps no messages that its key could decrypt, and nobody but this
 * module's trail assumes the role.
 */
const replaceable: ReadonlySet<string> = new Set([
  "aws_kms_key.notifications",
  "aws_kms_key.alarms",
  "aws_iam_role.log_group",
]);

/** A topic of alarms in a further account, and its key, have the account's name at the end. */
export const withoutAlarmPlace = (address: string): string =>
  address.replace(/^(aws_(?:kms_key|sns_topic)[.]alarms)_.*/s, "$1");

export type IdentityType = keyof typeof identityArguments;

/**
 * What identifies a resource, by argument. An argument whose value is not known is not there. `account` is no argument:
 * it is the account of a resource that is not built with the default provider.
 */
export type Identity = Readonly<Record<string, JsonValue>>;

/** By address: `aws_kms_key.this`, `aws_iam_role.reader["Auditor"]`. */
export type Identities = Readonly<Record<string, Identity>>;

export const isIdentityType = (type: string): type is IdentityType => Object.hasOwn(identityArguments, type);

/** The arguments that identify a resource of a type, with the values that they have where they are not given. */
export const identityDefaults = (type: IdentityType): Identity => identityArguments[type];

/** The resources that hold data or identity, as a module makes them whose caller sets nothing. */
export function identitiesOf(blueprint: Blueprint): Identities {
  const bindings = defaultBindings(blueprint);
  return Object.fromEntries(
    blueprint.blocks.flatMap((block) => {
      const { mode, type } = block;
      if (mode === "data" || !isIdentityType(type) || replaceable.has(withoutAlarmPlace(blockAddress(block))))
        return [];
      const identityArguments = Object.entries(identityDefaults(type));
      const account = accountOf(block, blueprint, bindings);
      return (instancesOf(block, bindings) ?? []).map((instance): [string, Identity] => [
        addressOfInstance(block, instance),
        Object.fromEntries([
          ...identityArguments.flatMap(([name, otherwise]): readonly [string, JsonValue][] => {
            const value = valueOf(instance, name, otherwise);
            return value === undefined ? [] : [[name, value]];
          }),
          ...(account === undefined ? [] : [["account", account] as const]),
        ]),
      ]);
    }),
  );
}

/** The account of the alias that a block is built with. Undefined: none, or it is not known. */
function accountOf(block: Block, { providers }: Blueprint, bindings: Bindings): JsonValue | undefined {
  const { account = null } = providers.find(({ alias }) => alias !== null && alias === block.provider) ?? {};
  return account === null ? undefined : plainValue(reduce(account, bindings));
}

const addressOfInstance = (block: Block, { key }: Instance): string =>
  key === null ? blockAddress(block) : `${blockAddress(block)}[${quote(key)}]`;

const valueOf = (instance: Instance, name: string, otherwise: JsonValue): JsonValue | undefined => {
  const found = instance.arguments[name];
  return found === undefined ? otherwise : plainValue(found);
};

/**
 * The blocks that make nothing unless the module's caller says what, each with the variable that says it:
 * `aws_iam_role.reader` by `reader_roles`.
 */
export function leftToCaller(blueprint: Blueprint): Readonly<Record<string, string>> {
  const bindings = defaultBindings(blueprint);
  return Object.fromEntries(
    blueprint.blocks.flatMap((block) =>
      block.forEach?.kind === "input" && instancesOf(block, bindings)?.length === 0
        ? [[blockAddress(block), block.forEach.name]]
        : [],
    ),
  );
}
