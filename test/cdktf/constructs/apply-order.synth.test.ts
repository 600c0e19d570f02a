import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { KmsKeyPolicy } from "@cdktf/provider-aws/lib/kms-key-policy";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { App, Lazy, TerraformLocal, TerraformStack, Testing } from "cdktf";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EncryptedTrail, LogKey } from "../../../lib/cdktf";
import type { EncryptedTrailProps } from "../../../lib/cdktf";
import { stackWithProvider, synth } from "../fixtures";

const options: EncryptedTrailProps = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};

/** What a block waits for although nothing in it refers to that. */
function dependenciesOf(stack: TerraformStack, type: string, start: string): readonly string[] {
  const [, block] =
    Object.entries(synth(stack).resource?.[type] ?? {}).find(([name]) => name.startsWith(start)) ?? [];
  if (block === undefined) throw new Error(`no ${type} of ${start}`);
  return (block.depends_on ?? []) as readonly string[];
}

const trailWaitsFor = (stack: TerraformStack, id = "audit"): readonly string[] =>
  dependenciesOf(stack, "aws_cloudtrail", id).map((address) => address.replace(/_[0-9A-F]{8}$/, ""));

function ownKey(stack: TerraformStack): KmsKey {
  const key = new KmsKey(stack, "own", {});
  new KmsKeyPolicy(stack, "own-policy", { keyId: key.keyId, policy: "{}" });
  // A policy that the trail has nothing to do with.
  new KmsKeyPolicy(stack, "other-policy", { keyId: new KmsKey(stack, "other", {}).id, policy: "{}" });
  return key;
}

describe("a trail waits for the policy of", () => {
  test("the key of a LogKey in its stack", () => {
    const stack = stackWithProvider();
    const logKey = new LogKey(stack, "logs", { name: "shared", encryptFor: ["111111111111"] });
    new EncryptedTrail(stack, "audit", { ...options, key: { existing: logKey.key?.arn ?? null } });
    expect(trailWaitsFor(stack)).toContain("aws_kms_key_policy.logs_kms_key_policy_this");
  });

  test("a key that the user made in its stack, and of no other key", () => {
    const stack = stackWithProvider();
    new EncryptedTrail(stack, "audit", { ...options, key: { existing: ownKey(stack).arn } });
    expect(trailWaitsFor(stack).filter((address) => address.startsWith("aws_kms"))).toEqual([
      "aws_kms_key_policy.own-policy",
    ]);
  });

  test.each([
    [
      "an alias",
      (stack: TerraformStack, key: KmsKey): string =>
        new KmsAlias(stack, "alias", { name: "alias/x", targetKeyId: key.keyId }).targetKeyArn,
    ],
    ["a local", (stack, key): string => new TerraformLocal(stack, "arn", key.arn).asString],
    ["a lazy value", (_, key): string => Lazy.stringValue({ produce: () => key.arn })],
  ] satisfies readonly [string, (stack: TerraformStack, key: KmsKey) => string][])(
    "a key that it knows by %s",
    (_name, arnOf) => {
      const stack = stackWithProvider();
      new EncryptedTrail(stack, "audit", { ...options, key: { existing: arnOf(stack, ownKey(stack)) } });
      expect(trailWaitsFor(stack)).toContain("aws_kms_key_policy.own-policy");
    },
  );

  test("a key whose policy is declared after the trail", () => {
    const stack = stackWithProvider();
    const key = new KmsKey(stack, "own", {});
    new EncryptedTrail(stack, "audit", { ...options, key: { existing: key.arn } });
    new KmsKeyPolicy(stack, "late-policy", { keyId: key.arn, policy: "{}" });
    expect(trailWaitsFor(stack)).toContain("aws_kms_key_policy.late-policy");
  });

  test.each(["bucket", "id"] as const)("a bucket of its stack that it knows by its %s", (attribute) => {
    const stack = stackWithProvider();
    const bucket = new S3Bucket(stack, "own", {});
    new S3BucketPolicy(stack, "own-policy", { bucket: bucket.id, policy: "{}" });
    new S3BucketPolicy(stack, "other-policy", { bucket: "other-logs", policy: "{}" });
    new EncryptedTrail(stack, "audit", { ...options, bucket: { name: bucket[attribute], existing: true } });
    expect(trailWaitsFor(stack).filter((address) => address.startsWith("aws_s3"))).toEqual([
      "aws_s3_bucket_policy.own-policy",
    ]);
  });

  test("a bucket of its stack that has the same name in writing", () => {
    const stack = stackWithProvider();
    const bucket = new S3Bucket(stack, "own", { bucket: "our-logs" });
    new S3BucketPolicy(stack, "own-policy", { bucket: bucket.id, policy: "{}" });
    new EncryptedTrail(stack, "audit", { ...options, bucket: { name: "our-logs", existing: true } });
    expect(trailWaitsFor(stack)).toContain("aws_s3_bucket_policy.own-policy");
  });

  test("the bucket of another trail", () => {
    const stack = stackWithProvider();
    const first = new EncryptedTrail(stack, "first", options);
    new EncryptedTrail(stack, "audit", {
      ...options,
      name: "second",
      bucket: { name: first.bucket?.bucket ?? "", existing: true },
    });
    expect(trailWaitsFor(stack)).toContain("aws_s3_bucket_policy.first_s3_bucket_policy_logs");
  });
});

