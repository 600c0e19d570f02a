import type { PolicyStyle } from "../config/config";
import { policyDocument } from "./statement";
import type { Expression, ObjectExpression } from "../terraform/expression";
import { input } from "../terraform/expression";
import { readerPrincipals } from "./reader-principals";
import type { Scope } from "./scope";
import { accountsDecryptLogs } from "./statements/accounts-decrypt-logs";
import { administratorsManageKey } from "./statements/administrators-manage-key";
import { anyTrailDecrypts, cloudTrailDecryptsLogs } from "./statements/cloudtrail-decrypts-logs";
import { anyTrailDescribesKey, cloudTrailDescribesKey } from "./statements/cloudtrail-describes-key";
import { cloudTrailEncryptsLogs } from "./statements/cloudtrail-encrypts-logs";
import { enableIamPolicies } from "./statements/enable-iam-policies";
import { logReadersDecrypt } from "./statements/log-readers-decrypt";
import type { TrailSources } from "./trail-sources";

/** The key policy that the config asks for, in its style. `sources` are the trails that may encrypt with the key. */
export const keyPolicy = (scope: Scope, sources: TrailSources): Expression =>
  policyDocument(styles[scope.config.key.style](scope, sources));

type Style = (scope: Scope, sources: TrailSources) => readonly ObjectExpression[];

const styles: Readonly<Record<PolicyStyle, Style>> = {
  strict: (scope, sources) => [
    enableIamPolicies(scope),
    cloudTrailEncryptsLogs(sources),
    cloudTrailDescribesKey(sources),
    ...whereBucketKey(scope, cloudTrailDecryptsLogs(sources)),
    ...readers(scope),
    ...administrators(scope),
  ],
  "aws-docs": (scope, sources) => [
    enableIamPolicies(scope),
    cloudTrailEncryptsLogs(sources),
    cloudTrailDescribesKey(sources),
    ...whereBucketKey(scope, anyTrailDecrypts()),
    ...readers(scope),
    ...administrators(scope),
  ],
  // The console's policy has no Decrypt for CloudTrail; with an S3 Bucket Key the trail could not be created.
  console: (scope, sources) => [
    enableIamPolicies(scope, "Enable IAM user permissions"),
    cloudTrailEncryptsLogs(sources, "Allow CloudTrail to encrypt logs"),
    anyTrailDescribesKey(),
    ...accountsDecryptLogs(scope, sources),
    ...whereBucketKey(scope, cloudTrailDecryptsLogs(sources)),
    ...administrators(scope),
  ],
};

/** A key that is made alone may serve a bucket of which nothing is known: then the decrypt is granted. */
const whereBucketKey = (scope: Scope, decrypt: ObjectExpression): readonly ObjectExpression[] =>
  (scope.config.bucket?.bucketKey ?? true) ? [decrypt] : [];

function readers(scope: Scope): readonly ObjectExpression[] {
  const principals = readerPrincipals(scope);
  return principals ? [logReadersDecrypt(principals)] : [];
}

const administrators = (scope: Scope): readonly ObjectExpression[] =>
  scope.config.key.administrators.length > 0
    ? [administratorsManageKey(input("key_administrator_arns"))]
    : [];
