import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamUser } from "@cdktf/provider-aws/lib/iam-user";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { KmsKeyPolicy } from "@cdktf/provider-aws/lib/kms-key-policy";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import type { TerraformStack } from "cdktf";
import { TerraformCount, TerraformIterator, TerraformVariable, Token } from "cdktf";
import { EncryptedTrail, InvalidConfig, LogKey } from "../../../lib/cdktf";
import type { EncryptedTrailProps } from "../../../lib/cdktf";
import { configOf } from "../../support/place";
import { blocksOf, onlyBlock, resolvedIn, stackWithProvider, synth } from "../fixtures";

const options: EncryptedTrailProps = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};

const keyArn = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const trailOf = (stack: TerraformStack, start = "audit"): Readonly<Record<string, unknown>> => {
  const trails = Object.entries(synth(stack).resource?.aws_cloudtrail ?? {});
  return trails.find(([name]) => name.startsWith(start))?.[1] ?? {};
};

const keyPolicyOf = (stack: TerraformStack): string =>
  String(onlyBlock(synth(stack).resource, "aws_kms_key_policy").policy);

const role = (stack: TerraformStack, id = "auditor", more: object = {}): IamRole =>
  new IamRole(stack, id, { assumeRolePolicy: "{}", ...more });

/** What a construct throws, as its sentences. */
function problemsOf(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof InvalidConfig) return error.problems;
    throw error;
  }
  return [];
}

describe("a key that is given as a construct", () => {
  test("a KmsKey is an existing key, whose policy the trail waits for", () => {
    const stack = stackWithProvider();
    const key = new KmsKey(stack, "own", {});
    const audit = new EncryptedTrail(stack, "audit", { ...options, key });
    new KmsKeyPolicy(stack, "own-policy", { keyId: key.keyId, policy: audit.policyJson("key") });
    expect(audit.key).toBeUndefined();
    expect(trailOf(stack)).toMatchObject({
      kms_key_id: "${aws_kms_key.own.arn}",
      depends_on: expect.arrayContaining(["aws_kms_key_policy.own-policy"]) as unknown,
    });
    expect(keyPolicyOf(stack)).toContain("AllowCloudTrailEncryptLogs");
  });

  test("a LogKey is shared, and the trail waits for its policy", () => {
    const stack = stackWithProvider();
    const key = new LogKey(stack, "logs", { name: "logs", account: "111111111111" });
    new EncryptedTrail(stack, "audit", { ...options, key });
    const before = keyPolicyOf(stack);
    expect(trailOf(stack).depends_on).toContainEqual(expect.stringMatching(/^aws_kms_key_policy\.logs_/));
    expect(blocksOf(synth(stack).resource, "aws_kms_key")).toHaveLength(1);
    // It lets in every trail of its account.
    expect(before).not.toContain("trail/org-audit");
  });

  test("the policy of a LogKey lets in a trail of another account, and the readers of each trail", () => {
    const stack = stackWithProvider();
    const key = new LogKey(stack, "logs", { name: "logs", account: "222222222222" });
    new EncryptedTrail(stack, "audit", {
      ...options,
      key,
      readers: [
        { account: "333333333333" },
        { assumableRole: { name: "Read", trustedAccounts: ["333333333333"] } },
      ],
    });
    const policy = keyPolicyOf(stack);
    expect(policy).toContain("cloudtrail:us-east-1:111111111111:trail/org-audit");
    expect(policy).toContain("iam::333333333333:root");
    // Its role is of another account than the key's, which a key policy names as a whole.
    expect(policy).toContain("iam::111111111111:root");
  });

  test("a role that a trail creates is named by its ARN where the key is in its account", () => {
    const stack = stackWithProvider();
    const key = new LogKey(stack, "logs", { name: "logs", account: "111111111111" });
    new EncryptedTrail(stack, "audit", {
      ...options,
      key,
      readers: [{ assumableRole: { name: "Read", trustedAccounts: ["333333333333"] } }],
    });
    expect(keyPolicyOf(stack)).toMatch(/aws_iam_role\.audit_iam_role_reader_\w+\["Read"\]\.arn/);
  });

  test("the key of another trail is shared too", () => {
    const stack = stackWithProvider();
    const first = new EncryptedTrail(stack, "first", options);
    const second = new EncryptedTrail(stack, "second", {
      ...options,
      name: "second",
      key: first,
      bucket: { name: "second-logs" },
    });
    second.addToKeyPolicy({
      Sid: "Own",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111111111111:role/Backup" },
      Action: "kms:DescribeKey",
      Resource: "*",
    });
    second.addEncryptFor("444444444444");
    const policy = keyPolicyOf(stack);
    for (const part of ["trail/org-audit", "trail/second", "role/Backup", ":444444444444:trail/*"])
      expect(policy).toContain(part);
    expect(resolvedIn(stack, second.keyArn)).toBe(resolvedIn(stack, first.keyArn));
  });

  test("a key by its ARN is nobody's to change, and what is no key's ARN is refused", () => {
    const stack = stackWithProvider();
    const audit = new EncryptedTrail(stack, "audit", {
      ...options,
      key: LogKey.fromKeyArn(stack, "theirs", keyArn),
    });
    expect(audit.keyArn).toBe(keyArn);
    expect(trailOf(stack).kms_key_id).toBe(keyArn);
    expect(
      problemsOf(() => LogKey.fromKeyArn(stack, "alias", keyArn.replace("key/", "alias/"))),
    ).toHaveLength(1);
  });
});

