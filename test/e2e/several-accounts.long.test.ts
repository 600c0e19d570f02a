import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bucketSettings } from "./support/addresses";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { generatedRoot, generateModule, writtenRoot } from "./support/generated-root";
import type { LocalAws } from "./support/local-aws";
import { localProvider, localProviders } from "./support/local-providers";
import {
  createOrganization,
  delegate,
  delegatedAdministrators,
  trustCloudTrail,
} from "./support/organization";
import { keyPolicyInKms, keyStateInKms, trailsIn } from "./support/read-back";
import { changes, LOCAL_PROVIDER, TerraformRoot } from "./support/terraform";
import { policyText, writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const region = "us-east-1";
const management = { account: "111111111111", region };
const logArchive = { account: "333333333333", region };
const security = { account: "444444444444", region };
const stranger = { account: "999999999999", region };
const organization = { id: "o-abcd123456", management, members: [logArchive.account, "222222222222"] };

const config = {
  name: "org-audit",
  ...management,
  protect: false,
  accounts: { log_archive: logArchive.account },
  organization: { id: organization.id, delegatedAdministrators: ["222222222222"] },
  key: { account: "log_archive" },
  bucket: { name: "org-audit-logs", account: "log_archive" },
};

const withReaders = {
  ...config,
  accounts: { ...config.accounts, security: security.account },
  readers: [
    { role: "Auditor" },
    { assumableRole: { name: "SiemRole", trustedAccounts: ["555555555555"], account: "security" } },
  ],
};

const created = async (aws: LocalAws) =>
  (await aws.calls()).filter(({ name }) => /^(Create(?!Organization|Account)|Put|PUT |Register)/.test(name));

describeE2e("an organization's trail with key and bucket in the log archive", () => {
  test(
    "is built in order across accounts, planned again without changes, changed in place, and destroyed",
    () =>
      withLocalAws(async (aws, directory) => {
        await createOrganization(aws, organization);
        const root = await generatedRoot(directory, config, aws.env(management));
        await root.apply();
        await root.planNothing();

        const needed = ["aws_kms_key_policy.this", ...bucketSettings];
        expect(await root.dependencies("aws_cloudtrail.this")).toEqual(expect.arrayContaining(needed));
        expect(await trailsIn(aws, management)).toMatchObject([
          { IsOrganizationTrail: true, S3BucketName: "org-audit-logs" },
        ]);
        expect(await delegatedAdministrators(aws, management)).toEqual(["222222222222"]);
        expect((await created(aws)).map(({ account, name }) => `${account} ${name}`)).toEqual(
          expect.arrayContaining([
            "333333333333 CreateKey",
            "333333333333 CreateAlias",
            "333333333333 PutKeyPolicy",
            "333333333333 PUT /org-audit-logs",
            "333333333333 PUT /org-audit-logs?policy=",
            "111111111111 CreateTrail",
          ]),
        );

        const changed = await generatedRoot(directory, withReaders, aws.env(management));
        const edit = changes(await changed.plan());
        expect(edit).toContainEqual(["create", 'aws_iam_role.reader_security["SiemRole"]']);
        expect(edit).toContainEqual(["update", "aws_kms_key_policy.this"]);
        expect(edit.filter(([actions]) => actions.includes("delete"))).toEqual([]);
        await changed.applyPlan();
        await changed.planNothing();
        expect(await changed.dependencies("aws_kms_key_policy.this")).toContain(
          "aws_iam_role.reader_security",
        );
        expect((await created(aws)).filter(({ account }) => account === security.account)).toMatchObject([
          { name: "CreateRole" },
          { name: "PutRolePolicy" },
        ]);
        const keyId = String((await changed.outputs()).key_id);
        expect(await keyPolicyInKms(aws, keyId, logArchive)).toBe(
          await policyText("key", writeConfig(directory, withReaders)),
        );

        await changed.destroy();
        expect(await trailsIn(aws, management)).toEqual([]);
        expect(await delegatedAdministrators(aws, management)).toEqual([]);
        expect(await keyStateInKms(aws, keyId, logArchive)).toBe("PendingDeletion");
      }),
    E2E_WITHIN_MS,
  );

  test(
    "is refused for another account or Region behind the alias, without trusted access, and in another organization",
    () =>
      withLocalAws(async (aws, directory) => {
        await createOrganization(aws, { ...organization, trusted: false });
        const root = await generatedRoot(directory, config, aws.env(management));
        const behindAlias = (signIn: typeof logArchive) => {
          root.write("provider.tf", localProviders({}) + localProvider("log_archive", signIn));
        };

        behindAlias({ ...logArchive, region: "eu-west-3" });
        expect(await root.refusal("apply", "-auto-approve")).toContain(
          "The provider aws.log_archive uses Region eu-west-3, but the home Region of this trail is us-east-1.",
        );
        behindAlias(logArchive);
        expect(await root.refusal("apply", "-auto-approve")).toContain(
          "aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com",
        );
        await trustCloudTrail(aws, true, management);
        expect(await root.refusal("apply", "-auto-approve", "-var=organization_id=o-zyxw987654")).toContain(
          "The provider's account is in organization o-abcd123456, but this trail is for organization o-zyxw987654.",
        );
        expect(await created(aws)).toEqual([]);
      }),
    E2E_WITHIN_MS,
  );

  test(
    "is refused for another account behind the alias, where nothing is created, even if the module is read at apply only",
    () =>
      withLocalAws(async (aws, directory) => {
        await createOrganization(aws, organization);
        const module = await generateModule(directory, config);
        const providers = localProvider("log_archive", stranger);
        const root = await writtenRoot(
          directory,
          providers + calledAfterAnother(module),
          aws.env(management),
        );
        const refused =
          "The credentials of the provider aws.log_archive belong to account 999999999999, but it is for account 333333333333. Use credentials of that account.";
        expect(await root.refusal("apply", "-auto-approve")).toContain(refused);
        const accounts = (await created(aws)).map(({ account }) => account);
        expect(accounts).not.toContain(stranger.account);
        expect(await trailsIn(aws, management)).toEqual([]);
        expect(await root.refusal("plan")).toContain(refused);
      }),
    E2E_WITHIN_MS,
  );

  test(
    "is created by a delegated administrator, under the ARN that the policies expect",
    () =>
      withLocalAws(async (aws, directory) => {
        await createOrganization(aws, organization);
        await delegate(aws, logArchive.account, management);
        const { id } = organization;
        const byDelegate = {
          name: "org-audit",
          ...logArchive,
          organization: { id, managementAccount: management.account },
          bucket: { name: "org-audit-logs" },
        };
        const root = await generatedRoot(directory, byDelegate, aws.env(logArchive));
        await root.apply();
        await root.planNothing();
        const arn = "arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit";
        const { trail_arn, key_id } = await root.outputs();
        expect(trail_arn).toBe(arn);
        expect(await keyPolicyInKms(aws, String(key_id), logArchive)).toContain(
          JSON.stringify({ "aws:SourceArn": arn }),
        );
      }),
    E2E_WITHIN_MS,
  );

  test(
    "is planned with one provider for both, and refused where one of its example is signed in elsewhere",
    () =>
      withLocalAws(async (aws, directory) => {
        await createOrganization(aws, organization);
        const module = await generateModule(directory, config);
        const caller = await writtenRoot(directory, calledWithOneProvider(module), aws.env(management));
        await caller.plan();

        const example = new TerraformRoot(join(module, "examples/basic"), aws.env(management));
        const main = readFileSync(join(example.directory, "main.tf"), "utf8");
        expect(main).toContain("aws.log_archive = aws.log_archive");
        const role = `arn:aws:iam::${stranger.account}:role/OrganizationAccountAccessRole`;
        const elsewhere = LOCAL_PROVIDER.replace(
          "{\n",
          `{\n  alias = "log_archive"\n  assume_role {\n    role_arn = "${role}"\n  }\n`,
        );
        example.write("local_override.tf", `${LOCAL_PROVIDER}\n${elsewhere}`);
        await example.init();
        expect(await example.refusal("plan")).toContain("AWS account ID not allowed: 999999999999");
      }),
    E2E_WITHIN_MS,
  );
});

/** `depends_on` puts off every data source of the module until the other has been applied. */
const calledAfterAnother = (module: string): string => `
resource "terraform_data" "first" {}

module "audit" {
  source     = "${module}"
  depends_on = [terraform_data.first]

  providers = {
    aws             = aws
    aws.log_archive = aws.log_archive
  }
}
`;

const calledWithOneProvider = (module: string): string => `
module "audit" {
  source                 = "${module}"
  log_archive_account_id = "${management.account}"

  providers = {
    aws             = aws
    aws.log_archive = aws
  }
}
`;
