import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { IamUser } from "@cdktf/provider-aws/lib/iam-user";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformIterator, TerraformResource, Token } from "cdktf";
import { isUserArn } from "../../config/arn";
import type { ConfigInput } from "../../config/config-input";
import type { Coded } from "../../config/coded";
import type { StackCodes } from "../../report/stack-codes";
import { refuse } from "./config-of";

type KeyOptions = NonNullable<ConfigInput["key"]>;
type BucketOptions = NonNullable<ConfigInput["bucket"]>;
export type ReaderOption = NonNullable<ConfigInput["readers"]>[number];

/** A key that is there already: one of our constructs that has a key, or the ARN that `LogKey.fromKeyArn` was given. */
export interface HasKeyArn {
  /** The key's ARN, or a token of it. */
  readonly keyArn: string;
}

/** The key of a trail: a construct, or the options of the config. */
export type GivenKey = KeyOptions | KmsKey | HasKeyArn;

/** An existing bucket of the stack with further options, such as its prefix. */
export interface BucketWithOptions extends Omit<BucketOptions, "name" | "existing"> {
  /** The bucket itself. Its settings and its policy are yours. */
  readonly name: S3Bucket;
  readonly existing?: true;
}

/** A bucket that exists: a construct of the stack, or the options of the config. */
export type ExistingBucket =
  S3Bucket | BucketWithOptions | (Omit<BucketOptions, "existing"> & { readonly existing: true });

/** The bucket of a trail. */
export type GivenBucket = ExistingBucket | (BucketOptions & { readonly name: string });

/** The IAM role or user of a reader, as a construct. */
export type ReaderConstruct = IamRole | IamUser;

/** A reader: an IAM role or user of the stack, or what the config takes. */
export type GivenReader = ReaderOption | ReaderConstruct;

/** Who may be let in later: whoever `readers` takes, but for a role to create. A text is an ARN. */
export type GrantedReader =
  Exclude<ReaderOption, { readonly assumableRole: unknown }> | ReaderConstruct | string | readonly string[];

/** Options of the config in which constructs may stand. */
export interface ComposedOptions extends Omit<
  ConfigInput,
  "extends" | "backend" | "trail" | "key" | "bucket" | "readers" | "provider"
> {
  /**
   * The key that encrypts the logs: the options of a key that is created, or a key that exists: a `LogKey`, another
   * `EncryptedTrail`, `LogKey.fromKeyArn(…)` or a `KmsKey`. The trail waits for the policy of a key of the same stack.
   * The policy of a `LogKey` or `EncryptedTrail` lets the trail and its readers in by itself. The policy of a `KmsKey` is
   * yours: attach `policyJson("key")`.
   * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
   * @default a key of its own
   */
  readonly key?: GivenKey;
  /**
   * Who reads the logs: IAM roles and users, as constructs or as in the config, and the config's other readers. Or one list
   * token of ARNs, such as `variable.listValue`. The key policy waits for constructs by their ARNs.
   * @default none
   */
  readonly readers?: readonly GivenReader[] | readonly string[];
  /**
   * The config's `provider`: `{ aws: ">= 6.40" }` says which versions of the AWS provider the stack requires. What these can do is then
   * used; which version is installed is the stack's to say. The construct's own `provider` is what it is built with.
   * @default all versions that the resources work on
   */
  readonly providerVersions?: ConfigInput["provider"];
}

/** Whether a value is a resource of a Terraform type. Told by its type: there may be two copies of a provider's package. */
const isOfType = (value: unknown, type: string): boolean =>
  TerraformResource.isTerraformResource(value) && value.terraformResourceType === type;

export const isKmsKey = (value: unknown): value is KmsKey => isOfType(value, "aws_kms_key");
export const isS3Bucket = (value: unknown): value is S3Bucket => isOfType(value, "aws_s3_bucket");
export const isIamRole = (value: unknown): value is IamRole => isOfType(value, "aws_iam_role");
export const isIamUser = (value: unknown): value is IamUser => isOfType(value, "aws_iam_user");

export const isReaderConstruct = (value: unknown): value is ReaderConstruct =>
  isIamRole(value) || isIamUser(value);

export const hasKeyArn = (value: unknown): value is HasKeyArn =>
  typeof value === "object" && value !== null && "keyArn" in value;

/** The config's options for a key that is given as a construct; other options as they are. */
export function keyOptions(given: GivenKey | undefined, construct: string): KeyOptions | undefined {
  if (given === undefined) return undefined;
  if (isKmsKey(given)) return { existing: single(given, "key", construct).arn };
  return hasKeyArn(given) ? { existing: given.keyArn } : given;
}

export function bucketOptions(given: GivenBucket | undefined, construct: string): BucketOptions | undefined {
  if (given === undefined) return undefined;
  // Its ID is its name: a reference to it waits for the bucket, also where no name is given to it.
  if (isS3Bucket(given)) return { name: single(given, "bucket", construct).id, existing: true };
  const { name, ...options } = given as BucketWithOptions | (BucketOptions & { readonly name: string });
  return isS3Bucket(name)
    ? { ...options, name: single(name, "bucket.name", construct).id, existing: true }
    : { ...options, name };
}

/** The config's readers for those that are given. */
export const readerOptions = (
  given: ComposedOptions["readers"],
  construct: string,
): readonly ReaderOption[] => {
  if (given === undefined) return [];
  return isListToken(given)
    ? listReaders(given)
    : given.flatMap((reader, index) => readersOf(reader, `readers[${index}]`, construct));
};

/** The readers that one is: all instances of a role or user with `forEach`. */
export function readersOf(
  reader: GivenReader | readonly string[],
  path: string,
  construct: string,
): readonly ReaderOption[] {
  if (isListToken(reader)) return listReaders(reader);
  if (!isReaderConstruct(reader)) return [reader];
  if (reader.forEach !== undefined) return listReaders(arnsOfInstances(reader));
  const { arn } = single(reader, path, construct);
  return [isIamUser(reader) ? { user: arn } : { role: arn }];
}

/** A token is the ARN of either. */
export const readerByArn = (arn: string): ReaderOption => (isUserArn(arn) ? { user: arn } : { role: arn });

/** The ARNs of all instances of a role or user with `forEach`, as a list token. */
const arnsOfInstances = (reader: ReaderConstruct): readonly string[] =>
  Token.asList(TerraformIterator.fromResources(reader).pluckProperty("arn"));

/** A list that only Terraform knows has one element in CDKTF, which stands for all. */
const isListToken = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length === 1 && typeof value[0] === "string" && Token.isUnresolved(value);

const listReaders = (list: readonly string[]): readonly ReaderOption[] => list.map((role) => ({ role }));

/** A resource that has one instance: an attribute of others is a list, which an option does not take. */
function single<Resource extends TerraformResource>(
  resource: Resource,
  path: string,
  construct: string,
): Resource {
  const problem: Coded<Pick<StackCodes, "construct-of-many">> = {
    code: "construct-of-many",
    args: { construct: resource.node.path },
  };
  if (resource.count !== undefined || resource.forEach !== undefined)
    refuse([{ path, ...problem }], construct);
  return resource;
}
