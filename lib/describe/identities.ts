import type { Block, Blueprint } from "../terraform/blueprint";
import { blockAddress } from "../terraform/blueprint";
import type { JsonValue } from "../terraform/resolve";
import { resolve } from "../terraform/resolve";

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
  return Object.fromEntries(
    blueprint.resources.flatMap((block) => {
      const { type } = block;
      if (!isIdentityType(type)) return [];
      const defaults = identityDefaults(type);
      return instancesOf(block).map(({ address, items }) => [
        address,
        identityOf(block, defaults, blueprint, items),
      ]);
    }),
  );
}

interface Instance {
  readonly address: string;
  readonly items: ReadonlyMap<string, JsonValue>;
}

/** The instances of a block, each with what is in scope in its arguments: so far a block is one resource. */
const instancesOf = (block: Block): readonly Instance[] => [
  { address: blockAddress(block), items: new Map() },
];

function identityOf(
  block: Block,
  defaults: Identity,
  blueprint: Blueprint,
  items: Instance["items"],
): Identity {
  const valueOf = (name: string): JsonValue | undefined => {
    const found = block.args.find((argument) => argument.kind === "attribute" && argument.name === name);
    return found?.kind === "attribute" ? resolve(found.value, bindingsOf(blueprint), items) : undefined;
  };
  return Object.fromEntries(
    Object.entries(defaults).map(([name, otherwise]) => [name, valueOf(name) ?? otherwise]),
  );
}

const bindingsOf = ({ inputs, locals }: Blueprint): Parameters<typeof resolve>[1] => ({
  input: (name) => required(inputs.find((input) => input.name === name)?.value, name),
  local: (name) => required(locals.find((local) => local.name === name)?.value, name),
  reference: () => undefined,
});

function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`the blueprint has no ${name}`);
  return value;
}
