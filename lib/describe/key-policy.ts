import type { BucketConfig, PolicyStyle } from "../config/config";
import { isControlTower } from "../config/control-tower";
import { isRolesAlone } from "../config/roles-alone";
import { readsDigests } from "../config/reads-digests";
import { compactStatements } from "./compact-statements";
import type { StatementExpression } from "./statement";
import { whereAny } from "./statement";
import type { Local } from "../terraform/blueprint";
import type { ObjectExpression } from "../terraform/expression";
import { input } from "../terraform/expression";
import { organizationsThatRead } from "./organization-readers";
import { ownStatements } from "./own-statements";
import { permissionSetNames } from "./permission-set-readers";
import type { ReaderPrincipals } from "./reader-principals";
import { readerPrincipals } from "./reader-principals";
import type { Scope } from "./scope";
import { administratorArnsInput, mayHaveAdministrators, mayHaveReaders } from "./scope";
import { accountsDecryptLogs } from "./statements/accounts-decrypt-logs";
import { administratorsManageKey } from "./statements/administrators-manage-key";
import { anyTrailDecrypts, cloudTrailDecryptsLogs } from "./statements/cloudtrail-decrypts-logs";
import { anyTrailDescribesKey, cloudTrailDescribesKey } from "./statements/cloudtrail-describes-key";
import { cloudTrailEncryptsLogs } from "./statements/cloudtrail-encrypts-logs";
import { configOfAnybodyUsesKey, configUsesKey } from "./statements/config-uses-key";
import { enableIamPolicies } from "./statements/enable-iam-policies";
import { isLogGroupOfKey } from "../config/log-group-key";
import { logsEncryptLogGroup } from "./statements/logs-encrypt-log-group";
import { logReadersDecrypt } from "./statements/log-readers-decrypt";
import {
  membersReadOwnDigests,
  membersReadOwnLogs,
  organizationReadsDigests,
  organizationReadsLogs,
} from "./statements/organization-reads-logs";
import { permissionSetsReadDigests, permissionSetsReadLogs } from "./statements/permission-sets-read-logs";
import { readersDecryptDigests } from "./statements/readers-decrypt-digests";
import type { TrailSources } from "./trail-sources";
import { comparing } from "./trail-sources";

/**
 * The statements of the key policy that the config asks for, in its style, with the locals that they name.
 * `sources` are the trails that may encrypt with the key; roles alone ask for nothing but to decrypt. The user's own statements come last, and stay as they are.
 */
export function keyPolicyStatements(
  scope: Scope,
  sources: TrailSources,
): { readonly statements: readonly StatementExpression[]; readonly locals: readonly Local[] } {
  const readers = readerPrincipals(scope);
  if (isRolesAlone(scope.config))
    return {
      statements: [enableIamPolicies(scope), ...readersDecrypt(scope, readers)],
      locals: readers?.locals ?? [],
    };
  const plain = styles[scope.config.key.style](scope, sources, readers);
  return {
    statements: [
      ...(scope.compact ? compactStatements(plain) : plain),
      ...(scope.open ? [] : ownStatements(scope.config)),
    ],
    locals: readers?.locals ?? [],
  };
}

type Style = (
  scope: Scope,
  sources: TrailSources,
  readers: ReaderPrincipals | undefined,
) => readonly StatementExpression[];

