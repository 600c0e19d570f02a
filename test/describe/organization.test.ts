import type { Block, Blueprint } from "../../lib/terraform/blueprint";
import { blockAddress } from "../../lib/terraform/blueprint";
import { describe as describeConfig } from "../../lib/describe/describe";
import { configOf, policyIn } from "../support/place";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  organization: { id: "o-abcd123456" },
  bucket: { name: "org-audit-logs" },
};
const byDelegate = {
  ...base,
  account: "222222222222",
  organization: { ...base.organization, managementAccount: "111111111111" },
};
const trailArn = "arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit";
const contexts = "arn:aws:cloudtrail:*:111111111111:trail/*";

const blueprintOf = (input: unknown): Blueprint => describeConfig(configOf(input));

const blockOf = (input: unknown, address: string): Block | undefined =>
  blueprintOf(input).blocks.find((block) => blockAddress(block) === address);

interface Statement {
  readonly Sid: string;
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const bySid = (input: unknown, name: string): Readonly<Record<string, Statement>> =>
  Object.fromEntries(
    (policyIn(configOf(input), name) as { readonly Statement: readonly Statement[] }).Statement.map(
      (statement) => [statement.Sid, statement],
    ),
  );

const checksOf = (input: unknown, address: string): string =>
  JSON.stringify(blockOf(input, address)?.lifecycle?.preconditions ?? []);

describe("the trail of an organization", () => {
  it("is one by its argument, and no other trail has that", () => {
    const named = (input: unknown): boolean =>
      JSON.stringify(blockOf(input, "aws_cloudtrail.this")?.args).includes("is_organization_trail");
    expect(named(base)).toBe(true);
    expect(named({ ...base, organization: undefined })).toBe(false);
  });

  it.each([
    ["the management account creates it", base],
    ["a delegated administrator creates it", byDelegate],
    ["its bucket has a prefix", { ...byDelegate, bucket: { name: "org-audit-logs", prefix: "audit" } }],
    [
      "its key is in a further account",
      { ...byDelegate, accounts: { logs: "333333333333" }, key: { account: "logs" } },
    ],
  ])("has the management account in each policy where %s", (_, config) => {
    const key = bySid(config, "key");
    for (const sid of ["AllowCloudTrailEncryptLogs", "AllowCloudTrailDecrypt"])
      expect(key[sid]?.Condition).toEqual({
        ArnLike: { "aws:SourceArn": trailArn },
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": contexts },
      });
    expect(key.AllowCloudTrailDescribeKey?.Condition).toEqual({ ArnLike: { "aws:SourceArn": trailArn } });
    const bucket = bySid(config, "bucket");
    const prefix = "prefix" in config.bucket ? "audit/" : "";
    expect(bucket.AWSCloudTrailAclCheck20150319?.Condition).toEqual({
      ArnLike: { "aws:SourceArn": trailArn },
    });
    for (const [sid, folder] of [
      ["AWSCloudTrailWrite20150319", "111111111111"],
      ["AWSCloudTrailOrganizationWrite20150319", "o-abcd123456"],
    ] as const)
      expect(bucket[sid]).toMatchObject({
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::org-audit-logs/${prefix}AWSLogs/${folder}/*`,
        Condition: {
          StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" },
          ArnLike: { "aws:SourceArn": trailArn },
        },
      });
  });

  it("shares the bucket with other trails, which get no access to the organization's folder", () => {
    const bucket = { ...base.bucket, deliverFrom: ["222222222222"] };
    const { AWSCloudTrailWrite20150319: own, AWSCloudTrailOrganizationWrite20150319: organization } = bySid(
      { ...base, bucket },
      "bucket",
    );
    expect(JSON.stringify(own)).toContain("222222222222");
    expect(JSON.stringify(organization)).not.toContain("222222222222");
    expect(organization?.Condition?.ArnLike).toEqual({ "aws:SourceArn": trailArn });
  });

  it("is written as AWS writes it in the style aws-docs", () => {
    const { AWSCloudTrailOrganizationWrite20150319: organization } = bySid(
      { ...base, key: { style: "aws-docs" } },
      "bucket",
    );
    expect(organization?.Condition).toEqual({
      StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": trailArn },
    });
  });

  it("has statements for the owner of a bucket that exists", () => {
    const bucket = { name: "theirs", existing: true, account: "333333333333" };
    expect(Object.keys(bySid({ ...base, bucket }, "bucket"))).toEqual([
      "AWSCloudTrailAclCheck20150319",
      "AWSCloudTrailWrite20150319",
      "AWSCloudTrailOrganizationWrite20150319",
    ]);
  });

  it("lets readers read below AWSLogs, where the organization's folder is", () => {
    const { GetLogs } = bySid({ ...base, readers: [{ user: "Bob" }] }, "reader");
    expect(GetLogs?.Resource).toBe("arn:aws:s3:::org-audit-logs/AWSLogs/*");
  });

  it("is created only where CloudTrail has trusted access, in that organization, with that management account", () => {
    const checks = checksOf(byDelegate, "aws_cloudtrail.this");
    for (const attribute of ["aws_service_access_principals", "id", "master_account_id"])
      expect(checks).toContain(
        `"type":"aws_organizations_organization","name":"current","attribute":"${attribute}"`,
      );
    expect(checks).toContain(
      "aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com",
    );
    expect(checks).toContain('"name":"organization_management_account"');
    expect(blockOf(byDelegate, "data.aws_organizations_organization.current")).not.toHaveProperty("provider");
  });

  it("asks nothing of the organization where trusted access is assumed", () => {
    const organization = { ...base.organization, trustedAccess: "assume" };
    const { blocks } = blueprintOf({ ...base, organization });
    expect(JSON.stringify(blocks)).not.toContain("aws_organizations_organization");
  });

  it("says in the module's README what it is and needs", () => {
    expect(blueprintOf(base).summary).toBe(
      "A CloudTrail trail of an organization that delivers to a bucket of its own, its logs encrypted with a KMS key of its own. CloudTrail must have trusted access in the organization.",
    );
  });

  it("has its organization's ID as a variable, which a module for others finds out unless it must not look", () => {
    const inputIn = (input: unknown) =>
      blueprintOf(input).inputs.find(({ name }) => name === "organization_id");
    expect(inputIn(base)).toMatchObject({ default: "o-abcd123456" });
    const open = { ...base, module: { variables: "all" } };
    expect(inputIn(open)).toMatchObject({ value: "o-abcd123456", default: null });
    const unseen = { ...open, organization: { ...base.organization, trustedAccess: "assume" } };
    expect(inputIn(unseen)).not.toHaveProperty("default");
  });

  it("has one variable for the management account where a provider is signed in to it too", () => {
    const accounts = { management: "111111111111" };
    const readers = [{ account: "111111111111" }];
    const names = blueprintOf({ ...byDelegate, accounts, readers }).inputs.map(({ name }) => name);
    expect(names).toContain("management_account_id");
    expect(names).not.toContain("organization_management_account");
    expect(new Set(names).size).toBe(names.length);
  });

  it("has a variable of its own for the management account where another account is called that", () => {
    const accounts = { management: "333333333333" };
    const key = { account: "management" };
    const names = blueprintOf({ ...byDelegate, accounts, key }).inputs.map(({ name }) => name);
    expect(names).toContain("management_account_id");
    expect(names).toContain("organization_management_account");
  });
});

describe("delegated administrators", () => {
  const address = "aws_cloudtrail_organization_delegated_admin_account.this";
  const delegated = (more: object = {}) => ({
    ...base,
    organization: { ...base.organization, delegatedAdministrators: ["333333333333", "222222222222"] },
    ...more,
  });

  it("are registered, each once, after the checks of the organization and of the account", () => {
    expect(blockOf(delegated(), address)?.forEach).toEqual({
      kind: "input",
      name: "delegated_administrator_account_ids",
    });
    const { inputs } = blueprintOf(delegated());
    expect(inputs.find(({ name }) => name === "delegated_administrator_account_ids")?.value).toEqual([
      "222222222222",
      "333333333333",
    ]);
    const checks = checksOf(delegated(), address);
    expect(checks).toContain("aws_organizations_organization");
    expect(checks).toContain("aws_caller_identity");
    expect(blockOf(base, address)).toBeUndefined();
  });

  it.each([undefined, { variables: "all" }])("are at most three in the module too: %j", (module) => {
    const { inputs } = blueprintOf(delegated({ module }));
    expect(inputs.find(({ name }) => name === "delegated_administrator_account_ids")?.type).toMatchObject({
      maxItems: 3,
    });
  });

  it("are for the caller to say in a module for others", () => {
    const { inputs } = blueprintOf(delegated({ module: { variables: "all" } }));
    expect(inputs.find(({ name }) => name === "delegated_administrator_account_ids")?.default).toEqual([]);
  });
});

test("a key alone is for the trails of the organization's management account", () => {
  const config = { ...byDelegate, trail: false, bucket: undefined, encryptFor: ["444444444444"] };
  expect(bySid(config, "key").AllowCloudTrailEncryptLogs?.Condition).toEqual({
    ArnLike: {
      "aws:SourceArn": [contexts, "arn:aws:cloudtrail:*:444444444444:trail/*"],
    },
    StringLike: {
      "kms:EncryptionContext:aws:cloudtrail:arn": [contexts, "arn:aws:cloudtrail:*:444444444444:trail/*"],
    },
  });
  const { inputs, blocks } = blueprintOf(config);
  expect(JSON.stringify(inputs)).toContain("besides the organization's management account");
  expect(JSON.stringify(blocks)).not.toContain("aws_organizations_organization");
});
