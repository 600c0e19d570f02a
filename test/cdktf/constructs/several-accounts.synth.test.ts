import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { TerraformStack } from "cdktf";
import { TerraformVariable, Testing } from "cdktf";
import { EncryptedTrail, LogKey, TrailStack } from "../../../lib/cdktf";
import type { EncryptedTrailProps, TrailStackProps } from "../../../lib/cdktf";
import { onlyBlock, resolvedIn, stackWithProvider, synth } from "../fixtures";

const options: TrailStackProps & EncryptedTrailProps = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  accounts: { log_archive: "333333333333", security: "444444444444" },
  organization: { id: "o-abcd123456", delegatedAdministrators: ["222222222222"] },
  key: { account: "log_archive" },
  bucket: { name: "org-audit-logs", account: "log_archive" },
  readers: [
    { account: "444444444444" },
    { assumableRole: { name: "Here", trustedAccounts: ["222222222222"] } },
    { assumableRole: { name: "There", trustedAccounts: ["222222222222"], account: "security" } },
  ],
};

const stackOf = (more: Partial<TrailStackProps> = {}): TrailStack =>
  new TrailStack(Testing.app(), "org-audit", { ...options, ...more });

const variable = (stack: TerraformStack, name: string): string =>
  new TerraformVariable(stack, name, { type: "string" }).stringValue;

test("the trail of an organization waits for what other accounts hold, and for the organization's trusted access", () => {
  const { resource } = synth(stackOf());
  expect(onlyBlock(resource, "aws_cloudtrail")).toMatchObject({
    is_organization_trail: true,
    depends_on: expect.arrayContaining(["aws_kms_key_policy.this", "aws_s3_bucket_policy.logs"]) as unknown,
    lifecycle: {
      precondition: expect.arrayContaining([
        expect.objectContaining({
          condition: expect.stringContaining(
            'contains(data.aws_organizations_organization.current.aws_service_access_principals, "cloudtrail.amazonaws.com")',
          ) as unknown,
          error_message: expect.stringContaining("aws organizations enable-aws-service-access") as unknown,
        }),
      ]) as unknown,
    },
  });
});

test("delegated administrators are a set for Terraform", () => {
  const { resource } = synth(stackOf());
  expect(onlyBlock(resource, "aws_cloudtrail_organization_delegated_admin_account")).toMatchObject({
    for_each: '${toset(["222222222222"])}',
    account_id: "${each.value}",
  });
});

test("roles and policies of readers are created by the provider of their account", () => {
  const stack = stackOf();
  const { resource } = synth(stack);
  expect(resource?.aws_iam_role).toMatchObject({
    reader_log_archive: { provider: "aws.log_archive" },
    reader_security: { provider: "aws.security" },
  });
  expect(onlyBlock(resource, "aws_iam_policy").provider).toBe("aws.security");
  const arns = stack.readerRoles.map(({ name, arn }) => [name, resolvedIn(stack, arn)]);
  expect(arns).toEqual([
    ["Here", '${aws_iam_role.reader_log_archive["Here"].arn}'],
    ["There", '${aws_iam_role.reader_security["There"].arn}'],
  ]);
});

test("the getters and the policies are there whichever account they are of", () => {
  const stack = stackOf();
  expect(resolvedIn(stack, [stack.key?.arn, stack.bucket?.arn, stack.trail?.arn])).toEqual([
    "${aws_kms_key.this.arn}",
    "${aws_s3_bucket.logs.arn}",
    "${aws_cloudtrail.this.arn}",
  ]);
  const bucketPolicy = String(resolvedIn(stack, stack.resources.policyJson("bucket")));
  expect(bucketPolicy).toContain("AWSLogs/o-abcd123456/*");
  expect(bucketPolicy).toContain("AWSLogs/111111111111/*");
});

test("account IDs may be tokens, of which each check and policy has its own", () => {
  const stack = stackWithProvider();
  const [logs, security] = ["logs", "security"].map((alias) => new AwsProvider(stack, alias, { alias }));
  if (logs === undefined || security === undefined) throw new Error("no providers");
  new EncryptedTrail(stack, "audit", {
    ...options,
    account: variable(stack, "deployment"),
    accounts: { log_archive: variable(stack, "archive"), security: "444444444444" },
    organization: { id: variable(stack, "organization"), managementAccount: variable(stack, "management") },
    providers: { log_archive: logs, security },
  });
  const { resource } = synth(stack);
  expect(onlyBlock(resource, "aws_kms_key").lifecycle).toMatchObject({
    precondition: [
      {
        condition: expect.stringMatching(
          /^\$\{data\.aws_caller_identity\..*log_archive.* == var\.archive\}$/,
        ) as unknown,
      },
      { condition: expect.stringContaining('.id == "us-east-1"') as unknown },
    ],
  });
  const key = String(onlyBlock(resource, "aws_kms_key_policy").policy);
  expect(key).toContain(":iam::${var.archive}:root");
  expect(key).toContain(":cloudtrail:us-east-1:${var.management}:trail/org-audit");
  expect(String(onlyBlock(resource, "aws_s3_bucket_policy").policy)).toContain(
    "AWSLogs/${var.organization}/*",
  );
});

test("a token of an ARN is no account ID", () => {
  const stack = stackWithProvider();
  const own = new KmsKey(stack, "own", {});
  const logs = new AwsProvider(stack, "logs", { alias: "logs" });
  new LogKey(stack, "key", {
    name: "org-audit",
    accounts: { log_archive: own.arn },
    key: { account: "log_archive" },
    providers: { log_archive: logs },
  });
  expect(() => synth(stack)).toThrow(
    /accounts\.log_archive: .* is an ARN, but a token here must be an account ID/,
  );
});

test("the name of an account cannot be a token, because resources are named by it", () => {
  const stack = stackWithProvider();
  const name = variable(stack, "name");
  for (const more of [
    { key: { account: name } },
    { readers: [{ assumableRole: { name: "R", trustedAccounts: ["222222222222"], account: name } }] },
  ])
    expect(() => new EncryptedTrail(stack, "audit", { ...options, ...more })).toThrow(
      /account: a text known only to Terraform cannot be used here/,
    );
});
