import type { LocalAws, SignIn } from "./local-aws";

/** The policy of a key, as KMS holds it. */
export async function keyPolicyInKms(aws: LocalAws, keyId: string, owner: SignIn): Promise<string> {
  const params = { KeyId: keyId, PolicyName: "default" };
  return ((await aws.call("kms", "GetKeyPolicy", params, owner)) as { readonly Policy: string }).Policy;
}

/** The state of a key: `Enabled`, `PendingDeletion` and the like. */
export async function keyStateInKms(aws: LocalAws, keyId: string, owner: SignIn): Promise<string> {
  const described = (await aws.call("kms", "DescribeKey", { KeyId: keyId }, owner)) as {
    readonly KeyMetadata: { readonly KeyState: string };
  };
  return described.KeyMetadata.KeyState;
}

/** Deletes every version of every object in a bucket. */
export async function emptyBucket(aws: LocalAws, bucket: string, owner: SignIn): Promise<void> {
  const versions = await aws.s3("GET", `/${bucket}?versions`, owner);
  for (const [, key, version] of versions.matchAll(/<Key>(.*?)<\/Key>\s*<VersionId>(.*?)<\/VersionId>/g)) {
    await aws.s3("DELETE", `/${bucket}/${String(key)}?versionId=${String(version)}`, owner);
  }
}

/** Puts a policy on a key made for it, as the owner of an adopted key would; the result is the key's id. */
export async function keyWithPolicy(aws: LocalAws, policy: string, owner: SignIn): Promise<string> {
  const created = (await aws.call("kms", "CreateKey", {}, owner)) as {
    readonly KeyMetadata: { readonly KeyId: string };
  };
  const KeyId = created.KeyMetadata.KeyId;
  await aws.call("kms", "PutKeyPolicy", { KeyId, PolicyName: "default", Policy: policy }, owner);
  return KeyId;
}

export interface Trail {
  readonly Name: string;
  readonly KmsKeyId: string;
}

/** Every trail of an account and Region. */
export async function trailsIn(aws: LocalAws, owner: SignIn): Promise<readonly Trail[]> {
  const described = await aws.call("cloudtrail", "DescribeTrails", {}, owner);
  return (described as { readonly trailList: readonly Trail[] }).trailList;
}
