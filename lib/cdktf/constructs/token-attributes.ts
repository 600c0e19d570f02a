import type { Coded } from "../../config/coded";
import type { AttributeKind, StackCodes, WantedKind } from "../../report/stack-codes";

interface AttributeReference {
  /** Address of the block, data sources with `data.` in front. */
  readonly block: string;
  readonly type: string;
  readonly attribute: string;
}

/** What a token must hold in an option, where its attribute tells. */
interface WantedAttribute {
  readonly wanted: WantedKind;
  readonly refused: readonly AttributeKind[];
  /** The attribute of the same block that holds what is wanted. */
  readonly instead?: (type: string) => string;
}

const principalArn: WantedAttribute = {
  wanted: "arn",
  refused: ["name", "id", "account-id"],
  instead: () => "arn",
};
const keyArn: WantedAttribute = {
  wanted: "key-arn",
  refused: ["alias-arn", "name", "id", "account-id"],
  instead: (type) => (type === "aws_kms_alias" ? "target_key_arn" : "arn"),
};
const accountId: WantedAttribute = { wanted: "account-id", refused: ["arn", "alias-arn", "name", "id"] };
const name: WantedAttribute = {
  wanted: "name",
  refused: ["arn", "alias-arn", "domain-name"],
  instead: (type) => (type === "aws_s3_bucket" ? "bucket" : "name"),
};
const functionName: WantedAttribute = {
  ...name,
  instead: (type) => (type === "aws_lambda_function" ? "function_name" : "name"),
};
const region: WantedAttribute = { wanted: "region", refused: ["arn", "id", "account-id"] };

/** By option, entries of lists as `[]`, names of accounts as `*`. What is not here takes any text. */
const wantedAttributes: Readonly<Record<string, WantedAttribute>> = {
  account: accountId,
  "accounts.*": accountId,
  region,
  "organization.managementAccount": accountId,
  "organization.delegatedAdministrators[]": accountId,
  "trail.name": name,
  "events.data[].s3[]": name,
  "events.data[].lambda[]": functionName,
  "events.data[].dynamodb[]": name,
  "key.alias": name,
  "key.administrators[]": principalArn,
  "key.existing": keyArn,
  "bucket.name": name,
  "bucket.account": accountId,
  "bucket.region": region,
  "bucket.accessLog.bucket": name,
  "bucket.accessLog.region": region,
  "bucket.deliverFrom[].account": accountId,
  "bucket.deliverFrom[].trail": principalArn,
  "encryptFor[].account": accountId,
  "encryptFor[].trail": principalArn,
  "logGroup.name": name,
  "logGroup.key": keyArn,
  "logGroup.existing": principalArn,
  "logGroup.role": principalArn,
  "notifications.name": name,
  "notifications.existing": principalArn,
  "alarms.topic": principalArn,
  "readers[].user": principalArn,
  "readers[].role": principalArn,
  "readers[].account": accountId,
  "readers[].assumableRole.trustedAccounts[]": accountId,
};

/**
 * What is wrong with a token whose attribute shows that it holds something else than its option takes. A token
 * that is no attribute of a block of AWS (a variable, a local, a function's result) may hold anything.
 *
 * @param resolved the option's text as Terraform gets it
 */
export function attributeMistake(
  option: string,
  resolved: string,
): Coded<Pick<StackCodes, "token-of-other-attribute">> | undefined {
  const expected = wantedAttributes[option.replace(/\[\d+\]/g, "[]").replace(/^accounts\..*$/, "accounts.*")];
  const reference = referenceIn(resolved);
  if (expected === undefined || reference === undefined) return undefined;
  const holds = attributeKindOf(reference);
  if (holds === undefined || !expected.refused.includes(holds)) return undefined;
  const { block, type, attribute } = reference;
  const { wanted, instead } = expected;
  return {
    code: "token-of-other-attribute",
    args: {
      attribute: `${block}.${attribute}`,
      holds,
      wanted,
      ...(instead && { instead: `${block}.${instead(type)}` }),
    },
  };
}

function referenceIn(resolved: string): AttributeReference | undefined {
  const match = /^\$\{((?:data\.)?(aws_\w+)\.[\w-]+(?:\[[^\]]*\])?)\.(\w+)\}$/.exec(resolved);
  const [, block, type, attribute] = match ?? [];
  return block === undefined || type === undefined || attribute === undefined
    ? undefined
    : { block, type, attribute };
}

function attributeKindOf({ type, attribute }: AttributeReference): AttributeKind | undefined {
  if (attribute === "arn") return type === "aws_kms_alias" ? "alias-arn" : "arn";
  if (attribute.endsWith("_arn")) return "arn";
  if (attribute.endsWith("domain_name")) return "domain-name";
  if (attribute === "id") return kindsOfId[type];
  return kinds[attribute];
}

const kinds: Readonly<Record<string, AttributeKind>> = {
  name: "name",
  bucket: "name",
  key_id: "id",
  unique_id: "id",
  account_id: "account-id",
};

/** The attribute `id` of some types is an ARN and of others a name. */
const kindsOfId: Readonly<Record<string, AttributeKind>> = {
  aws_iam_role: "name",
  aws_iam_user: "name",
  aws_kms_key: "id",
  aws_kms_alias: "name",
  aws_s3_bucket: "name",
};