describe("a bucket that is given as a construct", () => {
  test.each([
    ["itself", (bucket: S3Bucket): EncryptedTrailProps["bucket"] => bucket],
    ["with options", (bucket): EncryptedTrailProps["bucket"] => ({ name: bucket, prefix: "audit" })],
  ] satisfies readonly [string, (bucket: S3Bucket) => EncryptedTrailProps["bucket"]][])(
    "is an existing bucket, whose policy the trail waits for: %s",
    (_name, given) => {
      const stack = stackWithProvider();
      const bucket = new S3Bucket(stack, "own", {});
      const audit = new EncryptedTrail(stack, "audit", { ...options, bucket: given(bucket) });
      new S3BucketPolicy(stack, "own-policy", { bucket: bucket.id, policy: audit.policyJson("bucket") });
      expect(audit.bucket).toBeUndefined();
      expect(trailOf(stack)).toMatchObject({
        s3_bucket_name: "${aws_s3_bucket.own.id}",
        depends_on: expect.arrayContaining(["aws_s3_bucket_policy.own-policy"]) as unknown,
      });
      expect(resolvedIn(stack, audit.bucketName)).toBe("${aws_s3_bucket.own.id}");
    },
  );

  test("may be what a log key is for", () => {
    const stack = stackWithProvider();
    const bucket = new S3Bucket(stack, "own", {});
    const key = new LogKey(stack, "logs", { name: "logs", bucket, readers: [{ role: "Auditor" }] });
    expect(resolvedIn(stack, key.policyJson("Auditor"))).toContain("aws_s3_bucket.own");
  });
});

