import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { generatedRoot } from "./support/generated-root";
import { createOrganization } from "./support/organization";
import { keyPolicyInKms } from "./support/read-back";
import { changes, planned } from "./support/terraform";
import { policyText, trailkey, writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const owner = { account: "111111111111", region: "us-east-1" };
const organization = { id: "o-abcd123456", management: owner, members: ["222222222222"] };

const siem = {
  name: "SiemRole",
  trustedAccounts: ["555555555555"],
  externalId: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
  path: "/audit/",
  permissionsBoundary: "arn:aws:iam::111111111111:policy/Boundary",
};

const readBy = (assumableRole: object) => ({
  name: "org-audit",
  ...owner,
  protect: false,
  organization: { id: organization.id },
  bucket: { name: "org-audit-logs" },
  readers: [{ organization: organization.id }, { permissionSet: "Auditor" }, { assumableRole }],
});

const role = 'aws_iam_role.reader["SiemRole"]';

describeE2e("readers of an organization's trail: its accounts, a permission set and a vendor's role", () => {
  test(
    "are applied, planned again without changes, and changed in place but for a role's path",
    () =>
      withLocalAws(async (aws, directory) => {
        await createOrganization(aws, organization);
        const root = await generatedRoot(directory, readBy(siem), aws.env(owner));
        const first = await root.plan();
        expect(planned(first, role)).toMatchObject({
          path: siem.path,
          permissions_boundary: siem.permissionsBoundary,
        });
        expect(planned(first, role).assume_role_policy).toContain(siem.externalId);
        await root.applyPlan();
        await root.planNothing();
        const keyId = String((await root.outputs()).key_id);
        const keyPolicy = () => keyPolicyInKms(aws, keyId, owner);
        expect(await keyPolicy()).toBe(await policyText("key", writeConfig(directory, readBy(siem))));

        const { externalId, ...unnamed } = siem;
        const open = await generatedRoot(directory, readBy(unnamed), aws.env(owner));
        const edit = await open.plan();
        expect(changes(edit)).toEqual([["update", role]]);
        expect(planned(edit, role).assume_role_policy).not.toContain(externalId);
        await open.applyPlan();
        await open.planNothing();

        const elsewhere = { ...unnamed, path: "/siem/" };
        await expect(generatedRoot(directory, readBy(elsewhere), aws.env(owner))).rejects.toThrow(
          `${role}: would be replaced (path from "/audit/" to "/siem/")`,
        );
        const config = writeConfig(directory, readBy(elsewhere));
        await trailkey("generate", "-c", config, "-o", open.directory, "--allow-replace");
        const move = changes(await open.plan());
        expect(move).toContainEqual([expect.stringContaining("delete"), role]);
        expect(move).toContainEqual(["update", "aws_kms_key_policy.this"]);
        await open.applyPlan();
        await open.planNothing();
        expect(await keyPolicy()).toBe(await policyText("key", config));
        expect(await keyPolicy()).toContain("role/siem/SiemRole");
      }),
    E2E_WITHIN_MS,
  );
});
