import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { EncryptedTrail, InvalidConfig, LogKey } from "../../../lib/cdktf";
import type { EncryptedTrailProps } from "../../../lib/cdktf";
import { onlyBlock, resolvedIn, stackWithProvider, synth } from "../fixtures";

const options: EncryptedTrailProps = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  readers: [{ account: "222222222222" }],
};

function trailOf(more: Partial<EncryptedTrailProps> = {}) {
  const stack = stackWithProvider();
  return { stack, audit: new EncryptedTrail(stack, "audit", { ...options, ...more }) };
}

const files = "arn:aws:s3:::org-audit-logs/*";

const statement = (more: object): Readonly<Record<string, unknown>> => ({
  Sid: "Own",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:role/Backup" },
  Action: "s3:GetObject",
  Resource: files,
  ...more,
});

const warningsOf = (audit: EncryptedTrail): readonly string[] =>
  audit.node.metadata.map(({ data }) => String(data));

test("a statement is the last of the bucket policy, with its tokens, and what widens is a warning", () => {
  const { stack, audit } = trailOf();
  audit.addToBucketPolicy(statement({ Resource: `${audit.bucket?.arn}/*` }));
  const policy = String(onlyBlock(synth(stack).resource, "aws_s3_bucket_policy").policy);
  expect(policy).toMatch(
    /role\/Backup"\},"Resource":.*aws_s3_bucket\.audit_\w+\.arn.*"Sid":"Own"\}\],"Version"/,
  );
  expect(warningsOf(audit)).toEqual([
    "addToBucketPolicy[0]: statement 1 (Sid Own) allows more than the config does: s3:GetObject to arn:aws:iam::111111111111:role/Backup",
  ]);
});

test("one for an existing bucket is in what its owner attaches", () => {
  const stack = stackWithProvider();
  const bucket = new S3Bucket(stack, "own", {});
  const audit = new EncryptedTrail(stack, "audit", { ...options, bucket });
  audit.addToBucketPolicy(statement({ Resource: `${bucket.arn}/*` }));
  expect(audit.node.validate()).toEqual([]);
  expect(resolvedIn(stack, audit.policyJson("bucket"))).toContain("role/Backup");
});

test.each([
  [
    "lets a stranger in",
    { Principal: { AWS: "arn:aws:iam::999999999999:root" } },
    "callers that the config does not name",
  ],
  ["lets everybody in", { Principal: "*" }, "callers that the config does not name"],
  [
    "lets any trail deliver",
    { Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "s3:PutObject" },
    "name further trails in bucket.deliverFrom instead",
  ],
  [
    "denies CloudTrail the delivery",
    { Effect: "Deny", Principal: "*", Action: "s3:PutObject" },
    "denies s3:PutObject to cloudtrail.amazonaws.com",
  ],
  [
    "denies a reader its logs",
    { Effect: "Deny", Principal: { AWS: "222222222222" } },
    "denies s3:GetObject to",
  ],
  [
    "speaks of another bucket",
    { Resource: "arn:aws:s3:::other-logs/*" },
    "S3 accepts only the bucket org-audit-logs",
  ],
  ["is no statement to AWS", { Action: [] }, "Action"],
])("a statement that %s stops the synthesis", (_name, more, sentence) => {
  const { audit } = trailOf();
  audit.addToBucketPolicy(statement(more));
  expect(audit.node.validate()).toContainEqual(expect.stringContaining(sentence));
});

test("what it denies by its reference to the bucket is judged as by the bucket's name", () => {
  const { audit } = trailOf();
  audit.addToBucketPolicy(
    statement({ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: `${audit.bucket?.arn}/*` }),
  );
  expect(audit.node.validate()).toEqual([expect.stringContaining("denies s3:PutObject")]);
});

test("what depends on what the config does not say is a warning", () => {
  const { stack, audit } = trailOf();
  const Condition = { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } };
  audit.addToBucketPolicy(statement({ Effect: "Deny", Principal: "*", Condition }));
  expect(audit.node.validate()).toEqual([]);
  expect(synth(stack).resource).toBeDefined();
  expect(warningsOf(audit).join()).toContain("may deny s3:GetObject");
});

test("is refused where no bucket policy is known, and where it is not JSON", () => {
  const key = new LogKey(stackWithProvider(), "key", { name: "logs" });
  expect(() => {
    key.addToBucketPolicy(statement({}));
  }).toThrow("addToBucketPolicy[0]: there is no bucket policy here: only a trail has one");
  const { audit } = trailOf();
  expect(() => {
    audit.addToBucketPolicy(statement({ Condition: { Null: new Date(0) } }));
  }).toThrow(InvalidConfig);
});
