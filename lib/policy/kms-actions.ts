/** An action of KMS, as a policy names it. */
export interface KmsAction {
  /** With the service: `kms:Decrypt`. */
  readonly name: string;
  /** Whether it acts on a key. What does not is decided by IAM alone, whatever a key policy says. */
  readonly onKey: boolean;
  /** Whether a key policy can give it to another account. Where it cannot, what it gives has no effect. */
  readonly acrossAccounts: boolean;
  /** Whether it acts on an alias too, which has no policy: for the alias the caller's own IAM must allow it. */
  readonly onAlias: boolean;
}

const listed = (names: string): readonly string[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `kms:${name}`);

const onKey = listed(
  `CancelKeyDeletion CreateAlias CreateGrant Decrypt DeleteAlias DeleteImportedKeyMaterial DeriveSharedSecret
  DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation Encrypt GenerateDataKey GenerateDataKeyPair
  GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac GetKeyLastUsage GetKeyPolicy
  GetKeyRotationStatus GetParametersForImport GetPublicKey ImportKeyMaterial ListGrants ListKeyPolicies
  ListKeyRotations ListResourceTags PutKeyPolicy ReEncryptFrom ReEncryptTo ReplicateKey RetireGrant RevokeGrant
  RotateKeyOnDemand ScheduleKeyDeletion Sign SynchronizeMultiRegionKey TagResource UntagResource UpdateAlias
  UpdateKeyDescription UpdatePrimaryRegion Verify VerifyMac`,
);

const onNoKey = listed(
  `ConnectCustomKeyStore CreateCustomKeyStore CreateKey DeleteCustomKeyStore DescribeCustomKeyStores
  DisconnectCustomKeyStore GenerateRandom ListAliases ListKeys ListRetirableGrants UpdateCustomKeyStore`,
);

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html */
const acrossAccounts: ReadonlySet<string> = new Set(
  listed(
    `Decrypt DeriveSharedSecret Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext
    GenerateDataKeyWithoutPlaintext GenerateMac ReEncryptFrom ReEncryptTo Sign Verify VerifyMac
    CreateGrant DescribeKey GetKeyRotationStatus GetPublicKey ListGrants RetireGrant RevokeGrant`,
  ),
);

/** https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html */
const onAlias: ReadonlySet<string> = new Set(listed("CreateAlias DeleteAlias UpdateAlias"));

/**
 * Every action of KMS.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_kms.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
export const kmsActions: readonly KmsAction[] = [
  ...onKey.map((name) => ({
    name,
    onKey: true,
    acrossAccounts: acrossAccounts.has(name),
    onAlias: onAlias.has(name),
  })),
  ...onNoKey.map((name) => ({ name, onKey: false, acrossAccounts: false, onAlias: false })),
];

const byLowerName: ReadonlyMap<string, KmsAction> = new Map(
  kmsActions.map((action) => [action.name.toLowerCase(), action]),
);

/** The action of a name in any case, or undefined where KMS is not known to have it. */
export const kmsActionNamed = (name: string): KmsAction | undefined => byLowerName.get(name.toLowerCase());
