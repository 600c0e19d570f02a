/** What beside an Allow decides whether an operation can be called at all. */

/** Operations of S3 that only the bucket's own account can call, whatever the bucket policy says. */
const bucketOwnersOperations: ReadonlySet<string> = new Set([
  "s3:deletebucketpolicy",
  "s3:getbucketpolicy",
  "s3:putbucketpolicy",
]);

export const isBucketOwnersOperation = (action: string): boolean => bucketOwnersOperations.has(action);

/** Operations on a key that another account can be allowed. */
const effectiveAcrossAccounts: ReadonlySet<string> = new Set(
  `creategrant decrypt derivesharedsecret describekey encrypt generatedatakey generatedatakeypair
  generatedatakeypairwithoutplaintext generatedatakeywithoutplaintext generatemac getkeyrotationstatus getpublickey
  listgrants reencryptfrom reencryptto retiregrant revokegrant sign verify verifymac`
    .split(/\s+/)
    .map((name) => `kms:${name}`),
);

export const isEffectiveAcrossAccounts = (action: string): boolean =>
  !action.startsWith("kms:") || effectiveAcrossAccounts.has(action);

const withoutKey: ReadonlySet<string> = new Set(
  `connectcustomkeystore createcustomkeystore createkey deletecustomkeystore describecustomkeystores
  disconnectcustomkeystore generaterandom listaliases listkeys listretirablegrants updatecustomkeystore`
    .split(/\s+/)
    .map((name) => `kms:${name}`),
);

/** Operations on no key: IAM alone decides them. */
export const isWithoutKey = (action: string): boolean => withoutKey.has(action);

/** Operations that IAM must allow on the alias too. */
export const isOnAlias = (action: string): boolean => /^kms:(create|update|delete)alias$/.test(action);

const grantable: ReadonlySet<string> = new Set(
  `creategrant decrypt derivesharedsecret describekey encrypt generatedatakey generatedatakeypair
  generatedatakeypairwithoutplaintext generatedatakeywithoutplaintext generatemac getpublickey reencryptfrom
  reencryptto retiregrant sign verify verifymac`
    .split(/\s+/)
    .map((name) => `kms:${name}`),
);

/** Operations that a grant can allow. */
export const isGrantable = (action: string): boolean => grantable.has(action);
