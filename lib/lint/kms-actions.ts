import { covers, globOf } from "../evaluate/glob";

/** An action of KMS, as a policy names it. */
export interface KmsAction {
  /** With the service: `kms:Decrypt`. */
  readonly name: string;
  /** Whether it acts on a key. What does not is decided by IAM alone, whatever a key policy says. */
  readonly onKey: boolean;
}

const named = (names: string, onKey: boolean): readonly KmsAction[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => ({ name: `kms:${name}`, onKey }));

/**
 * Every action of KMS.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_kms.html
 */
export const kmsActions: readonly KmsAction[] = [
  ...named(
    `CancelKeyDeletion CreateAlias CreateGrant Decrypt DeleteAlias DeleteImportedKeyMaterial DeriveSharedSecret
    DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation Encrypt GenerateDataKey GenerateDataKeyPair
    GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac GetKeyLastUsage GetKeyPolicy
    GetKeyRotationStatus GetParametersForImport GetPublicKey ImportKeyMaterial ListGrants ListKeyPolicies
    ListKeyRotations ListResourceTags PutKeyPolicy ReEncryptFrom ReEncryptTo ReplicateKey RetireGrant RevokeGrant
    RotateKeyOnDemand ScheduleKeyDeletion Sign SynchronizeMultiRegionKey TagResource UntagResource UpdateAlias
    UpdateKeyDescription UpdatePrimaryRegion Verify VerifyMac`,
    true,
  ),
  ...named(
    `ConnectCustomKeyStore CreateCustomKeyStore CreateKey DeleteCustomKeyStore DescribeCustomKeyStores
    DisconnectCustomKeyStore GenerateRandom ListAliases ListKeys ListRetirableGrants UpdateCustomKeyStore`,
    false,
  ),
];

const lowerNames = kmsActions.map(({ name }) => name.toLowerCase());

/** The actions that an entry of `Action` means; none where KMS has no such action. */
export function actionsMeantBy(pattern: string): readonly KmsAction[] {
  const glob = globOf(pattern.toLowerCase(), true);
  return kmsActions.filter((_, index) => covers(glob, lowerNames[index] ?? ""));
}

/** Whether an entry of `Action` means this action, perhaps among others. */
export const means = (pattern: string, action: string): boolean =>
  covers(globOf(pattern.toLowerCase(), true), action.toLowerCase());
