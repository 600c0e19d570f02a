import fc from "fast-check";
import type { Block, Blueprint } from "../../lib/terraform/blueprint";
import { blockAddress } from "../../lib/terraform/blueprint";
import { describe as describeConfig } from "../../lib/describe/describe";
import { configInputs } from "../support/arbitrary-config";
import { configOf, policyIn } from "../support/place";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const existingKey = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const blueprintOf = (input: unknown): Blueprint => describeConfig(configOf(input));
const addresses = (blueprint: Blueprint): readonly string[] => blueprint.resources.map(blockAddress);

function block(blueprint: Blueprint, address: string): Block {
  const found = blueprint.resources.find((candidate) => blockAddress(candidate) === address);
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
    const { inputs, data, outputs } = blueprintOf({ name, account, region, trail: false, encryptFor });
    const words = JSON.stringify({ inputs, data, outputs });
    expect(words).not.toMatch(/(this|the) trail\b|home Region/i);
    expect(words).toContain("besides the key's own account");
  });

  it("has no key of its own when one is adopted, and puts out the policy that its owner must put", () => {
    const blueprint = blueprintOf({ ...base, key: { existing: existingKey } });
    expect(addresses(blueprint).filter((address) => address.startsWith("aws_kms"))).toEqual([]);
    expect(blueprint.outputs.map(({ name }) => name)).toContain("key_policy");
  });

  it("leaves an existing bucket alone, and puts out the policy that its owner must put", () => {
    const blueprint = blueprintOf({ ...base, bucket: { name: "theirs", existing: true } });
    expect(addresses(blueprint).filter((address) => address.startsWith("aws_s3"))).toEqual([]);
    expect(blueprint.outputs.map(({ name }) => name)).toContain("bucket_policy");
  });

  it("creates a role for readers of other accounts, before the key policy that names it", () => {
    const blueprint = blueprintOf({
      ...base,
      readers: [{ assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["222222222222"] } }],
    });
    expect(addresses(blueprint)).toEqual(
      expect.arrayContaining([
        "aws_iam_role.cloud_trail_read_role",
        "aws_iam_role_policy.cloud_trail_read_role",
      ]),
    );
    expect(block(blueprint, "aws_kms_key_policy.this").dependsOn).toEqual([
      "aws_iam_role.cloud_trail_read_role",
    ]);
  });

  it("gives two roles whose names differ only in a sign blocks and inputs of their own", () => {
    const role = (name: string): unknown => ({ assumableRole: { name, trustedAccounts: ["222222222222"] } });
    const blueprint = blueprintOf({ ...base, readers: [role("log-reader"), role("log.reader")] });
    const names = blueprint.inputs.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(addresses(blueprint)).toEqual(
      expect.arrayContaining(["aws_iam_role.log_reader_role", "aws_iam_role.log_reader_role_2"]),
    );
  });

  it("creates the trail after both policies, without which CloudTrail refuses it", () => {
    expect(block(blueprintOf(base), "aws_cloudtrail.this").dependsOn).toEqual([
      "aws_kms_key_policy.this",
      "aws_s3_bucket_policy.logs",
    ]);
  });

  it("refuses to plan in another account or Region than the config names", () => {
    const checked = blueprintOf(base)
      .data.filter((source) => source.postconditions)
      .map(({ type }) => type);
    expect(checked).toEqual(["aws_caller_identity", "aws_region"]);
    const anywhere = blueprintOf({ name: "org-audit", bucket: base.bucket });
    expect(anywhere.data.filter((source) => source.postconditions)).toEqual([]);
  });

  it("declares every input, local and data source that it names, and none besides", () => {
    fc.assert(
      fc.property(configInputs(), (input) => {
        const blueprint = blueprintOf(input);
        const text = JSON.stringify([
          blueprint.resources,
          blueprint.outputs,
          blueprint.data,
          blueprint.locals,
        ]);
        const declared = blueprint.inputs.map(({ name }) => name);
        const named = [...text.matchAll(/"kind":"input","name":"([^"]+)"/g)].map(([, name]) => name);
        expect(new Set(declared)).toEqual(new Set(named));
        const locals = [...text.matchAll(/"kind":"local","name":"([^"]+)"/g)].map(([, name]) => name);
        expect(new Set(blueprint.locals.map(({ name }) => name))).toEqual(new Set(locals));
      }),
      { numRuns: 100 },
    );
  });

  it("is the same for the same config", () => {
    fc.assert(
      fc.property(configInputs(), (input) => {
        expect(JSON.stringify(blueprintOf(input))).toBe(JSON.stringify(blueprintOf(structuredClone(input))));
      }),
      { numRuns: 50 },
    );
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
      StringEquals: { "aws:SourceArn": trailArn },
      StringLike: { [contextKey]: "arn:aws:cloudtrail:*:111111111111:trail/*" },
    };
    expect(policy.AllowCloudTrailEncryptLogs?.Condition).toEqual(both);
    expect(policy.AllowCloudTrailDecrypt?.Condition).toEqual(both);
    expect(policy.AllowCloudTrailDescribeKey?.Condition).toEqual({
      StringEquals: { "aws:SourceArn": trailArn },
    });
  });

  it("differs in the style aws-docs by the condition of the decrypt alone", () => {
    const strict = bySid(base);
    const docs = bySid({ ...base, key: { style: "aws-docs" } });
    const { AllowCloudTrailDecrypt: fromStrict, ...others } = strict;
    const { AllowCloudTrailDecrypt: fromDocs, ...same } = docs;
    expect(same).toEqual(others);
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
      ArnLike: { "aws:SourceArn": [trailArn, "arn:aws:cloudtrail:*:222222222222:trail/*"] },
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
      StringEquals: { "aws:SourceArn": [trailArn, other] },
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
    expect(policy.AllowCloudTrailEncryptLogs?.Condition?.StringEquals).toEqual({
      "aws:SourceArn": trailArn,
    });
  });

  it("is of the Region's partition in every ARN", () => {
    const china = JSON.stringify(statements({ ...base, region: "cn-north-1" }));
    expect(china).toContain("arn:aws-cn:iam::111111111111:root");
    expect(china).not.toContain("arn:aws:");
    expect(china).toContain('"cloudtrail.amazonaws.com"');
  });

  it("never locks its owner out, whatever the config", () => {
    fc.assert(
      fc.property(configInputs(), (input) => {
        const root = statements(input).filter(
          ({ Effect, Action, Condition, Principal }) =>
            Effect === "Allow" &&
            Action === "kms:*" &&
            !Condition &&
            /^arn:[a-z-]+:iam::[0-9]{12}:root$/.test(String(Principal.AWS)),
        );
        expect(root).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });
});

describe("the bucket policy", () => {
  it("lets CloudTrail write for the trail's own account alone, below the prefix", () => {
    const [acl, write] = statements({ ...base, bucket: { ...base.bucket, prefix: "audit/logs" } }, "bucket");
    expect(acl).toMatchObject({
      Action: "s3:GetBucketAcl",
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    });
    expect(write).toMatchObject({
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::org-audit-logs/audit/logs/AWSLogs/111111111111/*",
      Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": trailArn } },
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
      Condition: { ArnLike: { "aws:SourceArn": [trailArn, "arn:aws:cloudtrail:*:222222222222:trail/*"] } },
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

  it("need the leave of an existing bucket of a third account", () => {
    expect(
      readersOf({
        bucket: theirs,
        readers: [{ user: "Bob" }, { account: "444444444444" }, { assumableRole }],
      }),
    ).toEqual({
      AWS: [
        "arn:aws:iam::111111111111:user/Bob",
        "arn:aws:iam::444444444444:root",
        "arn:aws:iam::111111111111:role/CloudTrailReadRole",
      ],
    });
  });

  it("need the leave of our bucket where they are of the account of an adopted key", () => {
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
    "%s decrypts logs with this key, gets and lists them, and no more",
    (name) => {
      expect(statements({ ...base, readers }, name).map(({ Action }) => Action)).toEqual([
        "kms:Decrypt",
        "s3:GetObject",
        "s3:ListBucket",
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