test("a trail waits for every setting of a bucket of its stack, and of no other bucket", () => {
  const stack = stackWithProvider();
  const bucket = new S3Bucket(stack, "own", {});
  const other = new S3Bucket(stack, "other", {});
  for (const [id, { id: of }] of Object.entries({ own: bucket, other })) {
    new S3BucketOwnershipControls(stack, `${id}-ownership`, {
      bucket: of,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    new S3BucketPublicAccessBlock(stack, `${id}-access`, { bucket: of });
    new S3BucketVersioningA(stack, `${id}-versions`, {
      bucket: of,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketServerSideEncryptionConfigurationA(stack, `${id}-encryption`, { bucket: of, rule: [{}] });
  }
  new EncryptedTrail(stack, "audit", { ...options, bucket: { name: bucket.bucket, existing: true } });
  expect(trailWaitsFor(stack).filter((address) => address.startsWith("aws_s3"))).toEqual([
    "aws_s3_bucket_ownership_controls.own-ownership",
    "aws_s3_bucket_public_access_block.own-access",
    "aws_s3_bucket_versioning.own-versions",
    "aws_s3_bucket_server_side_encryption_configuration.own-encryption",
  ]);
});

describe("a bucket that is made here goes before the adopted key of its stack, which comes first", () => {
  const bucketWaitsFor = (stack: TerraformStack): readonly string[] =>
    dependenciesOf(stack, "aws_s3_bucket", "audit").map((address) => address.replace(/_[0-9A-F]{8}$/, ""));

  test("with its policy, where a LogKey made it", () => {
    const stack = stackWithProvider();
    const logKey = new LogKey(stack, "logs", { name: "shared", encryptFor: ["111111111111"] });
    new EncryptedTrail(stack, "audit", { ...options, key: { existing: logKey.key?.arn ?? null } });
    expect(bucketWaitsFor(stack)).toEqual(["aws_kms_key_policy.logs_kms_key_policy_this"]);
  });

  test("with its policy, where the user made both", () => {
    const stack = stackWithProvider();
    new EncryptedTrail(stack, "audit", { ...options, key: { existing: ownKey(stack).arn } });
    expect(bucketWaitsFor(stack)).toEqual(["aws_kms_key_policy.own-policy"]);
  });

  test("by itself, where it has no policy of its own", () => {
    const stack = stackWithProvider();
    const key = new KmsKey(stack, "own", { policy: "{}" });
    new EncryptedTrail(stack, "audit", { ...options, key: { existing: key.arn } });
    expect(bucketWaitsFor(stack)).toEqual(["aws_kms_key.own"]);
  });

  test("by itself, where its policy refers to the bucket", () => {
    const stack = stackWithProvider();
    const key = new KmsKey(stack, "own", {});
    const audit = new EncryptedTrail(stack, "audit", { ...options, key: { existing: key.arn } });
    new KmsKeyPolicy(stack, "own-policy", { keyId: key.keyId, policy: `{"x":"${audit.bucket?.arn}"}` });
    expect(bucketWaitsFor(stack)).toEqual(["aws_kms_key.own"]);
    expect(audit.node.metadata.filter(({ type }) => type === "@cdktf/warn")).toEqual([]);
  });

  test("but not before a key that is known by its ARN alone", () => {
    const stack = stackWithProvider();
    const existing = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    ownKey(stack);
    new EncryptedTrail(stack, "audit", { ...options, key: { existing } });
    expect(bucketWaitsFor(stack)).toEqual([]);
  });
});

test("a policy that refers to the trail is left after it, with a warning", () => {
  const stack = stackWithProvider();
  const key = new KmsKey(stack, "own", {});
  const audit = new EncryptedTrail(stack, "audit", { ...options, key: { existing: key.arn } });
  new KmsKeyPolicy(stack, "own-policy", { keyId: key.keyId, policy: `{"x":"${audit.trail.arn}"}` });
  expect(trailWaitsFor(stack)).not.toContain("aws_kms_key_policy.own-policy");
  expect(audit.node.metadata.map(({ data }) => String(data))).toEqual([
    expect.stringMatching(/aws_kms_key_policy\.own-policy.*refers to the trail/),
  ]);
});

test("synthesis may be run again and changes nothing", () => {
  const stack = stackWithProvider();
  new EncryptedTrail(stack, "audit", { ...options, key: { existing: ownKey(stack).arn } });
  expect(synth(stack)).toEqual(synth(stack));
});

test("a stack of an app is ordered too, and the stack of an adopted key comes first", () => {
  const outdir = mkdtempSync(join(tmpdir(), "trailkey-order-"));
  try {
    const app = new App({ outdir });
    const [keys, trails] = ["keys", "trails"].map((id) => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, "aws", { region: "us-east-1" });
      return stack;
    }) as [TerraformStack, TerraformStack];
    const logKey = new LogKey(keys, "logs", { name: "shared", encryptFor: ["111111111111"] });
    new EncryptedTrail(trails, "far", { ...options, key: { existing: logKey.key?.arn ?? null } });
    new EncryptedTrail(trails, "near", {
      ...options,
      name: "near",
      bucket: { name: "near-logs" },
      key: { existing: ownKey(trails).arn },
    });
    app.synth();
    const text = readFileSync(join(outdir, "stacks/trails/cdk.tf.json"), "utf8");
    expect(text).toContain('"aws_kms_key_policy.own-policy"');
    expect(trails.dependencies).toEqual([keys]);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

describe("dependencies that the user declares", () => {
  const group = (stack: TerraformStack): CloudwatchLogGroup => new CloudwatchLogGroup(stack, "group", {});

  test("dependsOn a trail is a wait for the trail, which waits for both policies", () => {
    const stack = stackWithProvider();
    const audit = new EncryptedTrail(stack, "audit", options);
    new CloudwatchLogGroup(stack, "after", { dependsOn: [audit] });
    const [trail] = dependenciesOf(stack, "aws_cloudwatch_log_group", "after");
    expect(trail).toMatch(/^aws_cloudtrail\.audit_/);
    expect(trailWaitsFor(stack)).toEqual(
      expect.arrayContaining([
        "aws_kms_key_policy.audit_kms_key_policy_this",
        "aws_s3_bucket_policy.audit_s3_bucket_policy_logs",
      ]),
    );
  });

  test("dependsOn a log key is a wait for its policy", () => {
    const stack = stackWithProvider();
    const logKey = new LogKey(stack, "logs", { name: "shared", encryptFor: ["111111111111"] });
    new CloudwatchLogGroup(stack, "after", { dependsOn: [logKey] });
    expect(dependenciesOf(stack, "aws_cloudwatch_log_group", "after")).toEqual([
      expect.stringMatching(/^aws_kms_key_policy\.logs_/),
    ]);
  });

  test("addDependency on a trail puts all that it builds after the other, and no data source", () => {
    const stack = stackWithProvider();
    const audit = new EncryptedTrail(stack, "audit", options);
    audit.node.addDependency(group(stack));
    const { resource, data } = synth(stack);
    const ours = Object.values(resource ?? {})
      .flatMap((named) => Object.entries(named))
      .filter(([name]) => name.startsWith("audit"));
    expect(ours.length).toBeGreaterThan(5);
    for (const [, block] of ours) expect(block.depends_on).toContain("aws_cloudwatch_log_group.group");
    expect(JSON.stringify(data)).not.toContain("depends_on");
  });

  test("what the other itself needs is not put after it", () => {
    const stack = stackWithProvider();
    const audit = new EncryptedTrail(stack, "audit", options);
    const between = new CloudwatchLogGroup(stack, "between", { kmsKeyId: audit.key?.arn });
    audit.node.addDependency(between);
    expect(dependenciesOf(stack, "aws_kms_key", "audit")).toEqual([]);
    expect(trailWaitsFor(stack)).toContain("aws_cloudwatch_log_group.between");
  });

  test("addDependency of another construct on a trail puts it after all that the trail builds", () => {
    const stack = stackWithProvider();
    const after = group(stack);
    after.node.addDependency(new EncryptedTrail(stack, "audit", options));
    const waits = dependenciesOf(stack, "aws_cloudwatch_log_group", "group");
    expect(waits).toContainEqual(expect.stringMatching(/^aws_cloudtrail\.audit_/));
    expect(waits).toContainEqual(expect.stringMatching(/^aws_s3_bucket_versioning\.audit_/));
  });

  test("addDependency on something of another stack is a dependency between the stacks", () => {
    const app = Testing.app();
    const other = new TerraformStack(app, "other");
    const stack = stackWithProvider(app);
    new EncryptedTrail(stack, "audit", options).node.addDependency(group(other));
    expect(JSON.stringify(synth(stack))).not.toContain("aws_cloudwatch_log_group");
    expect(stack.dependencies).toEqual([other]);
  });

  test("addDependency between constructs that are not ours is left as CDKTF has it", () => {
    const stack = stackWithProvider();
    new EncryptedTrail(stack, "audit", options);
    const [first, second] = [group(stack), new CloudwatchLogGroup(stack, "second", {})];
    second.node.addDependency(first);
    expect(dependenciesOf(stack, "aws_cloudwatch_log_group", "second")).toEqual([]);
  });
});
