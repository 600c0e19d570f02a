/** What another account's identities can do with a key, in lower case: everything else has no effect for them. */
const cryptographic = [
  ...["Decrypt", "DeriveSharedSecret", "Encrypt", "GenerateDataKey", "GenerateDataKeyPair"],
  ...["GenerateDataKeyPairWithoutPlaintext", "GenerateDataKeyWithoutPlaintext", "GenerateMac"],
  ...["ReEncryptFrom", "ReEncryptTo", "Sign", "Verify", "VerifyMac"],
];
const metadata = ["DescribeKey", "GetKeyRotationStatus", "GetPublicKey", "ListGrants"];

const named = (names: readonly string[]): ReadonlySet<string> => new Set(names.map((name) => `kms:${name}`));

/** What uses a key, or lets others use it. */
export const usingActions = named([...cryptographic, "CreateGrant", "RevokeGrant"]);

/**
 * What a key policy can allow to another account.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export const effectiveAcrossAccounts = named([
  ...cryptographic,
  ...metadata,
  ...["CreateGrant", "RetireGrant", "RevokeGrant"],
]);
