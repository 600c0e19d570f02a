import type { Block, Blueprint } from "../../lib/terraform/blueprint";
import { blockAddress } from "../../lib/terraform/blueprint";
import { describe as describeConfig } from "../../lib/describe/describe";
import { configOf, policyIn } from "../support/place";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const existingKey = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const blueprintOf = (input: unknown): Blueprint => describeConfig(configOf(input));
const addresses = ({ blocks }: Blueprint): readonly string[] =>
  blocks.filter(({ mode }) => mode === "resource").map(blockAddress);

function block(blueprint: Blueprint, address: string): Block {
  const found = blueprint.blocks.find((candidate) => blockAddress(candidate) === address);
  if (!found) throw new Error(`no ${address} among ${addresses(blueprint).join(", ")}`);
  return found;
}

describe("what a config builds", () => {
  it("is a key with alias and policy, a bucket with every side of it set, and a trail", () => {
    expect(addresses(blueprintOf(base))).toEqual([
      "aws_cloudtrail.this",
      "aws_kms_key.this",
      "aws_kms_alias.this",
      "aws_kms_key_policy.this",
      "aws_s3_bucket.logs",
      "aws_s3_bucket_ownership_controls.logs",
      "aws_s3_bucket_public_access_block.logs",
      "aws_s3_bucket_versioning.logs",
      "aws_s3_bucket_server_side_encryption_configuration.logs",
      "aws_s3_bucket_policy.logs",
    ]);
  });

  it("is the key alone with trail: false", () => {
    expect(addresses(blueprintOf({ name: "log-key", trail: false }))).toEqual([
      "aws_kms_key.this",
      "aws_kms_alias.this",
      "aws_kms_key_policy.this",
    ]);
  });

  it("speaks of no trail of its own with trail: false", () => {
    const encryptFor = ["222222222222", "arn:aws:cloudtrail:us-east-1:333333333333:trail/audit"];
    const { name, account, region } = base;
    const { inputs, blocks, outputs } = blueprintOf({ name, account, region, trail: false, encryptFor });
    const words = JSON.stringify({ inputs, blocks, outputs });
    expect(words).not.toMatch(/(this|the) trail\b|home Region/i);
    expect(words).toContain("besides the key's own account");
  });

  it("has no key of its own when one is adopted, and outputs the policy that its owner must attach", () => {
    const blueprint = blueprintOf({ ...base, key: { existing: existingKey } });
    expect(addresses(blueprint).filter((address) => address.startsWith("aws_kms"))).toEqual([]);
    expect(blueprint.outputs.map(({ name }) => name)).toContain("key_policy");
  });

  it("leaves an existing bucket alone, and outputs the policy that its owner must attach", () => {
    const blueprint = blueprintOf({ ...base, bucket: { name: "theirs", existing: true } });
    expect(addresses(blueprint).filter((address) => address.startsWith("aws_s3"))).toEqual([]);
    expect(blueprint.outputs.map(({ name }) => name)).toContain("bucket_policy");
  });

  const roles = (...names: readonly string[]) => ({
    ...base,
    readers: names.map((name) => ({ assumableRole: { name, trustedAccounts: ["222222222222"] } })),
  });

  it("creates the roles of readers of other accounts as instances of one resource, before the key policy", () => {
    const blueprint = blueprintOf(roles("CloudTrailReadRole"));
    expect(addresses(blueprint)).toEqual(
      expect.arrayContaining(["aws_iam_role.reader", "aws_iam_role_policy.reader"]),
    );
    const key = blueprint.policies.find(({ name }) => name === "key");
    expect(JSON.stringify(key?.document)).toContain('"type":"aws_iam_role","name":"reader"');
    expect(bySid(roles("CloudTrailReadRole")).AllowLogReaders?.Principal).toEqual({
      AWS: ["arn:aws:iam::111111111111:role/CloudTrailReadRole"],
    });
  });

  it("moves the roles of trailkey 0.1, whose addresses had slugs in place of names", () => {
    expect(blueprintOf(roles("CloudTrailReadRole", "log-reader", "log.reader")).moves).toEqual(
      [
        ["cloud_trail_read_role", "CloudTrailReadRole"],
        ["log_reader_role", "log-reader"],
        ["log_reader_role_2", "log.reader"],
      ].flatMap(([slug, name]): unknown[] => [
        expect.objectContaining({ from: `aws_iam_role.${slug}`, to: `aws_iam_role.reader["${name}"]` }),
        { from: `aws_iam_role_policy.${slug}`, to: `aws_iam_role_policy.reader["${name}"]` },
      ]),
    );
  });

  it("creates the trail after both policies and every setting of the bucket, and the bucket after the key", () => {
    const blueprint = blueprintOf(base);
    expect(block(blueprint, "aws_cloudtrail.this").dependsOn).toEqual([
      "aws_kms_key_policy.this",
      ...addresses(blueprint).filter((address) => address.startsWith("aws_s3_bucket_")),
    ]);
    expect(block(blueprint, "aws_s3_bucket.logs").dependsOn).toEqual(["aws_kms_key_policy.this"]);
  });

  it("lets the trail, and nothing else, wait for what somebody else attaches", () => {
    for (const config of [
      { ...base, bucket: { name: "theirs", existing: true } },
      { ...base, key: { existing: existingKey } },
    ]) {
      const { blocks, inputs } = blueprintOf(config);
      expect(inputs.map(({ name }) => name)).toContain("ready");
      const waiting = blocks.filter(({ dependsOn }) => dependsOn?.includes("var.ready"));
      expect(waiting.map(blockAddress)).toEqual(["aws_cloudtrail.this"]);
    }
    expect(blueprintOf(base).inputs.map(({ name }) => name)).not.toContain("ready");
  });

  it("protects key and bucket unless the config says otherwise", () => {
    const protectedIn = (input: unknown): readonly string[] =>
      blueprintOf(input)
        .blocks.filter(({ lifecycle }) => lifecycle?.preventDestroy)
        .map(blockAddress);
    expect(protectedIn(base)).toEqual(["aws_kms_key.this", "aws_s3_bucket.logs"]);
    expect(protectedIn({ ...base, protect: false })).toEqual([]);
  });

  it("lets go of a key and a bucket that are handed over, with all that hangs on them", () => {
    const retention = {
      lifecycle: { abortUploadsAfterDays: 7 },
      objectLock: { mode: "governance", days: 365 },
      accessLog: { bucket: "central-access-logs" },
    };
    const owned = addresses(blueprintOf({ ...base, bucket: { ...base.bucket, ...retention } }));
    // What it had of these, its config can no longer say.
    const bucket = { name: "org-audit-logs", existing: true };
    expect(blueprintOf({ ...base, bucket }).removals).toEqual([]);
    const handedOver = blueprintOf({
      ...base,
      bucket: { ...bucket, handedOver: true },
      key: { existing: existingKey, handedOver: true },
    });
    expect([...handedOver.removals].sort()).toEqual(
      owned.filter((address) => /^aws_(kms|s3)/.test(address)).sort(),
    );
    expect(handedOver.requires.terraform).toBe(">= 1.7.0");
    expect(addresses(handedOver)).toEqual(["aws_cloudtrail.this"]);
    const keyAlone = { name: "audit", trail: false, bucket: { ...bucket, handedOver: true } };
    expect(blueprintOf(keyAlone).removals).toContain("aws_s3_bucket.logs");
  });

  it("creates nothing in another account or Region than the config names", () => {
    const guardedIn = (input: unknown): readonly string[] =>
      blueprintOf(input)
        .blocks.filter(({ lifecycle }) =>
          JSON.stringify(lifecycle?.preconditions ?? []).includes("aws_caller_identity"),
        )
        .map(blockAddress);
    expect(guardedIn(base)).toEqual(["aws_kms_key.this"]);
    expect(guardedIn(roles("Reader"))).toEqual(["aws_kms_key.this", "aws_iam_role.reader"]);
    expect(guardedIn({ ...base, key: { existing: existingKey } })).toEqual(["aws_s3_bucket.logs"]);
    expect(
      guardedIn({ ...base, key: { existing: existingKey }, bucket: { name: "theirs", existing: true } }),
    ).toEqual(["aws_cloudtrail.this"]);
    expect(guardedIn({ name: "org-audit", bucket: base.bucket })).toEqual([]);
  });

  it("checks that principals given by ARN are of the key's account", () => {
    const readers = [{ role: "arn:aws:iam::111111111111:role/Auditor" }];
    const checks = block(blueprintOf({ ...base, readers }), "aws_kms_key_policy.this").lifecycle
      ?.preconditions;
    expect(JSON.stringify(checks)).toContain('"reader_arns"');
    const adopted = blueprintOf({ ...base, readers, key: { existing: existingKey } });
    expect(JSON.stringify(block(adopted, "aws_cloudtrail.this").lifecycle)).toContain('"reader_arns"');
  });
});

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: Readonly<Record<string, unknown>>;
  readonly Action: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function statements(input: unknown, name = "key"): readonly Statement[] {
  const document = policyIn(configOf(input), name) as { readonly Statement: readonly Statement[] };
  return document.Statement;
}

