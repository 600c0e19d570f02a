import { kmsActionNamed } from "../../policy/kms-actions";

/** What beside an Allow decides whether an operation can be called at all. Actions are in lower case. */

/**
 * Operations of S3 that only the bucket's own account can call, whatever the bucket policy says.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
const bucketOwnersOperations: ReadonlySet<string> = new Set([
  "s3:deletebucketpolicy",
  "s3:getbucketpolicy",
  "s3:putbucketpolicy",
]);

export const isBucketOwnersOperation = (action: string): boolean => bucketOwnersOperations.has(action);

/** Whether a key policy can allow the operation to another account. */
export const isEffectiveAcrossAccounts = (action: string): boolean =>
  kmsActionNamed(action)?.acrossAccounts !== false;

/** Operations on no key: IAM alone decides them. */
export const isWithoutKey = (action: string): boolean => kmsActionNamed(action)?.onKey === false;

/** Operations that IAM must allow on the alias too. */
export const isOnAlias = (action: string): boolean => kmsActionNamed(action)?.onAlias === true;

/** https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-grant-operations */
const grantable: ReadonlySet<string> = new Set(
  `creategrant decrypt derivesharedsecret describekey encrypt generatedatakey generatedatakeypair
  generatedatakeypairwithoutplaintext generatedatakeywithoutplaintext generatemac getpublickey reencryptfrom
  reencryptto retiregrant sign verify verifymac`
    .split(/\s+/)
    .map((name) => `kms:${name}`),
);

/** Operations that a grant can allow. */
export const isGrantable = (action: string): boolean => grantable.has(action);
