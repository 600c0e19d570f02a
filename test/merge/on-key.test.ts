import type { MergeResult } from "../../lib/merge/merge-policy";
import { mergePolicy } from "../../lib/merge/merge-policy";
import { configOf, placeOf } from "../support/place";

const account = "111111111111";
const input = {
  name: "org-audit",
  account,
  region: "us-east-1",
  bucket: { name: "org-audit-logs", bucketKey: false },
};
const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";
const otherId = "9876fedc-12ab-34cd-56ef-1234567890ab";
const keyIn = (region: string, id = keyId, owner = account, partition = "aws"): string =>
  `arn:${partition}:kms:${region}:${owner}:key/${id}`;
const existing = { ...input, key: { existing: keyIn("us-east-1") } };

const root = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: "kms:*",
  Resource: "*",
};
const trailArn = `arn:aws:cloudtrail:us-east-1:${account}:trail/org-audit`;
const encryptOn = (Resource: unknown, element = "Resource"): object => ({
  Sid: "Encrypt",
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
  [element]: Resource,
  Condition: { StringEquals: { "aws:SourceArn": trailArn } },
});

function merge(given: object, ...statements: readonly object[]): MergeResult {
  const config = configOf(given);
  const text = JSON.stringify({ Version: "2012-10-17", Statement: [root, ...statements] });
  return mergePolicy(text, config, placeOf(config));
}

function merged(given: object, ...statements: readonly object[]): Extract<MergeResult, { ok: true }> {
  const result = merge(given, ...statements);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result;
}

const added = (given: object, ...statements: readonly object[]): readonly string[] =>
  merged(given, ...statements).added.map(({ wantedSid }) => wantedSid);

const lacking = ["AllowCloudTrailEncryptLogs", "AllowCloudTrailDescribeKey"];

describe("a statement for a resource that is not the key grants nothing", () => {
  test.each([
    ["a key in another Region", keyIn("eu-west-1")],
    ["every key in another Region", `arn:aws:kms:eu-west-1:${account}:key/*`],
    ["a key in another partition", keyIn("us-east-1", keyId, account, "aws-cn")],
    ["another account's key", keyIn("us-east-1", keyId, "222222222222")],
    ["an alias", `arn:aws:kms:us-east-1:${account}:alias/logs`],
    ["no key at all", `arn:aws:kms:us-east-1:${account}:key/`],
    ["a bucket", "arn:aws:s3:::org-audit-logs"],
    ["several of them", [keyIn("eu-west-1"), "arn:aws:s3:::org-audit-logs"]],
  ])("%s", (_, resource) => {
    for (const config of [input, existing]) {
      expect(added(config, encryptOn(resource))).toEqual(lacking);
      expect(merged(config, encryptOn(resource)).warnings).toEqual([
        {
          code: "other-resource",
          statement: expect.objectContaining({ index: 1, sid: "Encrypt" }) as unknown,
          resources: [resource].flat(),
          line: 1,
          column: expect.any(Number) as unknown,
        },
      ]);
    }
  });

  test("another key than the existing one", () => {
    expect(added(existing, encryptOn(keyIn("us-east-1", otherId)))).toEqual(lacking);
    expect(added(existing, encryptOn(`arn:aws:kms:us-east-1:${account}:key/9*`))).toEqual(lacking);
  });

  test("every resource but the key", () => {
    expect(added(existing, encryptOn(keyIn("us-east-1"), "NotResource"))).toEqual(lacking);
    expect(added(input, encryptOn("*", "NotResource"))).toEqual(lacking);
  });

  test("a key that cannot be the same as that of another statement", () => {
    const [one, two] = [encryptOn(keyIn("us-east-1")), encryptOn(keyIn("us-east-1", otherId))];
    expect(added(input, one, two)).toEqual(lacking);
    expect(merged(input, one, two).warnings).toEqual([
      { code: "several-keys", arns: [keyIn("us-east-1"), keyIn("us-east-1", otherId)] },
    ]);
    expect(merged(existing, one, two)).toMatchObject({ added: [], warnings: [{ code: "other-resource" }] });
  });
});

describe("a statement for what may be the key counts", () => {
  test.each([
    ["everything", "*"],
    ["its own ARN", keyIn("us-east-1")],
    ["every key of the account", `arn:aws:kms:*:${account}:key/*`],
    ["every key of the Region", `arn:aws:kms:us-east-1:*:key/${keyId}`],
    ["its own ARN among others", [keyIn("eu-west-1"), keyIn("us-east-1")]],
    ["every ARN", "arn:*"],
  ])("%s", (_, resource) => {
    expect(merged(input, encryptOn(resource))).toMatchObject({ added: [], warnings: [] });
    expect(merged(existing, encryptOn(resource))).toMatchObject({ added: [], warnings: [] });
  });

  test("everything but what the key is not", () => {
    expect(added(input, encryptOn(keyIn("eu-west-1"), "NotResource"))).toEqual([]);
    expect(added(existing, encryptOn(keyIn("us-east-1", otherId), "NotResource"))).toEqual([]);
  });
});

describe("a Deny", () => {
  const denied = (resource: string): object => ({ ...encryptOn(resource), Effect: "Deny", Condition: {} });

  test("of another key is not in the way", () => {
    expect(merge(input, encryptOn("*"), denied(keyIn("eu-west-1")))).toMatchObject({ ok: true, added: [] });
    expect(merge(existing, encryptOn("*"), denied(keyIn("us-east-1", otherId)))).toMatchObject({ ok: true });
  });

  test("of what may be the key is", () => {
    expect(merge(input, encryptOn("*"), denied(keyIn("us-east-1", otherId)))).toMatchObject({ ok: false });
    expect(merge(existing, encryptOn("*"), denied(keyIn("us-east-1")))).toMatchObject({ ok: false });
  });
});
