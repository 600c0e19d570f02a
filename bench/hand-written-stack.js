// What somebody would write by hand with CDKTF for examples/single-account.yaml: the same resources, no checks. The
// yardstick for `node dist/main.js`. With a number: as many trails in one stack, for bench/many-trails.js.
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const { Construct } = require("constructs");
const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
const { Cloudtrail } = require("@cdktf/provider-aws/lib/cloudtrail");
const { DataAwsCallerIdentity } = require("@cdktf/provider-aws/lib/data-aws-caller-identity");
const { DataAwsPartition } = require("@cdktf/provider-aws/lib/data-aws-partition");
const { DataAwsRegion } = require("@cdktf/provider-aws/lib/data-aws-region");
const { KmsAlias } = require("@cdktf/provider-aws/lib/kms-alias");
const { KmsKey } = require("@cdktf/provider-aws/lib/kms-key");
const { KmsKeyPolicy } = require("@cdktf/provider-aws/lib/kms-key-policy");
const { S3Bucket } = require("@cdktf/provider-aws/lib/s3-bucket");
const { S3BucketOwnershipControls } = require("@cdktf/provider-aws/lib/s3-bucket-ownership-controls");
const { S3BucketPolicy } = require("@cdktf/provider-aws/lib/s3-bucket-policy");
const { S3BucketPublicAccessBlock } = require("@cdktf/provider-aws/lib/s3-bucket-public-access-block");
const {
  S3BucketServerSideEncryptionConfigurationA,
} = require("@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration");
const { S3BucketVersioningA } = require("@cdktf/provider-aws/lib/s3-bucket-versioning");

const account = "111111111111";
const service = { Service: "cloudtrail.amazonaws.com" };

const app = new App();
const stack = new TerraformStack(app, "org-audit");
new AwsProvider(stack, "aws", { region: "us-east-1" });
new DataAwsCallerIdentity(stack, "caller");
new DataAwsRegion(stack, "region");
const { partition } = new DataAwsPartition(stack, "partition");
const allow = (Sid, Principal, Action, Condition, Resource = "*") => ({
  Sid,
  Effect: "Allow",
  Principal,
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const policy = (...Statement) => JSON.stringify({ Version: "2012-10-17", Statement });

/** One trail with all that it needs. */
function trailOf(scope, name) {
  const trailArn = `arn:${partition}:cloudtrail:us-east-1:${account}:trail/${name}`;
  const context = {
    "kms:EncryptionContext:aws:cloudtrail:arn": `arn:${partition}:cloudtrail:*:${account}:trail/*`,
  };
  const key = new KmsKey(scope, "key", {
    description: "logs",
    enableKeyRotation: true,
    rotationPeriodInDays: 365,
  });
  new KmsAlias(scope, "alias", { name: `alias/${name}`, targetKeyId: key.keyId });
  const both = { StringEquals: { "aws:SourceArn": trailArn }, StringLike: context };
  const keyPolicy = new KmsKeyPolicy(scope, "key-policy", {
    keyId: key.keyId,
    policy: policy(
      allow("Iam", { AWS: `arn:${partition}:iam::${account}:root` }, "kms:*"),
      allow("Encrypt", service, "kms:GenerateDataKey*", both),
      allow("Describe", service, "kms:DescribeKey", { StringEquals: { "aws:SourceArn": trailArn } }),
      allow("Decrypt", service, "kms:Decrypt", both),
      allow(
        "Readers",
        {
          AWS: [`arn:${partition}:iam::${account}:user/Bob`, `arn:${partition}:iam::${account}:role/Auditor`],
        },
        "kms:Decrypt",
        { Null: { "kms:EncryptionContext:aws:cloudtrail:arn": "false" } },
      ),
    ),
  });
  const bucket = new S3Bucket(scope, "bucket", { bucket: `${name}-logs` });
  const of = { bucket: bucket.id };
  new S3BucketOwnershipControls(scope, "ownership", {
    ...of,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  const access = new S3BucketPublicAccessBlock(scope, "access", {
    ...of,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketVersioningA(scope, "versioning", { ...of, versioningConfiguration: { status: "Enabled" } });
  new S3BucketServerSideEncryptionConfigurationA(scope, "encryption", {
    ...of,
    rule: [
      {
        bucketKeyEnabled: true,
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
      },
    ],
  });
  const source = { StringEquals: { "aws:SourceArn": trailArn } };
  const bucketArn = `arn:${partition}:s3:::${name}-logs`;
  const bucketPolicy = new S3BucketPolicy(scope, "bucket-policy", {
    ...of,
    policy: policy(
      allow("Acl", service, "s3:GetBucketAcl", source, bucketArn),
      allow("Write", service, "s3:PutObject", source, `${bucketArn}/AWSLogs/${account}/*`),
    ),
    dependsOn: [access],
  });
  const trail = new Cloudtrail(scope, "trail", {
    name,
    s3BucketName: bucket.id,
    kmsKeyId: key.arn,
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    dependsOn: [keyPolicy, bucketPolicy],
  });
  new TerraformOutput(scope, "key_arn", { value: key.arn });
  new TerraformOutput(scope, "trail_arn", { value: trail.arn });
}

const count = Number(process.argv[2] ?? 0);
if (count === 0) trailOf(stack, "org-audit");
for (let index = 0; index < count; index += 1)
  trailOf(new Construct(stack, `trail-${index}`), `audit-${index}`);
app.synth();