const bySid = (input: unknown): Readonly<Record<string, Statement>> =>
  Object.fromEntries(statements(input).map((statement) => [statement.Sid, statement]));

const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";
const trailArn = "arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit";

describe("the key policy", () => {
  it("names the trail exactly, and its logs in any Region, in the style strict", () => {
    const policy = bySid(base);
    const both = {
      ArnLike: { "aws:SourceArn": trailArn },
      StringLike: { [contextKey]: "arn:aws:cloudtrail:*:111111111111:trail/*" },
    };
    expect(policy.AllowCloudTrailEncryptLogs?.Condition).toEqual(both);
    expect(policy.AllowCloudTrailDecrypt?.Condition).toEqual(both);
    expect(policy.AllowCloudTrailDescribeKey?.Condition).toEqual({
      ArnLike: { "aws:SourceArn": trailArn },
    });
  });

  it("differs in the style aws-docs by AWS's operator and by the decrypt, which has no condition", () => {
    const strict = bySid(base);
    const docs = bySid({ ...base, key: { style: "aws-docs" } });
    const { AllowCloudTrailDecrypt: fromStrict, ...others } = strict;
    const { AllowCloudTrailDecrypt: fromDocs, ...same } = docs;
    const renamed = JSON.stringify(others).replaceAll('"ArnLike"', '"StringEquals"');
    expect(same).toEqual(JSON.parse(renamed));
    expect(fromDocs).toEqual({ ...fromStrict, Condition: undefined });
  });

  it("has the console's five statements in the style console, where no S3 Bucket Key needs a sixth", () => {
    const config = { ...base, key: { style: "console" }, bucket: { ...base.bucket, bucketKey: false } };
    expect(statements(config).map(({ Sid }) => Sid)).toEqual([
      "Enable IAM user permissions",
      "Allow CloudTrail to encrypt logs",
      "Allow CloudTrail to describe key",
      "Allow principals in the account to decrypt log files",
      "Enable cross account log decryption",
    ]);
    const withBucketKey = statements({ ...config, bucket: base.bucket }).map(({ Sid }) => Sid);
    expect(withBucketKey).toHaveLength(6);
    expect(withBucketKey).toContain("AllowCloudTrailDecrypt");
  });

  it("lets every trail of an account in by pattern, and one trail by its ARN", () => {
    const encrypt = bySid({ ...base, encryptFor: ["222222222222"] }).AllowCloudTrailEncryptLogs;
    expect(encrypt?.Condition).toEqual({
      ArnLike: { "aws:SourceArn": ["arn:aws:cloudtrail:*:222222222222:trail/*", trailArn] },
      StringLike: {
        [contextKey]: [
          "arn:aws:cloudtrail:*:111111111111:trail/*",
          "arn:aws:cloudtrail:*:222222222222:trail/*",
        ],
      },
    });
    const other = "arn:aws:cloudtrail:eu-west-1:222222222222:trail/audit";
    const exact = bySid({ ...base, encryptFor: [other] }).AllowCloudTrailEncryptLogs;
    expect(exact?.Condition).toEqual({
      ArnLike: { "aws:SourceArn": [other, trailArn] },
      StringLike: {
        [contextKey]: [
          "arn:aws:cloudtrail:*:111111111111:trail/*",
          "arn:aws:cloudtrail:*:222222222222:trail/*",
        ],
      },
    });
  });

  it("belongs to the account of an adopted key, not to that of the trail", () => {
    const theirs = existingKey.replace("111111111111", "222222222222");
    const policy = bySid({ ...base, key: { existing: theirs } });
    expect(policy.EnableIamPolicies?.Principal).toEqual({ AWS: "arn:aws:iam::222222222222:root" });
    expect(policy.AllowCloudTrailEncryptLogs?.Condition?.ArnLike).toEqual({
      "aws:SourceArn": trailArn,
    });
  });

  it("is of the Region's partition in every ARN", () => {
    const china = JSON.stringify(statements({ ...base, region: "cn-north-1" }));
    expect(china).toContain("arn:aws-cn:iam::111111111111:root");
    expect(china).not.toContain("arn:aws:");
    expect(china).toContain('"cloudtrail.amazonaws.com"');
  });
});

