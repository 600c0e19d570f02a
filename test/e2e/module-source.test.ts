import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { startLocalAws } from "./support/local-aws";
import { keyPolicyInKms, trailsIn } from "./support/read-back";
import { inTemporaryDirectory, LOCAL_PROVIDER, TerraformRoot } from "./support/terraform";
import { policyText, repository } from "./support/trailkey";

const owner = { account: "444444444444", region: "eu-central-1" };
const instances = ["audit-east", "audit-west"];

describeE2e("modules/trail in somebody else's root", () => {
  test(
    "stands twice side by side, each with its own values and the policy of its own trail",
    async () => {
      const aws = await startLocalAws();
      try {
        await inTemporaryDirectory(async (directory) => {
          const root = new TerraformRoot(directory, aws.env(owner));
          root.write("main.tf", LOCAL_PROVIDER + instances.map(moduleCall).join(""));
          await root.init();
          await root.plan();
          await root.applyPlan();
          await root.planNothing();

          const keys = await root.outputs();
          expect((await trailsIn(aws, owner)).map(({ Name }) => Name).sort()).toEqual(instances);
          for (const name of instances) {
            const printed = await policyText("key", configOf(name, directory));
            expect(await keyPolicyInKms(aws, String(keys[name]), owner)).toBe(printed);
          }
          await root.destroy();
        });
      } finally {
        await aws.stop();
      }
    },
    E2E_WITHIN_MS,
  );
});

const moduleCall = (name: string): string => `
module "${name}" {
  source      = "${join(repository, "modules/trail")}"
  trail_name  = "${name}"
  bucket_name = "${name}-logs"
  key_alias   = "${name}"
}

output "${name}" {
  value = module.${name}.key_arn
}
`;

/** The module's config with an instance's values, for the policy that its key should have. */
function configOf(name: string, directory: string): string {
  const config = parse(readFileSync(join(repository, "modules/configs/trail.yaml"), "utf8")) as {
    readonly bucket: object;
  };
  const file = join(directory, `${name}.json`);
  writeFileSync(
    file,
    JSON.stringify({ ...config, ...owner, name, bucket: { ...config.bucket, name: `${name}-logs` } }),
  );
  return file;
}