const styles: Readonly<Record<PolicyStyle, Style>> = {
  strict: (scope, sources, readers) => [
    enableIamPolicies(scope),
    cloudTrailEncryptsLogs(sources),
    cloudTrailDescribesKey(sources),
    ...whereBucketKey(scope, cloudTrailDecryptsLogs(sources)),
    ...whereControlTower(scope, configUsesKey(scope.organizationId)),
    ...readersDecrypt(scope, readers),
    ...otherReadersDecrypt(scope),
    ...logGroupIsEncrypted(scope),
    ...administrators(scope),
  ],
  "aws-docs": (scope, sources, readers) => [
    enableIamPolicies(scope),
    ...comparing(sources, (compared) => cloudTrailEncryptsLogs(compared)),
    ...comparing(sources, cloudTrailDescribesKey),
    ...whereBucketKey(
      scope,
      ...(isControlTower(scope.config) ? comparing(sources, cloudTrailDecryptsLogs) : [anyTrailDecrypts()]),
    ),
    ...whereControlTower(scope, configOfAnybodyUsesKey()),
    ...readersDecrypt(scope, readers),
    ...otherReadersDecrypt(scope),
    ...logGroupIsEncrypted(scope),
    ...administrators(scope),
  ],
  // The console knows no readers of an organization; permission sets are of the account that it lets read anyway.
  // The console's policy has no Decrypt for CloudTrail; with an S3 Bucket Key the trail could not be created.
  console: (scope, sources) => [
    enableIamPolicies(scope, "Enable IAM user permissions"),
    cloudTrailEncryptsLogs(sources, "Allow CloudTrail to encrypt logs"),
    anyTrailDescribesKey(),
    ...accountsDecryptLogs(scope, sources),
    ...whereBucketKey(scope, cloudTrailDecryptsLogs(sources)),
    ...whereControlTower(scope, configUsesKey(scope.organizationId)),
    ...organizationDecrypts(scope),
    ...logGroupIsEncrypted(scope),
    ...administrators(scope),
  ],
};

/**
 * A key that is made alone may serve a bucket of which nothing is known: then the decrypt is granted. Control Tower asks
 * for it, whatever its bucket is like.
 */
const whereBucketKey = (
  { config }: Scope,
  ...decrypt: readonly StatementExpression[]
): readonly StatementExpression[] =>
  isControlTower(config) || (config.bucket?.bucketKey ?? true) ? decrypt : [];

const whereControlTower = ({ config }: Scope, forConfig: ObjectExpression): readonly ObjectExpression[] =>
  isControlTower(config) ? [forConfig] : [];

function readersDecrypt(scope: Scope, readers: ReaderPrincipals | undefined): readonly StatementExpression[] {
  if (!readers) return [];
  const { arns } = readers;
  return [
    logReadersDecrypt(arns),
    ...whereDigests(scope, (bucket) => readersDecryptDigests(scope, bucket, arns)),
  ].map((statement) => whereAny(scope.open, arns, statement));
}

const otherReadersDecrypt = (scope: Scope): readonly StatementExpression[] => [
  ...permissionSetsDecrypt(scope),
  ...organizationDecrypts(scope),
];

const permissionSetsDecrypt = (scope: Scope): readonly StatementExpression[] =>
  mayHaveReaders(scope, "permissionSet")
    ? [
        permissionSetsReadLogs(scope),
        ...whereDigests(scope, (bucket) => permissionSetsReadDigests(scope, bucket)),
      ].map((statement) => whereAny(scope.open, permissionSetNames, statement))
    : [];

function organizationDecrypts(scope: Scope): readonly StatementExpression[] {
  const { open, config } = scope;
  const [all, own] = [organizationsThatRead(scope, "all"), organizationsThatRead(scope, "own")];
  return [
    ...(all
      ? [
          organizationReadsLogs(scope, all),
          ...whereDigests(scope, (bucket) => organizationReadsDigests(scope, bucket, all)),
        ].map((statement) => whereAny(open, all, statement))
      : []),
    ...(own && config.bucket
      ? [
          membersReadOwnLogs(scope, config.bucket, own),
          ...whereDigests(scope, (bucket) => membersReadOwnDigests(scope, bucket, own)),
        ].map((statement) => whereAny(open, own, statement))
      : []),
  ];
}

const whereDigests = (
  { config }: Scope,
  statementFor: (bucket: BucketConfig) => ObjectExpression,
): readonly ObjectExpression[] =>
  config.bucket && readsDigests(config) ? [statementFor(config.bucket)] : [];

const logGroupIsEncrypted = ({ config }: Scope): readonly ObjectExpression[] =>
  isLogGroupOfKey(config) ? [logsEncryptLogGroup()] : [];

function administrators(scope: Scope): readonly StatementExpression[] {
  const arns = input(administratorArnsInput);
  const hasReplicas = scope.config.key.replicas.length > 0;
  return mayHaveAdministrators(scope)
    ? [whereAny(scope.open, arns, administratorsManageKey(arns, hasReplicas))]
    : [];
}