describe("the bucket policy", () => {
  it("lets CloudTrail write for the trail's own account alone, below the prefix", () => {
    const [acl, write] = statements({ ...base, bucket: { ...base.bucket, prefix: "audit/logs" } }, "bucket");
    expect(acl).toMatchObject({
      Action: "s3:GetBucketAcl",
      Condition: { ArnLike: { "aws:SourceArn": trailArn } },
    });
    expect(write).toMatchObject({
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::org-audit-logs/audit/logs/AWSLogs/111111111111/*",
      Condition: {
        StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" },
        ArnLike: { "aws:SourceArn": trailArn },
      },
    });
  });

  it("gives each account that delivers a folder of its own", () => {
    const bucket = { ...base.bucket, deliverFrom: ["222222222222"] };
    const write = statements({ ...base, bucket }, "bucket").find(
      ({ Sid }) => Sid === "AWSCloudTrailWrite20150319",
    );
    expect(write).toMatchObject({
      Resource: [
        "arn:aws:s3:::org-audit-logs/AWSLogs/111111111111/*",
        "arn:aws:s3:::org-audit-logs/AWSLogs/222222222222/*",
      ],
      Condition: { ArnLike: { "aws:SourceArn": ["arn:aws:cloudtrail:*:222222222222:trail/*", trailArn] } },
    });
  });

  it("denies whoever comes without TLS, and asks an existing bucket's owner for no more than delivery", () => {
    const sids = (bucket: object): readonly string[] =>
      statements({ ...base, bucket }, "bucket").map(({ Sid }) => Sid);
    expect(sids(base.bucket)).toContain("DenyInsecureTransport");
    expect(sids({ name: "theirs", existing: true })).toEqual([
      "AWSCloudTrailAclCheck20150319",
      "AWSCloudTrailWrite20150319",
    ]);
  });
});

// Found by a reader of a third account, whom the bucket's own account would have refused.
describe("readers of another account than the bucket's", () => {
  const theirs = { name: "theirs", existing: true, account: "222222222222" };
  const assumableRole = { name: "CloudTrailReadRole", trustedAccounts: ["333333333333"] };
  const readersOf = (input: object): unknown =>
    statements({ ...base, ...input }, "bucket").find(({ Sid }) => Sid === "ReadersGetLogs")?.Principal;

  it("need the permission of an existing bucket of a third account", () => {
    expect(
      readersOf({
        bucket: theirs,
        readers: [{ user: "Bob" }, { account: "444444444444" }, { assumableRole }],
      }),
    ).toEqual({
      AWS: [
        "arn:aws:iam::111111111111:role/CloudTrailReadRole",
        "arn:aws:iam::111111111111:user/Bob",
        "arn:aws:iam::444444444444:root",
      ],
    });
  });

  it("need the permission of our bucket where they are of the account of an adopted key", () => {
    const existing = existingKey.replace("111111111111", "999999999999");
    expect(readersOf({ key: { existing }, readers: [{ role: "Auditor" }] })).toEqual({
      AWS: ["arn:aws:iam::999999999999:role/Auditor"],
    });
  });

  it("are not those of the bucket's own account, whose IAM suffices", () => {
    expect(readersOf({ bucket: theirs, readers: [{ account: "222222222222" }] })).toBeUndefined();
    expect(readersOf({ readers: [{ user: "Bob" }, { assumableRole }] })).toBeUndefined();
  });
});

describe("the policies of readers", () => {
  const readers = [
    { user: "team/Bob" },
    { account: "333333333333" },
    { assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["222222222222"] } },
  ];

  it.each(["reader:Bob", "reader:333333333333", "reader:CloudTrailReadRole"])(
    "%s decrypts logs and digests with this key, gets, lists and validates them, and no more",
    (name) => {
      expect(statements({ ...base, readers }, name).map(({ Action }) => Action)).toEqual([
        "kms:Decrypt",
        "kms:Decrypt",
        "s3:GetObject",
        "s3:ListBucket",
        "s3:GetBucketLocation",
        ["cloudtrail:DescribeTrails", "cloudtrail:ListPublicKeys"],
      ]);
    },
  );

  it("trust the accounts that may assume the role, and nobody else", () => {
    expect(statements({ ...base, readers }, "trust:CloudTrailReadRole")).toEqual([
      {
        Sid: "AllowTrustedAccounts",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::222222222222:root"] },
        Action: "sts:AssumeRole",
      },
    ]);
  });
});
