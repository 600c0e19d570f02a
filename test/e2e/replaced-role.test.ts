import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { generatedRoot } from "./support/generated-root";
import { keyPolicyInKms } from "./support/read-back";
import { changes, planned } from "./support/terraform";
import { policyText, writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const config = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  readers: [{ assumableRole: { name: "CloudTrailReadRole", trustedAccounts: ["222222222222"] } }],
};
const owner = { account: config.account, region: config.region };

describeE2e("a reader's role", () => {
  test(
    "that is replaced is put into the key policy again by the next plan, and only then",
    () =>
      withLocalAws(async (aws, directory) => {
        const root = await generatedRoot(directory, config, aws.env(owner));
        const firstPlan = await root.plan();
        const wanted = await policyText("key", writeConfig(directory, config));
        expect(planned(firstPlan, "aws_kms_key_policy.this").policy).toBe(wanted);
        await root.applyPlan();
        const keyId = String((await root.outputs()).key_id);
        const puts = async () => (await aws.calls()).filter(({ name }) => name === "PutKeyPolicy").length;
        const before = await puts();

        await root.apply('-replace=aws_iam_role.reader["CloudTrailReadRole"]');
        // KMS has put the ID of the role that is gone in the place of its ARN.
        expect(await keyPolicyInKms(aws, keyId, owner)).not.toBe(wanted);

        const plan = await root.plan();
        expect(changes(plan)).toEqual([["update", "aws_kms_key_policy.this"]]);
        await root.applyPlan();
        expect(await puts()).toBe(before + 1);
        expect(await keyPolicyInKms(aws, keyId, owner)).toBe(wanted);
        await root.planNothing();
      }),
    E2E_WITHIN_MS,
  );
});
