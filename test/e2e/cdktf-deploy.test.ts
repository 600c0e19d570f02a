import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { examples } from "./support/examples";
import { credentials, startLocalAws } from "./support/local-aws";
import { keyPolicyInKms, trailsIn } from "./support/read-back";
import { inTemporaryDirectory } from "./support/terraform";
import { cdktf, policyText } from "./support/trailkey";

const deployed = examples.filter(({ name }) => ["single-account", "readers-assume-role"].includes(name));

describeE2e("`cdktf deploy` and `cdktf destroy`", () => {
  test("have examples to work on", () => {
    expect(deployed).toHaveLength(2);
  });

  test.concurrent.each(deployed)(
    "$name: is built with the printed key policy, and is gone after destroy",
    async ({ file, owner }) => {
      const aws = await startLocalAws();
      try {
        const keyPolicy = await policyText("key", file);
        await inTemporaryDirectory(async (directory) => {
          const given = { config: file, endpoint: aws.endpoint, directory, credentials: credentials(owner) };
          await cdktf("deploy", given);
          const [trail] = await trailsIn(aws, owner);
          expect(await keyPolicyInKms(aws, String(trail?.KmsKeyId), owner)).toBe(keyPolicy);

          await cdktf("destroy", given);
          expect(await trailsIn(aws, owner)).toEqual([]);
        });
      } finally {
        await aws.stop();
      }
    },
    E2E_WITHIN_MS,
  );
});
