import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { expectSafeEnd } from "./support/expect-safe-end";
import { generatedRoot } from "./support/generated-root";
import { emptyBucket, keyPolicyInKms, keyStateInKms, trailsIn } from "./support/read-back";
import { policyText, writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const config = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const owner = { account: config.account, region: config.region };
const log = "/org-audit-logs/AWSLogs/111111111111/log.json.gz";

describeE2e("terraform destroy", () => {
  test(
    "would end the trail before its bucket's settings and the bucket before the key, but is refused while they are protected",
    () =>
      withLocalAws(async (aws, directory) => {
        const root = await generatedRoot(directory, config, aws.env(owner));
        await root.apply();

        await expectSafeEnd(root);

        expect(await trailsIn(aws, owner)).toHaveLength(1);
        await root.planNothing();
      }),
    E2E_WITHIN_MS,
  );

  test(
    "keeps the key and its policy for as long as the bucket holds a log",
    () =>
      withLocalAws(async (aws, directory) => {
        const root = await generatedRoot(directory, { ...config, protect: false }, aws.env(owner));
        await root.apply();
        const keyId = String((await root.outputs()).key_id);
        await aws.s3("PUT", log, owner, "a log");

        expect(await root.refusal("destroy", "-auto-approve")).toContain("BucketNotEmpty");

        expect(await keyStateInKms(aws, keyId, owner)).toBe("Enabled");
        expect(await keyPolicyInKms(aws, keyId, owner)).toBe(
          await policyText("key", writeConfig(directory, config)),
        );

        await emptyBucket(aws, "org-audit-logs", owner);
        await root.destroy();
        expect(await keyStateInKms(aws, keyId, owner)).toBe("PendingDeletion");
      }),
    E2E_WITHIN_MS,
  );
});
