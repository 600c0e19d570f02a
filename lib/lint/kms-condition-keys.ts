/** Which requests carry a condition key. `null` where KMS has no such key. */
export type Carriers = "every action" | readonly string[] | null;

/**
 * The actions whose requests carry a condition key, in lower case. Global keys (`aws:…`) and those of identity
 * providers are not KMS's to know: every action may carry them.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_kms.html
 */
export function carriersOf(key: string): Carriers {
  const lower = key.toLowerCase();
  if (!lower.startsWith("kms:")) return /^(s3|cloudtrail):|^[^:]*$/.test(lower) ? null : "every action";
  if (/^kms:encryptioncontext:./.test(lower)) return withEncryptionContext;
  if (/^kms:recipientattestation:(imagesha384|(nitrotpm)?pcr\d{1,2})$/.test(lower)) return fromEnclaves;
  return keys.get(lower) ?? null;
}

/** Whether a request for an action can carry a condition key. */
export function isCarriedBy(key: string, action: string): boolean {
  const carriers = carriersOf(key);
  return carriers === null || carriers === "every action" || carriers.includes(action.toLowerCase());
}

/** Every condition key of KMS that has a fixed name. */
export const kmsConditionKeys = (): readonly string[] => [...names.values()];

const actions = (list: string): readonly string[] =>
  list.split(" ").map((name) => `kms:${name.toLowerCase()}`);

const dataKeys = "GenerateDataKey GenerateDataKeyWithoutPlaintext";
const dataKeyPairs = "GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext";
const encryption = `Encrypt Decrypt ReEncryptFrom ReEncryptTo ${dataKeys} ${dataKeyPairs}`;

const withEncryptionContext = actions(`${encryption} CreateGrant RetireGrant`);
const fromEnclaves = actions("Decrypt DeriveSharedSecret GenerateDataKey GenerateDataKeyPair GenerateRandom");

const table: readonly (readonly [keys: string, carriers: Exclude<Carriers, null>])[] = [
  [
    "CallerAccount KeyOrigin KeySpec KeyUsage MultiRegion MultiRegionKeyType ResourceAliases ViaService " +
      "CustomerMasterKeySpec CustomerMasterKeyUsage",
    "every action",
  ],
  ["EncryptionContextKeys", withEncryptionContext],
  ["EncryptionAlgorithm", actions(encryption)],
  ["DataKeyPairSpec", actions(dataKeyPairs)],
  [
    "RequestAlias",
    actions(`${encryption} DescribeKey DeriveSharedSecret GenerateMac GetPublicKey Sign Verify VerifyMac`),
  ],
  ["ReEncryptOnSameKey", actions("ReEncryptFrom ReEncryptTo")],
  [
    "GrantOperations GranteePrincipal GranteeServicePrincipal RetiringPrincipal RetiringServicePrincipal " +
      "GrantConstraintSourceArn",
    actions("CreateGrant"),
  ],
  ["GrantConstraintType", actions("CreateGrant RetireGrant")],
  ["GrantIsForAWSResource", actions("CreateGrant ListGrants RevokeGrant")],
  ["ExpirationModel ValidTo", actions("ImportKeyMaterial")],
  ["WrappingAlgorithm WrappingKeySpec", actions("GetParametersForImport")],
  ["MacAlgorithm", actions("GenerateMac VerifyMac")],
  ["MessageType SigningAlgorithm", actions("Sign Verify")],
  ["KeyAgreementAlgorithm", actions("DeriveSharedSecret")],
  ["PrimaryRegion", actions("UpdatePrimaryRegion")],
  ["ReplicaRegion", actions("ReplicateKey")],
  ["RotationPeriodInDays", actions("EnableKeyRotation")],
  ["ScheduleKeyDeletionPendingWindowInDays", actions("ScheduleKeyDeletion")],
  ["TrailingDaysWithoutKeyUsage", actions("DisableKey ScheduleKeyDeletion")],
  ["BypassPolicyLockoutSafetyCheck", actions("CreateKey PutKeyPolicy")],
];

const names: ReadonlyMap<string, string> = new Map(
  table.flatMap(([list]) => list.split(" ").map((name) => [`kms:${name.toLowerCase()}`, `kms:${name}`])),
);

const keys: ReadonlyMap<string, Exclude<Carriers, null>> = new Map(
  table.flatMap(([list, carriers]) =>
    list.split(" ").map((name) => [`kms:${name.toLowerCase()}`, carriers] as const),
  ),
);
