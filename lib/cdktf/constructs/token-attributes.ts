/** What an attribute holds, as far as its name says. */
type Kind = "an ARN" | "an alias's ARN" | "a name" | "an ID" | "an account ID" | "a domain name";

interface Reference {
  /** Address of the block, data sources with `data.` in front. */
  readonly block: string;
  readonly type: string;
  readonly attribute: string;
}

/** What a token must hold in an option, where its attribute tells. */
interface Expectation {
  readonly expected: string;
  readonly refused: readonly Kind[];
  readonly fix: (reference: Reference) => string;
}

const pass = ({ block }: Reference, attribute: string): string => `: pass ${block}.${attribute}`;

const principalArn: Expectation = {
  expected: "an ARN",
  refused: ["a name", "an ID", "an account ID"],
  fix: (reference) => pass(reference, "arn"),
};
const keyArn: Expectation = {
  expected: "a key's ARN",
  refused: ["an alias's ARN", "a name", "an ID", "an account ID"],
  fix: (reference) => pass(reference, reference.type === "aws_kms_alias" ? "target_key_arn" : "arn"),
};
const accountId: Expectation = {
  expected: "an account ID",
  refused: ["an ARN", "an alias's ARN", "a name", "an ID"],
  fix: () => "",
};
const name: Expectation = {
  expected: "a name",
  refused: ["an ARN", "an alias's ARN", "a domain name"],
  fix: (reference) => pass(reference, reference.type === "aws_s3_bucket" ? "bucket" : "name"),
};
const region: Expectation = {
  expected: "a Region",
  refused: ["an ARN", "an ID", "an account ID"],
  fix: () => "",
};

/** By option, entries of lists as `[]`. What is not here takes any text. */
const expectations: Readonly<Record<string, Expectation>> = {
  account: accountId,
  region,
  "trail.name": name,
  "key.alias": name,
  "key.administrators[]": principalArn,
  "key.existing": keyArn,
  "bucket.name": name,
  "bucket.account": accountId,
  "bucket.region": region,
  "bucket.deliverFrom[].account": accountId,
  "bucket.deliverFrom[].trail": principalArn,
  "encryptFor[].account": accountId,
  "encryptFor[].trail": principalArn,
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
export function attributeProblem(option: string, resolved: string): string | undefined {
  const expectation = expectations[option.replace(/\[\d+\]/g, "[]")];
  const reference = referenceIn(resolved);
  const kind = reference && kindOf(reference);
  if (expectation === undefined || kind === undefined || !expectation.refused.includes(kind))
    return undefined;
  const { expected, fix } = expectation;
  return `${reference?.block}.${reference?.attribute} is ${kind}, a token here must be ${expected}${reference ? fix(reference) : ""}`;
}

function referenceIn(resolved: string): Reference | undefined {
  const match = /^\$\{((?:data\.)?(aws_\w+)\.[\w-]+(?:\[[^\]]*\])?)\.(\w+)\}$/.exec(resolved);
  const [, block, type, attribute] = match ?? [];
  return block === undefined || type === undefined || attribute === undefined
    ? undefined
    : { block, type, attribute };
}

function kindOf({ type, attribute }: Reference): Kind | undefined {
  if (attribute === "arn") return type === "aws_kms_alias" ? "an alias's ARN" : "an ARN";
  if (attribute.endsWith("_arn")) return "an ARN";
  if (attribute.endsWith("domain_name")) return "a domain name";
  if (attribute === "id") return kindsOfId[type];
  return kinds[attribute];
}

const kinds: Readonly<Record<string, Kind>> = {
  name: "a name",
  bucket: "a name",
  key_id: "an ID",
  unique_id: "an ID",
  account_id: "an account ID",
};

/** The attribute `id` of some types is an ARN and of others a name. */
const kindsOfId: Readonly<Record<string, Kind>> = {
  aws_iam_role: "a name",
  aws_iam_user: "a name",
  aws_kms_key: "an ID",
  aws_kms_alias: "a name",
  aws_s3_bucket: "a name",
};
