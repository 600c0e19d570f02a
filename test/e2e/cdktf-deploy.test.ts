import { join } from "node:path";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { loadExample } from "./support/examples";
import { credentials } from "./support/local-aws";
import { keyPolicyInKms, trailsIn } from "./support/read-back";
import { cdktf, policyText, repository, writeConfig } from "./support/trailkey";
import { withLocalAws } from "./support/with-local-aws";

const { config, file, owner } = loadExample(join(repository, "examples/readers-assume-role.yaml"));

describeE2e("`cdktf deploy` and `cdktf destroy`", () => {
  test(
    "build the example with the printed key policy, and leave nothing",
    () =>
      withLocalAws(async (aws, directory) => {
        const given = {
          config: writeConfig(directory, { ...config, protect: false }),
          endpoint: aws.endpoint,
          directory,
          credentials: credentials(owner),
        };
        await cdktf("deploy", given);
        const [trail] = await trailsIn(aws, owner);
        expect(await keyPolicyInKms(aws, String(trail?.KmsKeyId), owner)).toBe(await policyText("key", file));

        await cdktf("destroy", given);
        expect(await trailsIn(aws, owner)).toEqual([]);
      }),
    E2E_WITHIN_MS,
  );
});
