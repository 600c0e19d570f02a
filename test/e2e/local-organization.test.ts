import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import type { SignIn } from "./support/local-aws";
import { createOrganization, delegate, trustCloudTrail } from "./support/organization";
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
});