describe("readers that are given as constructs", () => {
  test("are named by their ARNs, beside the config's", () => {
    const stack = stackWithProvider();
    const user = new IamUser(stack, "bob", { name: "Bob" });
    new EncryptedTrail(stack, "audit", { ...options, readers: [role(stack), user, { role: "Auditor" }] });
    const policy = keyPolicyOf(stack);
    for (const part of ["aws_iam_role.auditor.arn", "aws_iam_user.bob.arn", "role/Auditor"])
      expect(policy).toContain(part);
  });

  test("a list that only Terraform knows is all readers, or some beside others", () => {
    const stack = stackWithProvider();
    const arns = new TerraformVariable(stack, "reader_arns", { type: "list(string)" });
    const audit = new EncryptedTrail(stack, "audit", { ...options, readers: arns.listValue });
    expect(keyPolicyOf(stack)).toContain("${jsonencode(setunion(var.reader_arns))}");
    const other = stackWithProvider();
    new TerraformVariable(other, "reader_arns", { type: "list(string)" });
    const beside = new EncryptedTrail(other, "audit", { ...options, readers: [role(other)] });
    beside.grantRead(Token.asList("${var.reader_arns}"));
    expect(keyPolicyOf(other)).toContain("setunion([aws_iam_role.auditor.arn], var.reader_arns)");
    expect(audit.policyNames).toEqual(["key", "bucket", "reader"]);
  });

  test("a role with forEach is all of its instances", () => {
    const stack = stackWithProvider();
    const names = new TerraformVariable(stack, "names", { type: "set(string)" });
    const forEach = TerraformIterator.fromList(names.listValue);
    const roles = role(stack, "auditors", { forEach, name: Token.asString(forEach.value) });
    const audit = new EncryptedTrail(stack, "audit", options);
    audit.grantRead(roles);
    expect(keyPolicyOf(stack)).toContain("for key, val in aws_iam_role.auditors: val.arn");
    const policies = synth(stack).resource;
    expect(onlyBlock(policies, "aws_iam_role_policy")).toMatchObject({
      for_each: "${aws_iam_role.auditors}",
      role: "${each.value.name}",
    });
  });

  test("the value of an iterator is refused with what to pass", () => {
    const stack = stackWithProvider();
    const names = new TerraformVariable(stack, "arns", { type: "list(string)" });
    const value = Token.asString(TerraformIterator.fromList(names.listValue).value);
    const audit = new EncryptedTrail(stack, "audit", { ...options, readers: [{ role: value }] });
    expect(audit.node.validate()).toEqual([
      "readers[0].role: each.value has a value only inside the resource that has the iterator as its forEach; pass the whole list instead: readers: variable.listValue, or a role that has the iterator as its forEach",
    ]);
  });

  test("a resource that is many is refused where one is wanted", () => {
    const stack = stackWithProvider();
    const count = TerraformCount.of(2);
    const many = role(stack, "many", { count });
    const key = new KmsKey(stack, "keys", { count });
    const bucket = new S3Bucket(stack, "buckets", { count });
    for (const [path, props] of [
      ["readers[0]", { readers: [many] }],
      ["key", { key }],
      ["bucket", { bucket }],
    ] as const)
      expect(problemsOf(() => new EncryptedTrail(stack, "audit", { ...options, ...props }))).toEqual([
        expect.stringMatching(
          new RegExp(`^${path.replace(/[[\]]/g, "\\$&")}: stack/\\w+ has count or forEach`),
        ) as string,
      ]);
  });
});

describe("a config that is read already", () => {
  const config = configOf({
    name: "org-audit",
    account: "111111111111",
    bucket: { name: "org-audit-logs" },
    readers: [{ role: "Auditor" }, { user: "arn:aws:iam::111111111111:user/Bob" }],
    tags: { note: "${TfToken[TOKEN.0]}" },
  });

  test("gives the same as its options, and its texts are no tokens", () => {
    const stack = stackWithProvider();
    expect(role(stack).arn).toContain("TfToken");
    const audit = EncryptedTrail.fromConfig(stack, "audit", config);
    expect(audit.config).toBe(config);
    expect(JSON.stringify(onlyBlock(synth(stack).resource, "aws_kms_key").tags)).not.toContain(
      "aws_iam_role",
    );
  });

  test("may be added to", () => {
    const stack = stackWithProvider();
    const audit = EncryptedTrail.fromConfig(stack, "audit", config);
    audit.grantRead(role(stack));
    const policy = keyPolicyOf(stack);
    for (const part of ["aws_iam_role.auditor.arn", "role/Auditor", "user/Bob"])
      expect(policy).toContain(part);
  });

  test("is refused by the construct that it is not for", () => {
    const stack = stackWithProvider();
    expect(problemsOf(() => LogKey.fromConfig(stack, "key", config))).toEqual([
      "trail: the config has a trail, so it is for EncryptedTrail.fromConfig",
    ]);
    const alone = configOf({ name: "logs", trail: false });
    expect(problemsOf(() => EncryptedTrail.fromConfig(stack, "audit", alone))).toEqual([
      "trail: the config has trail: false, so it is for LogKey.fromConfig",
    ]);
    expect(LogKey.fromConfig(stack, "key", alone).policyNames).toEqual(["key"]);
  });
});
