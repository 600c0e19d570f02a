import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { TerraformStack } from "cdktf";
import { Fn, TerraformLocal, TerraformVariable } from "cdktf";
import { EncryptedTrail } from "../../../lib/cdktf";
import type { EncryptedTrailProps } from "../../../lib/cdktf";
import { stackWithProvider, synth } from "../fixtures";

const options: EncryptedTrailProps = { name: "org-audit", bucket: { name: "org-audit-logs" } };

const role = (stack: TerraformStack): IamRole => new IamRole(stack, "role", { assumeRolePolicy: "{}" });
const key = (stack: TerraformStack): KmsKey => new KmsKey(stack, "own", {});
const bucket = (stack: TerraformStack): S3Bucket => new S3Bucket(stack, "own", {});
const lambda = (stack: TerraformStack): LambdaFunction =>
  new LambdaFunction(stack, "own", { functionName: "pay", role: "arn:aws:iam::111111111111:role/pay" });
const caller = (stack: TerraformStack): DataAwsCallerIdentity => new DataAwsCallerIdentity(stack, "me");

type More = (stack: TerraformStack) => Partial<EncryptedTrailProps>;

function synthesizeWith(more: More): void {
  const stack = stackWithProvider();
  new EncryptedTrail(stack, "audit", { ...options, ...more(stack) });
  synth(stack);
}

test.each<readonly [string, More, string]>([
  [
    "a role's name as a reader",
    (stack) => ({ readers: [{ role: role(stack).name }] }),
    "readers[0].role: aws_iam_role.role.name is a name, but a token here must be an ARN: pass aws_iam_role.role.arn",
  ],
  [
    "a role's unique ID as an administrator",
    (stack) => ({ key: { administrators: [role(stack).uniqueId] } }),
    "key.administrators[0]: aws_iam_role.role.unique_id is an ID, but a token here must be an ARN: pass aws_iam_role.role.arn",
  ],
  [
    "a key's ID as the key",
    (stack) => ({ key: { existing: key(stack).keyId } }),
    "key.existing: aws_kms_key.own.key_id is an ID, but a token here must be a key's ARN: pass aws_kms_key.own.arn",
  ],
  [
    "an alias as the key",
    (stack) => ({
      key: { existing: new KmsAlias(stack, "a", { targetKeyId: key(stack).keyId, name: "alias/a" }).arn },
    }),
    "key.existing: aws_kms_alias.a.arn is an alias's ARN, but a token here must be a key's ARN: pass aws_kms_alias.a.target_key_arn",
  ],
  [
    "a bucket's ARN as its name",
    (stack) => ({ bucket: { name: bucket(stack).arn, existing: true } }),
    "bucket.name: aws_s3_bucket.own.arn is an ARN, but a token here must be a name: pass aws_s3_bucket.own.bucket",
  ],
  [
    "a bucket's domain name as its name",
    (stack) => ({ bucket: { name: bucket(stack).bucketDomainName, existing: true } }),
    "bucket.name: aws_s3_bucket.own.bucket_domain_name is a domain name, but a token here must be a name: pass aws_s3_bucket.own.bucket",
  ],
  [
    "the caller's ARN as the account",
    (stack) => ({ account: caller(stack).arn }),
    "account: data.aws_caller_identity.me.arn is an ARN, but a token here must be an account ID",
  ],
  [
    "a role's ARN as an account",
    (stack) => ({ encryptFor: [{ account: role(stack).arn }] }),
    "encryptFor[0].account: aws_iam_role.role.arn is an ARN, but a token here must be an account ID",
  ],
  [
    "a bucket's ARN as the bucket of data events",
    (stack) => ({ events: { data: [{ s3: [bucket(stack).arn] }] } }),
    "events.data[0].s3[0]: aws_s3_bucket.own.arn is an ARN, but a token here must be a name: pass aws_s3_bucket.own.bucket",
  ],
  [
    "a function's ARN as the function of data events",
    (stack) => ({ events: { data: [{ lambda: [lambda(stack).arn] }] } }),
    "events.data[0].lambda[0]: aws_lambda_function.own.arn is an ARN, but a token here must be a name: pass aws_lambda_function.own.function_name",
  ],
])("%s is refused with what to pass", (_name, more, sentence) => {
  expect(() => {
    synthesizeWith(more);
  }).toThrow(`[stack/audit] ${sentence}`);
});

test.each<readonly [string, More]>([
  ["a bucket's name in data events", (stack) => ({ events: { data: [{ s3: [bucket(stack).bucket] }] } })],
  [
    "a function's name in data events",
    (stack) => ({ events: { data: [{ lambda: [lambda(stack).functionName] }] } }),
  ],
  ["a role's ARN", (stack) => ({ readers: [{ role: role(stack).arn }] })],
  ["a key's ARN", (stack) => ({ key: { existing: key(stack).arn } })],
  ["a bucket's name", (stack) => ({ bucket: { name: bucket(stack).bucket, existing: true } })],
  ["a bucket's ID, which is its name", (stack) => ({ bucket: { name: bucket(stack).id, existing: true } })],
  ["an account ID", (stack) => ({ account: caller(stack).accountId })],
  ["an account's ID in a name", (stack) => ({ bucket: { name: `logs-${caller(stack).accountId}` } })],
  ["a variable", (stack) => ({ readers: [{ role: new TerraformVariable(stack, "name", {}).stringValue }] })],
  ["a local", (stack) => ({ key: { existing: new TerraformLocal(stack, "arn", "x").asString } })],
  ["a function's result", (stack) => ({ readers: [{ role: Fn.lower(role(stack).name) }] })],
])("%s passes", (_name, more) => {
  expect(() => {
    synthesizeWith(more);
  }).not.toThrow();
});
