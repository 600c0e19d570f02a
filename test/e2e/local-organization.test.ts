import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { writtenRoot } from "./support/generated-root";
import type { SignIn } from "./support/local-aws";
import {
  createOrganization,
  delegate,
  delegatedAdministrators,
  trustCloudTrail,
} from "./support/organization";
import { trailsIn } from "./support/read-back";
import { localProvider } from "./support/local-providers";
import { withLocalAws } from "./support/with-local-aws";

const region = "us-east-1";
const management = { account: "111111111111", region };
const logArchive = { account: "333333333333", region };
const id = "o-abcd123456";
const organization = { id, management, members: [logArchive.account, "222222222222"] };

const stranger = { account: "999999999999", region };
const trailArn = "arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit";
const organizationTrail = { Name: "org-audit", S3BucketName: "org-audit-logs", IsOrganizationTrail: true };

describeE2e("the local AWS", () => {
  test(
    "lets the management account and its delegated administrators alone create an organization trail",
    () =>
      withLocalAws(async (aws) => {
        await createOrganization(aws, organization);
        await aws.s3("PUT", "/org-audit-logs", logArchive);
        const policy = JSON.stringify({
          Statement: [{ Principal: { Service: "cloudtrail.amazonaws.com" } }],
        });
        await expect(aws.s3("PUT", "/org-audit-logs?policy", management, policy)).rejects.toThrow("403");
        const create = (signIn: SignIn) => aws.call("cloudtrail", "CreateTrail", organizationTrail, signIn);
        await expect(create(management)).rejects.toThrow("InsufficientS3BucketPolicyException");
        await aws.s3("PUT", "/org-audit-logs?policy", logArchive, policy);

        await expect(create(stranger)).rejects.toThrow("OrganizationsNotInUseException");
        await expect(create(logArchive)).rejects.toThrow("NotOrganizationMasterAccountException");
        await trustCloudTrail(aws, false, management);
        await expect(create(management)).rejects.toThrow("CloudTrailAccessNotEnabledException");
        await expect(delegate(aws, logArchive.account, management)).rejects.toThrow(
          "CloudTrailAccessNotEnabledException",
        );
        await trustCloudTrail(aws, true, management);
        await delegate(aws, logArchive.account, management);

        expect(await create(logArchive)).toMatchObject({ TrailARN: trailArn });
        const seen = { trailNameList: [trailArn] };
        expect(await aws.call("cloudtrail", "DescribeTrails", seen, logArchive)).toMatchObject({
          trailList: [{ TrailARN: trailArn, IsOrganizationTrail: true }],
        });
        expect(await aws.call("cloudtrail", "DescribeTrails", seen, stranger)).toEqual({ trailList: [] });
      }),
    E2E_WITHIN_MS,
  );

  test(
    "tells an organization to its members, and no more than that to those who do not administer it",
    () =>
      withLocalAws(async (aws) => {
        await createOrganization(aws, organization);
        const ask = (action: string, signIn: SignIn) => aws.call("organizations", action, {}, signIn);
        expect(await ask("DescribeOrganization", logArchive)).toMatchObject({
          Organization: { Id: id, MasterAccountId: management.account },
        });
        await expect(ask("ListAccounts", logArchive)).rejects.toThrow("AccessDeniedException");
        await delegate(aws, logArchive.account, management);
        const { Accounts } = (await ask("ListAccounts", logArchive)) as {
          readonly Accounts: readonly object[];
        };
        expect(Accounts).toHaveLength(3);
        await expect(ask("DescribeOrganization", stranger)).rejects.toThrow(
          "AWSOrganizationsNotInUseException",
        );
      }),
    E2E_WITHIN_MS,
  );

  test(
    "has an organization, whose trail uses key and bucket of a member and passes a second plan",
    () =>
      withLocalAws(async (aws, directory) => {
        await createOrganization(aws, organization);
        const root = await writtenRoot(
          directory,
          localProvider("log_archive", logArchive) + configuration,
          aws.env(management),
        );
        await root.apply();
        await root.planNothing();
        expect(await root.outputs()).toEqual({
          id,
          management_account: management.account,
          trusted: ["cloudtrail.amazonaws.com"],
        });
        expect(await delegatedAdministrators(aws, management)).toEqual([logArchive.account]);
        expect(await trailsIn(aws, management)).toMatchObject([
          { TrailARN: trailArn, IsOrganizationTrail: true },
        ]);

        await root.destroy();
        expect(await delegatedAdministrators(aws, management)).toEqual([]);
        expect(await trailsIn(aws, management)).toEqual([]);
      }),
    E2E_WITHIN_MS,
  );
});

const configuration = `
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.log_archive]
    }
  }
}

data "aws_organizations_organization" "current" {}

resource "aws_cloudtrail_organization_delegated_admin_account" "this" {
  account_id = "333333333333"
}

resource "aws_kms_key" "this" {
  provider                = aws.log_archive
  enable_key_rotation     = true
  deletion_window_in_days = 7
}

resource "aws_kms_key_policy" "this" {
  provider = aws.log_archive
  key_id   = aws_kms_key.this.key_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = ["arn:aws:iam::111111111111:root", "arn:aws:iam::333333333333:root"] }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "kms:GenerateDataKey*"
        Resource  = "*"
      },
    ]
  })
}

resource "aws_s3_bucket" "logs" {
  provider = aws.log_archive
  bucket   = "org-audit-logs"
}

resource "aws_s3_bucket_policy" "logs" {
  provider = aws.log_archive
  bucket   = aws_s3_bucket.logs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "\${aws_s3_bucket.logs.arn}/*"
    }]
  })
}

resource "aws_cloudtrail" "this" {
  name                       = "org-audit"
  s3_bucket_name             = aws_s3_bucket.logs.id
  kms_key_id                 = aws_kms_key.this.arn
  is_organization_trail      = true
  is_multi_region_trail      = true
  enable_log_file_validation = true
  tags                       = { Owner = "audit" }
  depends_on                 = [aws_kms_key_policy.this, aws_s3_bucket_policy.logs]
}

output "id" {
  value = data.aws_organizations_organization.current.id
}

output "management_account" {
  value = data.aws_organizations_organization.current.master_account_id
}

output "trusted" {
  value = data.aws_organizations_organization.current.aws_service_access_principals
}
`;
